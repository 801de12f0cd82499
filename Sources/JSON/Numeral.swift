/// A number's spelling, taken apart exactly.
struct Numeral {
  var isNegative = false
  /// The digits without leading and trailing zeros, when they fit in 64 bits.
  var significand: UInt64 = 0
  /// The power of ten of the last digit.
  var exponent = 0
  /// All digits are in the significand.
  var isExact = true

  /// Takes apart `count` bytes of a checked number.
  init(_ p: UnsafePointer<UInt8>, _ count: Int) {
    var at = 0
    if p[0] == UInt8(ascii: "-") {
      isNegative = true
      at = 1
    }
    var zeros = 0
    var afterPoint = false
    while at < count {
      let digit = p[at] &- UInt8(ascii: "0")
      at &+= 1
      if digit > 9 {
        if digit == UInt8(ascii: ".") &- UInt8(ascii: "0") {
          afterPoint = true
          continue
        }
        exponent += Self.exponent(p + at, count - at)
        break
      }
      if afterPoint { exponent -= 1 }
      if digit == 0 {
        if significand != 0 { zeros += 1 }
      } else {
        append(digit, after: zeros)
        zeros = 0
      }
    }
    exponent += zeros
    if significand == 0 && isExact { exponent = 0 }
  }

  /// The value as a decimal, when it fits.
  var decimal: Decimal64? {
    guard isExact, let signed, let power = Int16(exactly: exponent) else { return nil }
    return Decimal64(significand: signed, exponent: power)
  }

  /// The value as an integer, when it is one and fits.
  var int64: Int64? {
    guard isExact, exponent >= 0 else { return nil }
    if significand == 0 { return 0 }
    guard exponent <= 18 else { return nil }
    var magnitude = significand
    for _ in 0..<exponent {
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      magnitude = product
    }
    var whole = self
    whole.significand = magnitude
    return whole.signed
  }

  /// The value as a double when one multiplication or division gives it correctly rounded.
  var shortDouble: Double? {
    guard isExact, significand <= 1 << 53, exponent >= -22, exponent <= 22 else { return nil }
    let power = Self.powers[exponent.magnitude > 22 ? 0 : Int(exponent.magnitude)]
    let magnitude = exponent < 0 ? Double(significand) / power : Double(significand) * power
    return isNegative ? -magnitude : magnitude
  }

  /// The correctly rounded double of any checked number; infinite when beyond range.
  static func double(_ p: UnsafePointer<UInt8>, _ count: Int) -> Double {
    if let short = Numeral(p, count).shortDouble { return short }
    let text = String(decoding: UnsafeBufferPointer(start: p, count: count), as: UTF8.self)
    return Double(text) ?? .infinity
  }

  private var signed: Int64? {
    if isNegative {
      return significand <= UInt64(Int64.max) + 1
        ? Int64(truncatingIfNeeded: 0 &- significand) : nil
    }
    return Int64(exactly: significand)
  }

  private mutating func append(_ digit: UInt8, after zeros: Int) {
    guard isExact, significand == 0 || zeros <= 19 else {
      isExact = false
      return
    }
    var value = significand
    if value != 0 {
      for _ in 0...zeros {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow {
          isExact = false
          return
        }
        value = product
      }
    }
    let (sum, overflow) = value.addingReportingOverflow(UInt64(digit))
    isExact = !overflow
    significand = sum
  }

  /// The written exponent: exact up to 17 digits, held there so that no sum of it can overflow.
  static func exponent(_ p: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var at = 0
    var isNegative = false
    if count > 0, p[0] == UInt8(ascii: "-") || p[0] == UInt8(ascii: "+") {
      isNegative = p[0] == UInt8(ascii: "-")
      at = 1
    }
    var value = 0
    while at < count, value < 10_000_000_000_000_000 {
      value = value * 10 + Int(p[at] &- UInt8(ascii: "0"))
      at += 1
    }
    return isNegative ? -value : value
  }

  /// Powers of ten which a double holds exactly.
  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
