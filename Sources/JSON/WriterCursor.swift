/// A place in a writer's buffer where room has been made; `Writer.compose` gives it.
///
/// For shapes that are fixed, so that brackets, names and commas are one literal and nothing is
/// checked twice.
///
/// Commas are the caller's business here. Where members or elements may be absent, write a comma
/// after each of them and let `close` take the last one back.
@frozen
public struct WriterCursor {
  // Safe because `Writer.compose` made room from here to `end`, with slack beyond it, and holds the
  // buffer until the cursor is given up.
  @usableFromInline var at: UnsafeMutablePointer<UInt8>
  @usableFromInline let end: UnsafeMutablePointer<UInt8>
  /// A text of which no byte needs an escape, and where it ends: strings that stand in it are
  /// copied without a look at them.
  @usableFromInline var plainStart: UnsafeRawPointer?
  @usableFromInline var plainEnd: UnsafeRawPointer?

  @inlinable @inline(__always)
  init(at: UnsafeMutablePointer<UInt8>, end: UnsafeMutablePointer<UInt8>) {
    self.at = at
    self.end = end
  }

  /// Writes bytes as they are: brackets, quoted names, colons and commas.
  @inlinable @inline(__always)
  public mutating func literal(_ text: StaticString) {
    let count = text.utf8CodeUnitCount
    assert(end - at >= count, "a cursor has passed the end of its room")
    UnsafeMutableRawPointer(at).copyMemory(from: text.utf8Start, byteCount: count)
    at += count
  }

  /// Writes one byte as it is.
  @inlinable @inline(__always)
  public mutating func byte(_ byte: UInt8) {
    assert(end - at >= 1, "a cursor has passed the end of its room")
    UnsafeMutableRawPointer(at).storeBytes(of: byte, as: UInt8.self)
    at += 1
  }

  /// Writes `bracket` over the comma after the last member or element.
  ///
  /// There must be one: an empty object or array has no comma to take back.
  @inlinable @inline(__always)
  public mutating func close(_ bracket: Unicode.Scalar) {
    // Raw: of two typed stores at `at - 1` and then at `at`, Swift 6.3's optimiser drops the first.
    UnsafeMutableRawPointer(at).storeBytes(
      of: UInt8(ascii: bracket), toByteOffset: -1, as: UInt8.self)
  }

  /// Writes bytes of ours that need neither quotes nor escapes around them: the name of a code.
  @inlinable @inline(__always)
  public mutating func plain(_ text: StaticString) {
    let count = text.utf8CodeUnitCount
    assert(end - at >= count, "a cursor has passed the end of its room")
    let from = text.utf8Start
    if count >= 8 {
      var done = 0
      while done &+ 8 < count {
        Self.word(from + done, at + done)
        done &+= 8
      }
      Self.word(from + (count &- 8), at + (count &- 8))
    } else {
      var done = 0
      while done < count {
        at[done] = from[done]
        done &+= 1
      }
    }
    at += count
  }

  // Safe because `plain` stays within the text and within the room.
  @inlinable @inline(__always)
  static func word(_ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>) {
    UnsafeMutableRawPointer(to).storeBytes(
      of: UnsafeRawPointer(from).loadUnaligned(as: UInt64.self), as: UInt64.self)
  }

  /// Lets `body` write exactly `count` bytes where the cursor stands.
  @inlinable @inline(__always)
  public mutating func bytes(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Void) {
    assert(end - at >= count, "a cursor has passed the end of its room")
    body(UnsafeMutableRawBufferPointer(start: at, count: count))
    at += count
  }

  /// Writes a quoted string of valid UTF-8, with the fewest and shortest escapes.
  ///
  /// Six bytes of room for each byte and two for the quotes must be left: escapes can take them.
  @inlinable @inline(__always)
  public mutating func string(_ bytes: UnsafeRawBufferPointer) {
    precondition(end - at >= bytes.count &* 6 &+ 2, "a cursor has passed the end of its room")
    if let plainEnd, let base = bytes.baseAddress, let plainStart, base >= plainStart,
      base + (bytes.count &+ 16) <= plainEnd
    {
      at = Self.copy(base, bytes.count, into: at)
    } else {
      at = Self.quote(bytes, into: at)
    }
  }

  /// Sees whether a text needs no escapes anywhere; if so, its parts are then written more quickly.
  public mutating func settle(text: UnsafeRawBufferPointer) {
    guard let base = text.baseAddress, text.count >= 16, Self.isPlain(base, text.count) else {
      return
    }
    plainStart = base
    plainEnd = base + text.count
  }

  /// Writes an integer, of at most 20 bytes.
  @inlinable @inline(__always)
  public mutating func integer(_ value: Int64) {
    assert(end - at >= 20, "a cursor has passed the end of its room")
    if value >= 0, value < 10 {
      at[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
      at += 1
    } else {
      at = Self.digits(of: value, into: at)
    }
  }

  /// Writes `value × 10⁻⁶` as `Writer.decimal` does, of at most 12 bytes.
  @inlinable @inline(__always)
  public mutating func millionths(_ value: Int32) {
    assert(end - at >= 12, "a cursor has passed the end of its room")
    at = Self.millionths(of: value, into: at)
  }
}

@available(*, unavailable)
extension WriterCursor: Sendable {}
