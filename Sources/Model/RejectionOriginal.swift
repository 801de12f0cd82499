/// The record as it was received, byte for byte.
public struct RejectionOriginal: Sendable, Equatable {
  /// A header; Kafka allows a name more than once and a value that is null.
  public struct Header: Sendable, Equatable {
    public var name: [UInt8]
    public var value: [UInt8]?

    public init(name: [UInt8], value: [UInt8]?) {
      self.name = name
      self.value = value
    }
  }

  public var key: [UInt8]?
  public var value: [UInt8]?
  /// In the order received.
  public var headers: [Header]

  public init(key: [UInt8]?, value: [UInt8]?, headers: [Header]) {
    self.key = key
    self.value = value
    self.headers = headers
  }
}
