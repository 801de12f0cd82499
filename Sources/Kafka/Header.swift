/// One header of a consumed record, borrowed from its batch: valid while the batch lives.
public struct Header {
  /// The name's bytes, up to a NUL byte if it has one: librdkafka hands names out as C strings.
  public var name: UnsafeRawBufferPointer
  /// The value; nil is null, which is not empty.
  public var value: UnsafeRawBufferPointer?

  /// Whether the name is this one, byte for byte.
  public func isNamed(_ other: StaticString) -> Bool {
    guard name.count == other.utf8CodeUnitCount else { return false }
    let wanted = UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount)
    return name.elementsEqual(wanted)
  }
}
