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
  /// The node after this value; for a member's name, after the member's value.
  @usableFromInline var next: UInt32
  @usableFromInline var kind: Value.Kind
  @usableFromInline var flags: UInt8
  /// A piece of a member name's hash, set when an object's names are checked for duplicates.
  @usableFromInline var tag: UInt16

  @inlinable @inline(__always)
  init(offset: UInt32, length: UInt32, next: UInt32, kind: Value.Kind, flags: UInt8 = 0) {
    self.offset = offset
    self.length = length
    self.next = next
    self.kind = kind
    self.flags = flags
    self.tag = 0
  }

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
  /// The name after the name at `at`. Nearly always two nodes on, because values are mostly of one
  /// node; said as a branch, the processor need not wait for the load of `next`.
  @inlinable @inline(__always)
  func nameAfter(_ at: UInt32, _ name: Node) -> UInt32 {
    _fastPath(self[Int(at &+ 1)].kind.rawValue < Value.Kind.array.rawValue) ? at &+ 2 : name.next
  }
}

extension UnsafeMutablePointer<Node> {
  /// Writes a node as two words, not field by field.
  @inline(__always)
  func initialize(
    offset: UInt32, length: UInt32, next: UInt32, kind: Value.Kind, flags: UInt8
  ) {
    // Safe because a node is 16 bytes of trivial fields, laid out in this order without gaps.
    let place = UnsafeMutableRawPointer(self)
    let first = UInt64(offset) | UInt64(length) &<< 32
    let second = UInt64(next) | UInt64(kind.rawValue) &<< 32 | UInt64(flags) &<< 40
    place.storeBytes(of: first.littleEndian, as: UInt64.self)
    place.storeBytes(of: second.littleEndian, toByteOffset: 8, as: UInt64.self)
  }
}
