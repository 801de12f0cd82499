/// Writes JSON as bytes into a buffer that is reused; the commas are its business.
///
/// It does not check that names and values alternate or that brackets match: its callers are our
/// own
/// code with fixed shapes, and debug builds assert the nesting. Members are written in the order
/// given; only `canonical` sorts.
public struct Writer: Sendable {
  /// The buffer; `count` bytes of it are written.
  @usableFromInline var storage: [UInt8]

  /// The bytes written.
  public internal(set) var count = 0

  var needsComma = false
  var depth = 0
  /// The members of the objects that `canonical` is inside of; empty outside of it.
  var order: [OrderedName] = []
  /// The orders `NameOrder` has learned; empty until `canonical` is first used.
  var learned: [UInt8] = []

  /// Makes a writer whose buffer has room for `capacity` bytes, and grows by doubling.
  public init(capacity: Int = 4096) {
    storage = [UInt8](repeating: 0, count: max(capacity, 64) + Self.slack)
  }

  /// A copy of what has been written; `withBytes` copies nothing.
  public var bytes: [UInt8] { Array(storage[..<count]) }

  /// Forgets what has been written and keeps the buffer.
  public mutating func removeAll() {
    count = 0
    needsComma = false
    depth = 0
  }

  /// Calls `body` with what has been written.
  @inlinable
  public func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    storage.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }

  /// Writes `{`.
  public mutating func beginObject() { begin(UInt8(ascii: "{")) }

  /// Writes `}`.
  public mutating func endObject() { end(UInt8(ascii: "}")) }

  /// Writes `[`.
  public mutating func beginArray() { begin(UInt8(ascii: "[")) }

  /// Writes `]`.
  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes a member's name which needs no escapes: one of our own.
  public mutating func name(_ name: StaticString) {
    precondition(name.hasPointerRepresentation, "a member name is longer than one scalar literal")
    let length = name.utf8CodeUnitCount
    let comma = needsComma ? 1 : 0
    put(length + 4) { out in
      // Safe because `put` made room for the comma, the name, two quotes and the colon.
      out[0] = UInt8(ascii: ",")
      out[comma] = UInt8(ascii: "\"")
      _ = PlainBytes.copy(name.utf8Start, length, into: out + (comma + 1))
      out[comma + length + 1] = UInt8(ascii: "\"")
      out[comma + length + 2] = UInt8(ascii: ":")
      return comma + length + 3
    }
    needsComma = false
  }

  /// Writes a member's name.
  public mutating func name(_ bytes: UnsafeRawBufferPointer) {
    string(utf8: bytes)
    put(1) { out in
      out[0] = UInt8(ascii: ":")
      return 1
    }
    needsComma = false
  }

  /// Writes a document's member name.
  public mutating func name(_ name: Text) { name.withDecoded { self.name($0) } }

  /// Writes a string of valid UTF-8, with the fewest and shortest escapes. Bytes that are not UTF-8
  /// are written as they are, which makes the text invalid.
  public mutating func string(utf8 bytes: UnsafeRawBufferPointer) {
    let comma = takeComma()
    // Safe because no byte takes more than six when escaped.
    put(bytes.count * 6 + 3) { out in
      out[0] = UInt8(ascii: ",")
      return comma + Self.quote(bytes, into: out + comma)
    }
  }

  /// Writes a string.
  public mutating func string(_ value: String) {
    var value = value
    value.withUTF8 { string(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Writes a string.
  public mutating func string(_ value: StaticString) {
    value.withUTF8Buffer { string(utf8: UnsafeRawBufferPointer($0)) }
  }

  /// Writes a document's string.
  public mutating func string(_ value: Text) {
    if value.hasEscapes {
      value.withDecoded { string(utf8: $0) }
      return
    }
    let comma = takeComma()
    put(value.count + 3) { out in
      // Safe because a string spelled without escapes needs none, and its quotes stand around it.
      out[0] = UInt8(ascii: ",")
      out[comma] = UInt8(ascii: "\"")
      _ = PlainBytes.copy(value.start, value.count, into: out + (comma + 1))
      out[comma + 1 + value.count] = UInt8(ascii: "\"")
      return comma + value.count + 2
    }
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  /// Writes `null`.
  public mutating func null() { word("null") }

  /// Writes a value that is JSON already, in the form that `canonical` gives.
  public mutating func raw(_ json: UnsafeRawBufferPointer) {
    let comma = takeComma()
    put(json.count + 1) { out in
      out[0] = UInt8(ascii: ",")
      // Safe because `put` made room for all of it; an empty buffer copies nothing.
      if let base = json.baseAddress {
        UnsafeMutableRawPointer(out + comma).copyMemory(from: base, byteCount: json.count)
      }
      return comma + json.count
    }
  }

  private mutating func word(_ word: StaticString) {
    word.withUTF8Buffer { raw(UnsafeRawBufferPointer($0)) }
  }

  private mutating func begin(_ bracket: UInt8) {
    let comma = takeComma()
    put(2) { out in
      out[0] = UInt8(ascii: ",")
      out[comma] = bracket
      return comma + 1
    }
    depth += 1
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    assert(depth > 0, "a bracket is closed that was not opened")
    put(1) { out in
      out[0] = bracket
      return 1
    }
    depth -= 1
    needsComma = depth > 0
  }
}
