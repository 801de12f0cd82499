/// A value of a document: a trivial view, as long-lived as the document.
@frozen
public struct Value {
  /// The six kinds of JSON values.
  @frozen
  public enum Kind: UInt8, Sendable {
    case null, boolean, number, string, array, object
  }

  // Safe because the parser owns both buffers and every index on the tape lies within them; whoever
  // keeps a value beyond the parser's next parse breaks the contract of `Parser.parse`.
  @usableFromInline let bytes: UnsafePointer<UInt8>
  @usableFromInline let tape: UnsafePointer<Node>
  @usableFromInline let index: UInt32

  @inlinable @inline(__always)
  init(bytes: UnsafePointer<UInt8>, tape: UnsafePointer<Node>, index: UInt32) {
    self.bytes = bytes
    self.tape = tape
    self.index = index
  }

  @inlinable @inline(__always)
  var node: Node { tape[Int(index)] }

  /// The kind of value.
  @inlinable @inline(__always)
  public var kind: Kind { node.kind }

  /// The byte offset in the source: of the opening quote or bracket, or of the first byte.
  @inlinable
  public var offset: Int { Int(node.offset) }

  /// Whether this is `null`.
  @inlinable
  public var isNull: Bool { node.kind == .null }

  /// The truth value; nil for other kinds.
  @inlinable
  public var bool: Bool? { node.kind == .boolean ? node.flags & Node.isTrue != 0 : nil }

  /// The string; nil for other kinds.
  @inlinable @inline(__always)
  public var text: Text? { node.kind == .string ? string(at: index) : nil }

  /// The bytes of a string that is spelled without escapes; nil for any other value.
  @inlinable @inline(__always)
  public var plainText: UnsafeRawBufferPointer? {
    let node = node
    guard node.kind == .string, node.flags & Node.hasEscapes == 0 else { return nil }
    return UnsafeRawBufferPointer(start: bytes + (Int(node.offset) + 1), count: Int(node.length))
  }

  /// Whether this is a string spelled without escapes, of `least` to `most` bytes.
  @inlinable @inline(__always)
  public func isPlainText(ofBytes least: Int64, _ most: Int64) -> Bool {
    let node = node
    return node.kind == .string && node.flags & Node.hasEscapes == 0
      && Int64(node.length) >= least && Int64(node.length) <= most
  }

  /// The number of members or elements; 0 for other kinds.
  @inlinable @inline(__always)
  public var count: Int { node.kind.rawValue >= Kind.array.rawValue ? Int(node.length) : 0 }

  /// The bytes which spell the value, from its first to its last.
  @inlinable
  public var source: UnsafeRawBufferPointer {
    let node = node
    let end: Int
    switch node.kind {
    case .string: end = Int(node.offset) + Int(node.length) + 2
    case .object, .array: end = Int(tape[Int(node.next) - 1].offset) + 1
    case .number, .null, .boolean: end = Int(node.offset) + Int(node.length)
    }
    return UnsafeRawBufferPointer(start: bytes + Int(node.offset), count: end - Int(node.offset))
  }

  @inlinable @inline(__always)
  func string(at index: UInt32) -> Text {
    let node = tape[Int(index)]
    return Text(
      start: bytes + (Int(node.offset) + 1), count: Int(node.length),
      hasEscapes: node.flags & Node.hasEscapes != 0)
  }

  @inlinable @inline(__always)
  func at(_ index: UInt32) -> Value { Value(bytes: bytes, tape: tape, index: index) }
}
