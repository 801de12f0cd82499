/// RFC 3339: dates, times of day with an offset, and the durations of its appendix A.
extension FormatScanner {
  mutating func dateTime() -> Bool {
    date() && takeLetter("T") && time()
  }

  mutating func date() -> Bool {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    return (1...days).contains(day)
  }

  /// A second of 60 only where leap seconds are: at 23:59 UTC.
  mutating func time() -> Bool {
    guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60,
      take(":"), let second = digits(2), second <= 60
    else { return false }
    if take("."), skipDigits() == 0 { return false }
    guard let offset = offsetMinutes() else { return false }
    let day = 24 * 60
    return second < 60 || (hour * 60 + minute - offset + day) % day == day - 1
  }

  private mutating func offsetMinutes() -> Int? {
    if takeLetter("Z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2), hours < 24, take(":"), let minutes = digits(2),
      minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }

  /// Units fall without a gap: years and days need months between them, weeks stand alone.
  mutating func duration() -> Bool {
    guard take("P") else { return false }
    if next != UInt8(ascii: "T") {
      let start = at
      if skipDigits() > 0, take("W") { return true }
      at = start
      guard units("YMD") else { return false }
    }
    return isAtEnd || (take("T") && units("HMS"))
  }

  /// At least one number with its unit, each unit following the one before without a gap.
  private mutating func units(_ order: String) -> Bool {
    let order = Array(order.unicodeScalars)
    var place: Int?
    while let byte = next, Self.isDigit(byte) {
      _ = skipDigits()
      let places = place.map { $0 + 1..<min($0 + 2, order.count) } ?? 0..<order.count
      guard let found = places.first(where: { take(order[$0]) }) else { return false }
      place = found
    }
    return place != nil
  }
}
