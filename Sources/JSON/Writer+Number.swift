extension Writer {
  /// Writes an integer.
  public mutating func integer(_ value: Int64) {
    let comma = takeComma()
    put(24) { out in
      // Safe because an integer has at most 20 bytes with its sign.
      out[0] = UInt8(ascii: ",")
      var at = comma
      if value < 0 {
        out[at] = UInt8(ascii: "-")
        at += 1
      }
      return at + Self.digits(of: value.magnitude, into: out + at)
    }
  }

  /// Writes `significand × 10^exponent` in its one form: digits as they are while the point lies
  /// within 21 digits and 6 zeros, with an exponent otherwise, as ECMAScript and RFC 8785 do.
  ///
  /// Limits: the value should be within a double's range, or no parser of ours takes it back.
  public mutating func decimal(significand: Int64, exponent: Int) {
    let comma = takeComma()
    put(512) { out in
      out[0] = UInt8(ascii: ",")
      return comma
        + withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { room in
          guard let digits = room.baseAddress else { return 0 }
          let count = Self.digits(of: significand.magnitude, into: digits)
          // Beyond ±400 no value is a double: hold the exponent there rather than write a novel.
          let held = min(max(exponent, -9_999), 400)
          return NumeralForm(
            digits: UnsafePointer(digits), count: count, exponent: held,
            isNegative: significand < 0
          ).write(into: out + comma)
        }
    }
  }

  /// Writes the digits of an integer; returns how many, 1…20.
  static func digits(of value: UInt64, into out: UnsafeMutablePointer<UInt8>) -> Int {
    var count = 1
    var limit: UInt64 = 10
    while count < 20, value >= limit {
      count += 1
      limit = limit &* 10
    }
    var rest = value
    var at = count
    while rest >= 100 {
      let (quotient, pair) = rest.quotientAndRemainder(dividingBy: 100)
      at &-= 2
      put(pair, at: out + at)
      rest = quotient
    }
    if rest >= 10 {
      put(rest, at: out)
    } else {
      out[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest)
    }
    return count
  }

  /// Writes a number below 100 as two digits.
  @inline(__always)
  private static func put(_ pair: UInt64, at out: UnsafeMutablePointer<UInt8>) {
    let tens = (pair &* 103) &>> 10
    out[0] = UInt8(truncatingIfNeeded: 48 &+ tens)
    out[1] = UInt8(truncatingIfNeeded: 48 &+ pair &- tens &* 10)
  }
}
