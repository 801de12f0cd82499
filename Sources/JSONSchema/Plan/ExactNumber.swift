import JSON

/// A JSON number as spelled, read exactly however long it is: 0.d₁d₂d₃… × 10^magnitude.
///
/// For what does not fit 64 bits and for comparing decimals; reads the digits in place.
struct ExactNumber {
  let isNegative: Bool
  /// The significant digits, possibly with a point among them.
  private let digits: UnsafeRawBufferPointer
  /// Significant digits: the first and the last are not zero.
  let digitCount: Int
  /// The power of ten of the place before the first digit.
  let magnitude: Int

  var isZero: Bool { digitCount == 0 }
  var isInteger: Bool { magnitude >= digitCount }

  /// Reads a number that the parser has accepted.
  init(_ text: UnsafeRawBufferPointer) {
    isNegative = text.first == UInt8(ascii: "-")
    var point: Int?
    var first: Int?
    var last = 0
    var exponent = 0
    var at = isNegative ? 1 : 0
    scan: while at < text.count {
      switch text[at] {
      case UInt8(ascii: "."): point = at
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        exponent = Self.exponent(text, from: at &+ 1)
        break scan
      case UInt8(ascii: "0"): break
      default:
        if first == nil { first = at }
        last = at
      }
      at &+= 1
    }
    let pointOrEnd = point ?? at
    guard let first else {
      digits = UnsafeRawBufferPointer(start: nil, count: 0)
      digitCount = 0
      magnitude = 0
      return
    }
    digits = UnsafeRawBufferPointer(rebasing: text[first...last])
    let spansPoint = first < pointOrEnd && pointOrEnd < last
    digitCount = last &- first &+ (spansPoint ? 0 : 1)
    magnitude = (first < pointOrEnd ? pointOrEnd &- first : pointOrEnd &- first &+ 1) &+ exponent
  }

  /// Calls `body` with each significant digit, first to last.
  @inline(__always)
  func forEachDigit(_ body: (UInt64) -> Void) {
    for byte in digits where byte != UInt8(ascii: ".") { body(UInt64(byte &- UInt8(ascii: "0"))) }
  }

  /// −1, 0 or 1 as `a` is less than, equal to or greater than `b`.
  static func compare(_ a: ExactNumber, _ b: ExactNumber) -> Int {
    if a.isZero { return b.isZero ? 0 : b.isNegative ? 1 : -1 }
    if b.isZero { return a.isNegative ? -1 : 1 }
    if a.isNegative != b.isNegative { return a.isNegative ? -1 : 1 }
    let order = compareSizes(a, b)
    return a.isNegative ? -order : order
  }

  private static func compareSizes(_ a: ExactNumber, _ b: ExactNumber) -> Int {
    if a.magnitude != b.magnitude { return a.magnitude < b.magnitude ? -1 : 1 }
    var (left, right) = (0, 0)
    while true {
      if left < a.digits.count, a.digits[left] == UInt8(ascii: ".") { left &+= 1 }
      if right < b.digits.count, b.digits[right] == UInt8(ascii: ".") { right &+= 1 }
      let isLeftOver = left >= a.digits.count
      let isRightOver = right >= b.digits.count
      if isLeftOver || isRightOver {
        return isLeftOver ? (isRightOver ? 0 : -1) : 1
      }
      if a.digits[left] != b.digits[right] { return a.digits[left] < b.digits[right] ? -1 : 1 }
      left &+= 1
      right &+= 1
    }
  }

  /// The written exponent, held within ±10⁹ so that no sum of it can overflow.
  private static func exponent(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    var isNegative = false
    if at < text.count, text[at] == UInt8(ascii: "-") || text[at] == UInt8(ascii: "+") {
      isNegative = text[at] == UInt8(ascii: "-")
      at &+= 1
    }
    var value = 0
    while at < text.count, value < 1_000_000_000 {
      value = value * 10 + Int(text[at] &- UInt8(ascii: "0"))
      at &+= 1
    }
    return isNegative ? -value : value
  }
}

extension Value {
  /// Whether this number is mathematically an integer, whatever its size and spelling.
  @inline(__always)
  var isInteger: Bool {
    if isPlainInteger { return true }
    guard let text = numberText else { return false }
    var at = 0
    while at < text.count {
      // Digits and the sign are below "." only for "-"; a point or an exponent needs the exact
      // look.
      let byte = text[at]
      if byte == UInt8(ascii: ".") || byte > UInt8(ascii: "9") {
        return ExactNumber(text).isInteger
      }
      at &+= 1
    }
    return true
  }
}
