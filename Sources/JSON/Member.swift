/// One member of an object.
@frozen
public struct Member {
  /// The name.
  public let name: Text
  /// The value.
  public let value: Value
  /// The name's number in the vocabulary of the parser, or 0 when it has none there.
  public let number: UInt16

  @inlinable @inline(__always)
  init(name: Text, value: Value, number: UInt16) {
    self.name = name
    self.value = value
    self.number = number
  }
}
