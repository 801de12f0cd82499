internal import CRdKafka

/// One consumed record, a view into its batch: nothing is copied.
///
/// Not copyable, so it cannot outlive the call it was handed to. Pointers taken from it are valid
/// while the batch lives; one batch held pins all of its memory.
public struct ConsumedRecord: ~Copyable {
  let message: UnsafePointer<rd_kafka_message_t>
  /// What librdkafka keeps beside its message; nil for a record that it fetched.
  let beside: BesideMessage?
  /// The topic's index, constant for the consumer's life: `Consumer.topicName(_:)`.
  public let topicIndex: Int

  init(
    message: UnsafePointer<rd_kafka_message_t>, topicIndex: Int, beside: BesideMessage? = nil
  ) {
    self.message = message
    self.beside = beside
    self.topicIndex = topicIndex
  }

  public var partition: Int32 { message.pointee.partition }

  /// This record's own number; the position after it is one more.
  public var offset: Int64 { message.pointee.offset }

  /// The key; nil is null, which is not empty.
  public var key: UnsafeRawBufferPointer? {
    // Safe because librdkafka owns `key_len` bytes at `key` until the message is destroyed.
    message.pointee.key.map { UnsafeRawBufferPointer(start: $0, count: message.pointee.key_len) }
  }

  /// The value; nil is null: a tombstone, where the topic is compacted.
  public var value: UnsafeRawBufferPointer? {
    // Safe because librdkafka owns `len` bytes at `payload` until the message is destroyed.
    message.pointee.payload.map { UnsafeRawBufferPointer(start: $0, count: message.pointee.len) }
  }

  /// Whether the value is null.
  public var isTombstone: Bool { message.pointee.payload == nil }

  /// When the record was made or appended (`rd_kafka_message_timestamp`).
  public var timestamp: RecordTimestamp {
    if let beside { return beside.timestamp }
    var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let milliseconds = rd_kafka_message_timestamp(message, &type)
    return RecordTimestamp(milliseconds: milliseconds, kind: RecordTimestamp.Kind(type))
  }

  /// The headers, in order.
  public var headers: HeaderList {
    if let beside { HeaderList(beside.headers) } else { HeaderList(of: message) }
  }
}

extension RecordTimestamp.Kind {
  fileprivate init(_ type: rd_kafka_timestamp_type_t) {
    switch type {
    case RD_KAFKA_TIMESTAMP_CREATE_TIME: self = .created
    case RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME: self = .appended
    default: self = .absent
    }
  }
}
