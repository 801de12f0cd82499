/// Decimal degrees as written, without floating point.
enum DegreeText {
  /// `-4.09344` in millionths of a degree, rounded half away from zero at the seventh digit; nil
  /// when it is no such number or beyond what a circle has.
  static func microdegrees(_ text: some Collection<UInt8>) -> Int32? {
    var value: Int64 = 0
    var decimals = -1
    var digits = 0
    var isNegative = false
    for (at, byte) in text.enumerated() {
      if at == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        isNegative = byte == UInt8(ascii: "-")
      } else if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else if byte &- 48 < 10 {
        digits += 1
        if decimals == 6 {
          if byte >= UInt8(ascii: "5") { value += 1 }
          decimals = 7
        } else if decimals < 6 {
          value = value * 10 + Int64(byte &- 48)
          if decimals >= 0 { decimals += 1 }
        }
        if value > 1_000_000_000 { return nil }
      } else {
        return nil
      }
    }
    guard digits > 0 else { return nil }
    while decimals < 6 {
      value *= 10
      decimals = max(decimals, 0) + 1
    }
    guard value <= 360_000_000 else { return nil }
    return Int32(isNegative ? -value : value)
  }
}
