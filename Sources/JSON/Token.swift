/// The scalar tokens of JSON, read from a buffer that ends in padding bytes of zero.
enum Token {
  /// Whether a scalar may end before this byte; the end of input is the caller's affair.
  @inline(__always)
  static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"),
      UInt8(ascii: ":"):
      return true
    default: return false
    }
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

  /// The end of the number that starts at `start`, and its flags; nil when it is not one by
  /// RFC 8259. Zero padding ends it, so nothing beyond the padding is read.
  @inline(__always)
  static func number(_ p: UnsafePointer<UInt8>, from start: Int) -> (end: Int, flags: UInt8)? {
    var at = start
    var flags: UInt8 = 0
    if p[at] == UInt8(ascii: "-") { at &+= 1 }
    if p[at] == UInt8(ascii: "0") {
      at &+= 1
    } else {
      guard isDigit(p[at]) else { return nil }
      repeat { at &+= 1 } while isDigit(p[at])
    }
    if p[at] == UInt8(ascii: ".") {
      at &+= 1
      flags |= Node.hasFraction
      guard isDigit(p[at]) else { return nil }
      repeat { at &+= 1 } while isDigit(p[at])
    }
    if p[at] | 0x20 == UInt8(ascii: "e") {
      at &+= 1
      flags |= Node.hasExponent
      if p[at] == UInt8(ascii: "+") || p[at] == UInt8(ascii: "-") { at &+= 1 }
      guard isDigit(p[at]) else { return nil }
      repeat { at &+= 1 } while isDigit(p[at])
    }
    return (at, flags)
  }

  /// Whether 1…8 bytes are all of an integer without sign, eight of them readable at `p`.
  @inline(__always)
  static func isInteger(_ p: UnsafePointer<UInt8>, _ width: Int) -> Bool {
    let zeros: UInt64 = 0x3030_3030_3030_3030
    let spare = UInt64(truncatingIfNeeded: 8 &- width) &* 8
    // The digits go to the high bytes, so that zeros fill the low ones.
    let word = ByteHash.word(p).littleEndian &<< spare | zeros & ~(UInt64.max &<< spare)
    let isDigits =
      word & 0xF0F0_F0F0_F0F0_F0F0 == zeros
      && (word &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == zeros
    return isDigits && (p[0] != UInt8(ascii: "0") || width == 1)
  }

  /// Whether a number with a fraction or an exponent is beyond what is kept: larger than a double,
  /// or not zero and below 10^−10,000.
  static func isBeyondRange(_ p: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Bool {
    var whole = 0  // digits before the point, from the first that is not zero
    var zeros = 0  // zeros after the point, before the first digit that is not zero
    var isZero = true
    var afterPoint = false
    var at = p[start] == UInt8(ascii: "-") ? start + 1 : start
    while at < end, p[at] | 0x20 != UInt8(ascii: "e") {
      if p[at] == UInt8(ascii: ".") {
        afterPoint = true
      } else {
        if p[at] != UInt8(ascii: "0") { isZero = false }
        if !afterPoint, !isZero { whole += 1 }
        if afterPoint, isZero { zeros += 1 }
      }
      at += 1
    }
    if isZero { return false }
    let written = at < end ? Numeral.exponent(p + at + 1, end - at - 1) : 0
    let magnitude = (whole > 0 ? whole : -zeros) + written
    if magnitude < -9_999 || magnitude > 309 { return true }
    if magnitude < 309 { return false }
    return Numeral.double(p + start, end - start).isInfinite
  }

  /// The end of the literal that starts at `start`, when it is spelled right.
  @inline(__always)
  static func literal(_ p: UnsafePointer<UInt8>, from start: Int) -> Int? {
    // Safe because every position before the end has eight bytes of input or padding after it.
    let word = UnsafeRawPointer(p + start).loadUnaligned(as: UInt32.self).littleEndian
    switch word {
    case 0x6575_7274, 0x6C6C_756E: return start + 4  // true, null
    case 0x736C_6166: return p[start + 4] == UInt8(ascii: "e") ? start + 5 : nil  // fals|e
    default: return nil
    }
  }
}
