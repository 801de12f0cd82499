/// A request of Kafka's protocol, by its API key; for injecting errors into `EmbeddedBroker`.
public struct RequestKind: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int16

  public init(rawValue: Int16) { self.rawValue = rawValue }

  public static let produce = RequestKind(rawValue: 0)
  public static let fetch = RequestKind(rawValue: 1)
  public static let listOffsets = RequestKind(rawValue: 2)
  public static let metadata = RequestKind(rawValue: 3)
  public static let offsetCommit = RequestKind(rawValue: 8)
  public static let offsetFetch = RequestKind(rawValue: 9)
  public static let findCoordinator = RequestKind(rawValue: 10)
  public static let joinGroup = RequestKind(rawValue: 11)
  public static let heartbeat = RequestKind(rawValue: 12)
  public static let initProducerID = RequestKind(rawValue: 22)
  public static let addPartitionsToTransaction = RequestKind(rawValue: 24)
  public static let addOffsetsToTransaction = RequestKind(rawValue: 25)
  public static let endTransaction = RequestKind(rawValue: 26)
  public static let transactionOffsetCommit = RequestKind(rawValue: 28)
}
