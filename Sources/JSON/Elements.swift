/// The elements of an array in order.
@frozen
public struct Elements: Sequence, IteratorProtocol {
  @usableFromInline let array: Value
  @usableFromInline var at: UInt32
  @usableFromInline let end: UInt32

  @inlinable
  init(of value: Value) {
    let node = value.node
    array = value
    at = value.index &+ 1
    end = node.kind == .array ? node.next &- 1 : at
  }

  /// The next element.
  @inlinable @inline(__always)
  public mutating func next() -> Value? {
    guard at < end else { return nil }
    let element = array.at(at)
    at = array.tape.after(at)
    return element
  }
}
