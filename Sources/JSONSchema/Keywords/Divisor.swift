/// The number which `multipleOf` names: `significand × 10^exponent`, the significand not ending in
/// 0. No floating point anywhere, so 0.29 is a multiple of 0.01.
struct Divisor: BitwiseCopyable {
  /// 0 when it does not fit, and is read from its spelling instead.
  private var significand: UInt64 = 0
  private var exponent = 0
  private(set) var isSet = false
  var spelling = IndexRange()

  /// The most digits that fit: ten times a remainder and a digit must fit in 64 bits.
  private static let digitsMax = 18

  init() {}

  /// Nil for zero and for negative numbers.
  init?(spelledAs text: UnsafeRawBufferPointer) {
    let number = ExactNumber(text)
    guard !number.isNegative, !number.isZero else { return nil }
    isSet = true
    exponent = number.magnitude - number.digitCount
    var value: UInt64 = 0
    number.forEachDigit { value = value &* 10 &+ $0 }
    significand = number.digitCount <= Self.digitsMax ? value : 0
  }

  /// Whether the number is a multiple, exactly. `spelling` is the divisor's own.
  func divides(_ number: ExactNumber, spelling: UnsafeRawBufferPointer) -> Bool {
    if number.isZero { return true }
    let shift = number.magnitude - number.digitCount - exponent
    // Neither significand ends in 0, so a finer last place than the divisor's cannot be a multiple.
    if shift < 0 { return false }
    guard significand != 0 else { return dividesLong(number, shift, ExactNumber(spelling)) }
    var remainder: UInt64 = 0
    number.forEachDigit { remainder = (remainder &* 10 &+ $0) % significand }
    if remainder == 0 { return true }
    return product(remainder, power(of: shift)) == 0
  }

  private func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return significand.dividingFullWidth((high, low)).remainder
  }

  /// 10^exponent modulo the significand.
  private func power(of exponent: Int) -> UInt64 {
    var result = 1 % significand
    var square = 10 % significand
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      rest >>= 1
    }
    return result
  }

  /// Long division, digit by digit, for divisors of more than 18 digits. Allocates.
  @inline(never)
  private func dividesLong(_ number: ExactNumber, _ shift: Int, _ divisor: ExactNumber) -> Bool {
    var unit: [UInt8] = []
    divisor.forEachDigit { unit.append(UInt8(truncatingIfNeeded: $0)) }
    var remainder: [UInt8] = []
    number.forEachDigit { Self.bring(UInt8(truncatingIfNeeded: $0), to: &remainder, unit) }
    // A power of ten takes away no more than the twos and fives that the divisor has: at most four
    // for each of its digits.
    for _ in 0..<min(shift, 4 * unit.count) { Self.bring(0, to: &remainder, unit) }
    return remainder.isEmpty
  }

  /// `remainder` becomes ten times itself and a digit, modulo the unit; its digits have no leading
  /// zeros.
  private static func bring(_ digit: UInt8, to remainder: inout [UInt8], _ unit: [UInt8]) {
    if !remainder.isEmpty || digit != 0 { remainder.append(digit) }
    while isAtLeast(remainder, unit) {
      var borrow = 0
      let offset = remainder.count - unit.count
      for at in remainder.indices.reversed() {
        var value = Int(remainder[at]) - borrow - (at >= offset ? Int(unit[at - offset]) : 0)
        borrow = value < 0 ? 1 : 0
        if value < 0 { value += 10 }
        remainder[at] = UInt8(value)
      }
      remainder = Array(remainder.drop { $0 == 0 })
    }
  }

  private static func isAtLeast(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count ? !a.lexicographicallyPrecedes(b) : a.count > b.count
  }
}
