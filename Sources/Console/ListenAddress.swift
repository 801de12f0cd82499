/// Where the console listens, `127.0.0.1:8080`.
public struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
  public var host: String
  /// 0 is any free one.
  public var port: Int

  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Nil for what the setting's rule refuses.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { return nil }
    let host = text[..<colon].drop { $0 == "[" }.prefix { $0 != "]" }
    self.init(host: host.isEmpty ? "0.0.0.0" : String(host), port: port)
  }

  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// As one would type it into a browser on the same machine.
  public var page: String {
    let isAny = host == "0.0.0.0" || host == "::"
    return "http://\(isAny ? ListenAddress(host: "127.0.0.1", port: port) : self)/"
  }
}
