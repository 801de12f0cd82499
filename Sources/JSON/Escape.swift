/// The escapes of JSON strings: checking and decoding.
enum Escape {
  /// One decoded escape: its scalar value and the bytes it was spelled in.
  struct Unit {
    var scalar: UInt32
    var width: Int
  }

  /// Reads the escape whose backslash is at `at`; nothing at or after `end` is read.
  static func unit(
    _ p: UnsafePointer<UInt8>, at: Int, end: Int, acceptsNul: Bool
  ) throws(Fault) -> Unit {
    guard at + 1 < end else { throw Fault(reason: .invalidEscape, offset: at) }
    switch p[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unit(scalar: UInt32(p[at + 1]), width: 2)
    case UInt8(ascii: "b"): return Unit(scalar: 8, width: 2)
    case UInt8(ascii: "f"): return Unit(scalar: 12, width: 2)
    case UInt8(ascii: "n"): return Unit(scalar: 10, width: 2)
    case UInt8(ascii: "r"): return Unit(scalar: 13, width: 2)
    case UInt8(ascii: "t"): return Unit(scalar: 9, width: 2)
    case UInt8(ascii: "u"): break
    default: throw Fault(reason: .invalidEscape, offset: at)
    }
    guard let high = hex4(p, at: at + 2, end: end) else {
      throw Fault(reason: .invalidEscape, offset: at)
    }
    if high == 0, !acceptsNul { throw Fault(reason: .nulCharacter, offset: at) }
    if high < 0xD800 || high > 0xDFFF { return Unit(scalar: high, width: 6) }
    guard high < 0xDC00, at + 7 < end, p[at + 6] == UInt8(ascii: "\\"),
      p[at + 7] == UInt8(ascii: "u")
    else { throw Fault(reason: .loneSurrogate, offset: at) }
    guard let low = hex4(p, at: at + 8, end: end) else {
      throw Fault(reason: .invalidEscape, offset: at + 6)
    }
    guard low >= 0xDC00, low <= 0xDFFF else { throw Fault(reason: .loneSurrogate, offset: at) }
    return Unit(scalar: 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00), width: 12)
  }

  /// Whether every escape between `start` and `end` is sound.
  static func areSound(
    _ p: UnsafePointer<UInt8>, from start: Int, to end: Int, acceptsNul: Bool
  ) -> Bool {
    var at = start
    while at < end {
      guard p[at] == UInt8(ascii: "\\") else {
        at += 1
        continue
      }
      do throws(Fault) {
        at += try unit(p, at: at, end: end, acceptsNul: acceptsNul).width
      } catch {
        return false
      }
    }
    return true
  }

  /// Decodes a checked string into `out`, which has room for `count` bytes; returns the bytes
  /// written, never more than `count` because no escape is shorter than what it stands for.
  static func decode(
    _ p: UnsafePointer<UInt8>, _ count: Int, into out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var at = 0
    var written = 0
    while at < count {
      if p[at] != UInt8(ascii: "\\") {
        out[written] = p[at]
        at += 1
        written += 1
        continue
      }
      do throws(Fault) {
        let unit = try unit(p, at: at, end: count, acceptsNul: true)
        at += unit.width
        written += encode(unit.scalar, into: out + written)
      } catch {
        // The parser has checked every escape; what is left of a text that it did not is dropped.
        return written
      }
    }
    return written
  }

  /// Writes one scalar as UTF-8 and returns its width, at most 4.
  private static func encode(_ s: UInt32, into out: UnsafeMutablePointer<UInt8>) -> Int {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: (s >> shift) & 0x3F) | 0x80 }
    switch s {
    case 0..<0x80:
      out[0] = UInt8(truncatingIfNeeded: s)
      return 1
    case 0x80..<0x800:
      out[0] = UInt8(truncatingIfNeeded: s >> 6) | 0xC0
      out[1] = tail(0)
      return 2
    case 0x800..<0x10000:
      out[0] = UInt8(truncatingIfNeeded: s >> 12) | 0xE0
      out[1] = tail(6)
      out[2] = tail(0)
      return 3
    default:
      out[0] = UInt8(truncatingIfNeeded: s >> 18) | 0xF0
      out[1] = tail(12)
      out[2] = tail(6)
      out[3] = tail(0)
      return 4
    }
  }

  private static func hex4(_ p: UnsafePointer<UInt8>, at: Int, end: Int) -> UInt32? {
    guard at + 4 <= end else { return nil }
    var value: UInt32 = 0
    for i in at..<at + 4 {
      let digit: UInt8
      switch p[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = p[i] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = p[i] - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = p[i] - UInt8(ascii: "A") + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
