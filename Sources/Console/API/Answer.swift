internal import JSON

/// What the console says.
public struct Answer: Sendable {
  public var status: Int
  public var mediaType: String
  public var body: [UInt8]
  /// Whether a browser may keep it; nothing that changes is kept.
  public var isKept = false
  /// What is allowed, for 405.
  public var allow: String?

  public init(status: Int = 200, mediaType: String = MediaType.json, body: [UInt8]) {
    self.status = status
    self.mediaType = mediaType
    self.body = body
  }

  /// RFC 9457: what is wrong, in a sentence.
  static func problem(_ status: Int, _ title: String, _ detail: String) -> Answer {
    var writer = Writer(capacity: 256)
    writer.beginObject()
    writer.name("type")
    writer.string("about:blank")
    writer.name("title")
    writer.string(title)
    writer.name("status")
    writer.integer(Int64(status))
    writer.name("detail")
    writer.string(detail)
    writer.endObject()
    return Answer(status: status, mediaType: MediaType.problem, body: writer.bytes)
  }
}

/// The media types that are served.
public enum MediaType {
  public static let json = "application/json"
  static let problem = "application/problem+json"
  static let geoJSON = "application/geo+json"
  static let lines = "application/x-ndjson"
  static let html = "text/html; charset=utf-8"
  static let script = "text/javascript; charset=utf-8"
  static let style = "text/css; charset=utf-8"
  static let image = "image/svg+xml"
}
