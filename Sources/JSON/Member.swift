/// One member of an object.
@frozen
public struct Member {
  /// The name.
  public let name: Text
  /// The value.
  public let value: Value

  @inlinable @inline(__always)
  init(name: Text, value: Value) {
    self.name = name
    self.value = value
  }
}
