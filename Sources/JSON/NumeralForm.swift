/// The one written form of a number, from its decimal digits.
///
/// The layout is ECMAScript's and RFC 8785's, over all digits instead of the shortest for a double:
/// plain while the decimal point lies within 21 digits to the right or 6 zeros to the left,
/// otherwise
/// with an exponent. Integers beyond a double are plain again, because with an exponent they would
/// be
/// refused when read back.
struct NumeralForm {
  let digits: UnsafePointer<UInt8>
  let count: Int
  let exponent: Int
  let isNegative: Bool

  /// Writes the number and returns its bytes: at most those of the digits and 32, or, for integers
  /// beyond a double, a sign and as many as it has digits with its zeros.
  func write(into out: UnsafeMutablePointer<UInt8>) -> Int {
    var first = 0
    while first < count, digits[first] == UInt8(ascii: "0") { first += 1 }
    var last = count
    while last > first, digits[last - 1] == UInt8(ascii: "0") { last -= 1 }
    if first == last {
      out[0] = UInt8(ascii: "0")
      return 1
    }
    let significant = last - first
    // The decimal point stands after this many digits, counted from the first that is not zero.
    let point = count - first + exponent
    var at = 0
    func put(_ byte: UInt8) {
      out[at] = byte
      at += 1
    }
    func putDigits(_ range: Range<Int>) {
      // Safe because the range lies within the digits and `out` has the room.
      (out + at).update(from: digits + (first + range.lowerBound), count: range.count)
      at += range.count
    }
    func putZeros(_ zeros: Int) {
      (out + at).update(repeating: UInt8(ascii: "0"), count: zeros)
      at += zeros
    }
    if isNegative { put(UInt8(ascii: "-")) }
    let isPlain = point <= 21 || isBeyondDouble(first..<last, point)
    if point >= significant, isPlain {
      putDigits(0..<significant)
      putZeros(point - significant)
    } else if point > 0, isPlain {
      putDigits(0..<point)
      put(UInt8(ascii: "."))
      putDigits(point..<significant)
    } else if point > -6, point <= 0 {
      put(UInt8(ascii: "0"))
      put(UInt8(ascii: "."))
      putZeros(-point)
      putDigits(0..<significant)
    } else {
      putDigits(0..<1)
      if significant > 1 {
        put(UInt8(ascii: "."))
        putDigits(1..<significant)
      }
      put(UInt8(ascii: "e"))
      put(point > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-"))
      at += Writer.digits(of: UInt64((point - 1).magnitude), into: out + at)
    }
    return at
  }

  /// Whether the digits with the point after `point` of them are infinite as a double.
  private func isBeyondDouble(_ range: Range<Int>, _ point: Int) -> Bool {
    guard point >= 309 else { return false }
    let significant = UnsafeBufferPointer(start: digits + range.lowerBound, count: range.count)
    let text = "0." + String(decoding: significant, as: UTF8.self) + "e\(point)"
    return Double(text)?.isInfinite ?? true
  }
}
