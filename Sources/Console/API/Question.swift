/// What somebody asks of the console: a request without the server around it.
public struct Question: Sendable {
  public var method: Method
  /// Percent-decoded, as it came: `/api/v1/incidents`.
  public var path: String
  /// In the order given, percent-decoded.
  public var parameters: [(name: String, value: String)]
  /// Whether the token that allows restricted things came with it.
  public var isTrusted: Bool
  /// Whether a token came with it that is another.
  public var isRefused = false
  /// What the header `Accept` says, empty for nothing.
  public var accept: String

  public enum Method: Sendable { case get, head, other }

  public init(
    method: Method = .get, path: String, parameters: [(name: String, value: String)] = [],
    isTrusted: Bool = false, accept: String = ""
  ) {
    self.method = method
    self.path = path
    self.parameters = parameters
    self.isTrusted = isTrusted
    self.accept = accept
  }
}
