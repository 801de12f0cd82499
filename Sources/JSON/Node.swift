/// One entry of the tape: 16 bytes for each value, each member name and each closing bracket.
///
/// An object is its node, then for each member a name node and the value's nodes, then a closing
/// node; an array the same without names.
@frozen @usableFromInline
struct Node {
  /// Where the value starts in the source: the opening quote or bracket, the first digit.
  @usableFromInline var offset: UInt32
  /// Strings: bytes between the quotes. Numbers: bytes. Containers: members or elements.
  @usableFromInline var length: UInt32
  /// Containers: the node after their closing one. Of no meaning for other values.
  @usableFromInline var next: UInt32
  @usableFromInline var kind: Value.Kind
  @usableFromInline var flags: UInt8
  /// Member names: the number that the parser's vocabulary gives, or 0. For other nodes 0.
  @usableFromInline var number: UInt16

  /// A string has at least one backslash.
  @inlinable static var hasEscapes: UInt8 { 1 }
  /// A boolean is `true`.
  @inlinable static var isTrue: UInt8 { 1 }
  /// A number has a fraction part.
  @inlinable static var hasFraction: UInt8 { 1 }
  /// A number has an exponent part.
  @inlinable static var hasExponent: UInt8 { 2 }
}

extension UnsafePointer<Node> {
  /// The node after the value at `at`. Nearly always the next one, because most values are of one
  /// node; said as a branch, the processor need not wait for the load of `next`.
  @inlinable @inline(__always)
  func after(_ at: UInt32) -> UInt32 {
    let node = self + Int(at)
    return _fastPath(node.pointee.kind.rawValue < Value.Kind.array.rawValue)
      ? at &+ 1 : node.pointee.next
  }

  /// The name after the name at `at`.
  @inlinable @inline(__always)
  func nameAfter(_ at: UInt32) -> UInt32 { after(at &+ 1) }
}

extension UnsafeMutablePointer<Node> {
  /// Writes a node as two words, not field by field.
  @inline(__always)
  func initialize(
    offset: Int, length: Int, kind: Value.Kind, flags: UInt8, next: UInt32 = 0, number: Int = 0
  ) {
    // Safe because a node is 16 bytes of trivial fields, laid out in this order without gaps; no
    // offset or length has more than 32 bits, no number more than 16.
    let place = UnsafeMutableRawPointer(self)
    let first =
      UInt64(truncatingIfNeeded: offset) | UInt64(truncatingIfNeeded: length) &<< 32
    let second =
      UInt64(next) | UInt64(kind.rawValue) &<< 32 | UInt64(flags) &<< 40
      | UInt64(truncatingIfNeeded: number) &<< 48
    place.storeBytes(of: first.littleEndian, as: UInt64.self)
    place.storeBytes(of: second.littleEndian, toByteOffset: 8, as: UInt64.self)
  }
}
