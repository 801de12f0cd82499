/// What a cursor spells outside of its callers: each returns where it stopped.
extension WriterCursor {
  // Safe because `string` checked the room, and blocks stay within the bytes on both sides.
  @usableFromInline
  static func quote(
    _ bytes: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let count = bytes.count
    guard count >= 16, let from = bytes.baseAddress else {
      return out + Writer.quote(bytes, into: out)
    }
    guard plain(from, count, into: out + 1) else { return out + Writer.quote(bytes, into: out) }
    out[0] = UInt8(ascii: "\"")
    out[count + 1] = UInt8(ascii: "\"")
    return out + (count + 2)
  }

  // Safe because sixteen more bytes may be read, and `string` checked the room; a composed value's
  // buffer has slack beyond its room.
  @usableFromInline
  static func copy(
    _ from: UnsafeRawPointer, _ count: Int, into out: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let to = UnsafeMutableRawPointer(out)
    to.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
    var at = 0
    repeat {
      let block = from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      to.storeBytes(of: block, toByteOffset: at &+ 1, as: SIMD16<UInt8>.self)
      at &+= 16
    } while at < count
    to.storeBytes(of: UInt8(ascii: "\""), toByteOffset: count &+ 1, as: UInt8.self)
    return out + (count &+ 2)
  }

  /// Whether none of sixteen bytes or more needs an escape.
  static func isPlain(_ from: UnsafeRawPointer, _ count: Int) -> Bool {
    let control = SIMD16<UInt8>(repeating: 0x1F)
    let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
    let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
    let last = count &- 16
    var marks = SIMDMask<SIMD16<Int8>>(repeating: false)
    var at = 0
    while true {
      let block = from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      marks = marks .| (block .<= control) .| (block .== quote) .| (block .== backslash)
      if at == last { break }
      at = min(at &+ 16, last)
    }
    let found = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    return found.x | found.y == 0
  }

  /// Copies exactly `count` bytes, sixteen or more; true when none of them needs an escape. The
  /// last block overlaps the one before.
  @inline(__always)
  private static func plain(
    _ from: UnsafeRawPointer, _ count: Int, into out: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    // Whole constants: only operators of two vectors become instructions.
    let control = SIMD16<UInt8>(repeating: 0x1F)
    let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
    let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
    let to = UnsafeMutableRawPointer(out)
    let last = count &- 16
    var marks = SIMDMask<SIMD16<Int8>>(repeating: false)
    var at = 0
    while true {
      let block = from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      to.storeBytes(of: block, toByteOffset: at, as: SIMD16<UInt8>.self)
      marks = marks .| (block .<= control) .| (block .== quote) .| (block .== backslash)
      if at == last { break }
      at = min(at &+ 16, last)
    }
    let found = unsafeBitCast(marks, to: SIMD2<UInt64>.self)
    return found.x | found.y == 0
  }

  @usableFromInline
  static func digits(
    of value: Int64, into out: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = out
    if value < 0 {
      out[0] = UInt8(ascii: "-")
      out += 1
    }
    return out + Writer.digits(of: value.magnitude, into: out)
  }

  @usableFromInline
  static func millionths(
    of value: Int32, into out: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = out
    if value < 0 {
      out[0] = UInt8(ascii: "-")
      out += 1
    }
    let (whole, fraction) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    out += Writer.digits(of: UInt64(whole), into: out)
    if fraction == 0 { return out }
    out[0] = UInt8(ascii: ".")
    let (high, low) = fraction.quotientAndRemainder(dividingBy: 1000)
    three(high, out + 1)
    three(low, out + 4)
    out += 7
    while (out - 1)[0] == UInt8(ascii: "0") { out -= 1 }
    return out
  }

  @inline(__always)
  private static func three(_ value: UInt32, _ out: UnsafeMutablePointer<UInt8>) {
    out[0] = UInt8(truncatingIfNeeded: 48 &+ value / 100)
    out[1] = UInt8(truncatingIfNeeded: 48 &+ value / 10 % 10)
    out[2] = UInt8(truncatingIfNeeded: 48 &+ value % 10)
  }
}
