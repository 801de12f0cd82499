internal import JSON
public import Model

/// Which rejections to send through again. An empty list asks nothing of its member.
public struct RedriveSelection: Sendable, Equatable {
  public var reasons: [RejectionReason] = []
  /// Names that were tried: `field-report/3`, or `field-report` for every version of it.
  public var schemas: [String] = []
  /// The member `source` of the original document, where that can be read.
  public var sources: [String] = []
  /// Topics the records came from.
  public var topics: [String] = []
  /// Kafka's timestamps of the original records, in milliseconds; the end is not included.
  public var from: Int64?
  public var to: Int64?
  /// A record that was tried so often is left where it is.
  public var attemptsMax: Int32 = 3

  public init() {}

  func wants(_ rejection: Rejection) -> Bool {
    guard reasons.isEmpty || reasons.contains(rejection.reason),
      topics.isEmpty || topics.contains(rejection.position.topic),
      schemas.isEmpty || schemas.contains(where: { Self.fits($0, rejection.schema) }),
      from == nil && to == nil || isInTime(rejection.position.timestamp)
    else { return false }
    return sources.isEmpty || Self.source(of: rejection.original).map(sources.contains) ?? false
  }

  /// A record without a time is in no span.
  private func isInTime(_ timestamp: Int64?) -> Bool {
    guard let timestamp else { return false }
    return (from ?? .min) <= timestamp && timestamp < (to ?? .max)
  }

  private static func fits(_ wanted: String, _ tried: String?) -> Bool {
    guard let tried else { return false }
    return tried == wanted || tried.hasPrefix(wanted + "/")
  }

  private static func source(of original: RejectionOriginal) -> String? {
    guard let value = original.value else { return nil }
    let parser = Parser(limits: Limits(bytesMax: 8 << 20, depthMax: 64))
    do {
      return try parser.parse(value).root["source"]?.text?.string
    } catch {
      return nil
    }
  }
}
