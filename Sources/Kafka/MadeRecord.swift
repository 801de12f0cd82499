/// A record that did not come from a broker, for `RecordBatch(made:)`.
public struct MadeRecord: Sendable, Equatable {
  public struct Header: Sendable, Equatable {
    public var name: [UInt8]
    public var value: [UInt8]?

    public init(name: [UInt8], value: [UInt8]?) {
      self.name = name
      self.value = value
    }
  }

  public var topicIndex: Int
  public var partition: Int32
  public var offset: Int64
  public var timestamp: RecordTimestamp
  public var key: [UInt8]?
  public var value: [UInt8]?
  public var headers: [Header]

  public init(
    topicIndex: Int, partition: Int32, offset: Int64, timestamp: RecordTimestamp, key: [UInt8]?,
    value: [UInt8]?, headers: [Header] = []
  ) {
    self.topicIndex = topicIndex
    self.partition = partition
    self.offset = offset
    self.timestamp = timestamp
    self.key = key
    self.value = value
    self.headers = headers
  }
}
