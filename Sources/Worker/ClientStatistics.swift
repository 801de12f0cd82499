/// librdkafka's last statistics documents of one stage's clients, as they came; they are read by
/// whoever shows them, not by the loop.
///
/// A stage has a consumer and one producer, or one for each sector; clients that were dropped are
/// forgotten.
public struct ClientStatistics: Sendable {
  public struct Document: Sendable {
    public let bytes: [UInt8]
    public let taken: ContinuousClock.Instant
  }

  /// By the client's own name, `vigie#consumer-3`.
  public private(set) var documents: [String: Document] = [:]

  /// More clients than this are forgotten, the oldest document first.
  static let clientsMax = 64
  /// A client that has said nothing for so long is gone.
  static let age = Duration.seconds(30)

  init() {}

  mutating func take(_ bytes: [UInt8], at now: ContinuousClock.Instant = .now) {
    documents = documents.filter { $0.value.taken.duration(to: now) < Self.age }
    documents[Self.name(bytes)] = Document(bytes: bytes, taken: now)
    while documents.count > Self.clientsMax,
      let oldest = documents.min(by: { $0.value.taken < $1.value.taken })
    {
      documents[oldest.key] = nil
    }
  }

  /// The first string of the document: librdkafka begins with `{ "name": "vigie#consumer-3"`.
  package static func name(_ bytes: [UInt8]) -> String {
    let quote = UInt8(ascii: "\"")
    let parts = bytes.prefix(256).split(separator: quote, omittingEmptySubsequences: false)
    return parts.count > 3 ? String(decoding: parts[3], as: UTF8.self) : ""
  }
}
