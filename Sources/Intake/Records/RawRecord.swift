/// A record as Kafka gave it: borrowed bytes, valid for the length of one call.
public struct RawRecord {
  public var topic: RawTopic
  public var partition: Int32
  public var offset: Int64
  /// Milliseconds since 1970-01-01T00:00:00Z; nil when the record carries none.
  public var timestamp: Int64?
  public var key: UnsafeRawBufferPointer?
  public var value: UnsafeRawBufferPointer?
  public var headers: UnsafeBufferPointer<RawHeader>

  public init(
    topic: RawTopic, partition: Int32, offset: Int64, timestamp: Int64?,
    key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?,
    headers: UnsafeBufferPointer<RawHeader> = UnsafeBufferPointer(start: nil, count: 0)
  ) {
    self.topic = topic
    self.partition = partition
    self.offset = offset
    self.timestamp = timestamp
    self.key = key
    self.value = value
    self.headers = headers
  }

  /// The value of the last header of this name, as Kafka's own clients choose.
  func header(_ name: StaticString) -> UnsafeRawBufferPointer? {
    var index = headers.count
    while index > 0 {
      index -= 1
      if headers[index].isNamed(name) { return headers[index].value }
    }
    return nil
  }
}
