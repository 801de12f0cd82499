/// The members of an object in source order.
@frozen
public struct Members: Sequence, IteratorProtocol {
  @usableFromInline let object: Value
  @usableFromInline var at: UInt32
  @usableFromInline let end: UInt32

  @inlinable
  init(of value: Value) {
    let node = value.node
    object = value
    at = value.index &+ 1
    end = node.kind == .object ? node.next &- 1 : at
  }

  /// The next member.
  @inlinable @inline(__always)
  public mutating func next() -> Member? {
    guard at < end else { return nil }
    let member = Member(
      name: object.string(at: at), value: object.at(at &+ 1), number: object.tape[Int(at)].number)
    at = object.tape.nameAfter(at)
    return member
  }
}
