/// Where a record stands in Kafka.
public struct RejectionPosition: Sendable, Equatable {
  public var topic: String
  public var partition: Int32
  public var offset: Int64
  /// Kafka's timestamp in milliseconds since 1970-01-01T00:00:00Z; nil when the record has none.
  public var timestamp: Int64?

  public init(topic: String, partition: Int32, offset: Int64, timestamp: Int64?) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.timestamp = timestamp
  }
}
