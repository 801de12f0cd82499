/// A string of a document, or a member's name: bytes in the source, decoded only on demand.
@frozen
public struct Text {
  // Safe because the parser owns these bytes until its next parse, as for `Value`.
  @usableFromInline let start: UnsafePointer<UInt8>
  @usableFromInline let count: Int

  /// Whether the string was spelled with at least one escape, so that `raw` is not its content.
  public let hasEscapes: Bool

  @inlinable @inline(__always)
  init(start: UnsafePointer<UInt8>, count: Int, hasEscapes: Bool) {
    self.start = start
    self.count = count
    self.hasEscapes = hasEscapes
  }

  /// The bytes between the quotes, escapes not decoded; valid UTF-8.
  @inlinable
  public var raw: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

  /// Whether the string has no characters.
  @inlinable
  public var isEmpty: Bool { count == 0 }

  /// The decoded string; allocates.
  public var string: String {
    withDecoded { String(decoding: $0, as: UTF8.self) }
  }

  /// The number of Unicode scalars of the decoded string, as JSON Schema counts length.
  public var scalarCount: Int {
    withDecoded { bytes in
      var scalars = 0
      for byte in bytes where byte & 0xC0 != 0x80 { scalars &+= 1 }
      return scalars
    }
  }

  /// Appends the decoded bytes.
  public func append(to bytes: inout [UInt8]) {
    withDecoded { bytes.append(contentsOf: $0) }
  }

  /// Whether the decoded string is these bytes.
  @inlinable
  public func equals(_ other: UnsafeRawBufferPointer) -> Bool {
    if hasEscapes { return decodedEquals(other) }
    guard other.count == count else { return false }
    guard let base = other.baseAddress else { return true }
    return ByteHash.areEqual(start, base.assumingMemoryBound(to: UInt8.self), count)
  }

  /// Whether the decoded string is this one.
  @inlinable
  public func equals(_ other: StaticString) -> Bool {
    other.withUTF8Buffer { equals(UnsafeRawBufferPointer($0)) }
  }

  /// Calls `body` with the decoded bytes; copies only when there are escapes.
  @inlinable
  public func withDecoded<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    if !hasEscapes { return body(raw) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Swift.max(count, 1)) { room in
      // Safe because decoding never writes more than `count` bytes, the room's size.
      guard let base = room.baseAddress else { return body(raw) }
      return body(UnsafeRawBufferPointer(start: base, count: decode(into: base)))
    }
  }

  @usableFromInline
  func decode(into out: UnsafeMutablePointer<UInt8>) -> Int {
    Escape.decode(start, count, into: out)
  }

  @usableFromInline
  func decodedEquals(_ other: UnsafeRawBufferPointer) -> Bool {
    withDecoded { $0.elementsEqual(other) }
  }
}
