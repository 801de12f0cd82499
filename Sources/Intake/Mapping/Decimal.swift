/// A number read from text, the same way from a JSON number and from a column of a CSV file.
struct Decimal {
  var significand: Int64 = 0
  /// Power of ten.
  var exponent = 0

  /// Reads `-12`, `1.50`, `2e3`; spaces around it are passed over. Nil for anything else. Digits
  /// beyond the eighteenth are dropped.
  init?(_ text: UnsafeRawBufferPointer) {
    var position = 0
    var end = text.count
    while position < end, text[position] == UInt8(ascii: " ") { position += 1 }
    while end > position, text[end - 1] == UInt8(ascii: " ") { end -= 1 }
    var isNegative = false
    if position < end, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
      isNegative = text[position] == UInt8(ascii: "-")
      position += 1
    }
    var digits = 0
    var hasPoint = false
    while position < end {
      let byte = text[position]
      if byte &- 48 < 10 {
        digits += 1
        if significand < 100_000_000_000_000_000 {
          significand = significand * 10 + Int64(byte &- 48)
          if hasPoint { exponent -= 1 }
        } else if !hasPoint {
          exponent += 1
        }
      } else if byte == UInt8(ascii: "."), !hasPoint, digits > 0 {
        hasPoint = true
      } else {
        break
      }
      position += 1
    }
    guard digits > 0 else { return nil }
    if position < end {
      guard text[position] | 32 == UInt8(ascii: "e"),
        let power = Self.power(text, position + 1, end)
      else { return nil }
      exponent += power
    }
    if isNegative { significand = -significand }
  }

  /// `14,5333`: as French sheets write it; one comma and no point.
  init?(withComma text: UnsafeRawBufferPointer) {
    guard text.count <= 64, text.count(where: { $0 == UInt8(ascii: ",") }) == 1,
      !text.contains(UInt8(ascii: "."))
    else { return nil }
    var copy = Array(text)
    for index in copy.indices where copy[index] == UInt8(ascii: ",") {
      copy[index] = UInt8(ascii: ".")
    }
    guard let decimal = copy.withUnsafeBytes({ Decimal($0) }) else { return nil }
    self = decimal
  }

  private static func power(_ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int? {
    var position = start
    var isNegative = false
    if position < end, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
      isNegative = text[position] == UInt8(ascii: "-")
      position += 1
    }
    guard position < end, end - position <= 4 else { return nil }
    var value = 0
    while position < end {
      guard text[position] &- 48 < 10 else { return nil }
      value = value * 10 + Int(text[position] &- 48)
      position += 1
    }
    return isNegative ? -value : value
  }

  /// The number as an integer; nil unless it is mathematically one and in range.
  var integer: Int64? {
    guard let (value, isExact) = scaled(by: 0), isExact else { return nil }
    return value
  }

  /// The number times 10^`power`, rounded half away from zero, and whether that was exact; nil when
  /// out of range.
  func scaled(by power: Int) -> (value: Int64, isExact: Bool)? {
    if significand == 0 { return (0, true) }
    var shift = exponent + power
    guard shift <= 19 else { return nil }
    var value = significand
    while shift > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      value = product
      shift -= 1
    }
    guard shift < 0 else { return (value, true) }
    guard shift >= -18 else { return (0, false) }
    var divisor: Int64 = 1
    for _ in 0..<(-shift) { divisor *= 10 }
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    if remainder == 0 { return (quotient, true) }
    let isUp = remainder.magnitude >= divisor.magnitude - remainder.magnitude
    return (isUp ? quotient + value.signum() : quotient, false)
  }

  /// The digits of an integer, for the length of the call.
  static func withText<R>(of integer: Int64, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { buffer in
      var rest = integer.magnitude
      var start = 20
      repeat {
        start -= 1
        buffer[start] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      } while rest > 0
      if integer < 0 {
        start -= 1
        buffer[start] = UInt8(ascii: "-")
      }
      return body(UnsafeRawBufferPointer(rebasing: buffer[start...]))
    }
  }
}
