import JSON

/// A number's spelling read once and quickly, as far as nearly all numbers go.
enum Reading {
  case integer(Int64)
  /// Truly between two integers: the digits before the point, towards zero, and the sign.
  case between(whole: Int64, isNegative: Bool)
  /// With an exponent, or longer than 18 digits: read it exactly.
  case other

  @inline(__always)
  init(_ text: UnsafeRawBufferPointer) {
    let isNegative = text.first == UInt8(ascii: "-")
    var at = isNegative ? 1 : 0
    guard text.count &- at <= 18 else {
      self = .other
      return
    }
    var whole: Int64 = 0
    while at < text.count {
      let digit = text[at] &- UInt8(ascii: "0")
      if digit > 9 { break }
      whole = whole &* 10 &+ Int64(digit)
      at &+= 1
    }
    if isNegative { whole = 0 &- whole }
    if at == text.count {
      self = .integer(whole)
      return
    }
    guard text[at] == UInt8(ascii: ".") else {
      self = .other
      return
    }
    var rest: UInt8 = 0
    at &+= 1
    while at < text.count {
      let digit = text[at] &- UInt8(ascii: "0")
      if digit > 9 {
        self = .other
        return
      }
      rest |= digit
      at &+= 1
    }
    self = rest == 0 ? .integer(whole) : .between(whole: whole, isNegative: isNegative)
  }
}
