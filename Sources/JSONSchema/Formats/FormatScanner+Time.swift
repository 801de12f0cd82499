import JSON

/// RFC 3339: dates, times of day with an offset, and the durations of its appendix A.
extension FormatScanner {
  /// Whether the text is surely a date and time: `2018-06-29T16:40:00Z` with a day up to the 28th.
  /// No says nothing.
  static func isPlainDateTime(_ text: Text) -> Bool {
    guard text.raw.count == 20, !text.hasEscapes, let bytes = text.raw.baseAddress else {
      return false
    }
    // Safe because 20 bytes are readable. What differs from the marks and zeros is at most 9 where
    // a digit stands, and nothing elsewhere.
    func digits(_ at: Int, _ model: UInt64, _ slack: UInt64) -> UInt64? {
      let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian ^ model
      return ((word &+ slack) | word) & 0x8080_8080_8080_8080 == 0 ? word : nil
    }
    func pair(_ word: UInt64, _ at: UInt64) -> UInt64 {
      (word >> (at * 8) & 15) * 10 + (word >> (at * 8 + 8) & 15)
    }
    // "0000-00-", "00T00:00" and "0:00:00Z".
    guard let day = digits(0, 0x2D30_302D_3030_3030, 0x7F76_767F_7676_7676),
      let hour = digits(8, 0x3030_3A30_3054_3030, 0x7676_7F76_767F_7676),
      let second = digits(12, 0x5A30_303A_3030_3A30, 0x7F76_767F_7676_7F76)
    else { return false }
    return pair(day, 5) &- 1 < 12 && pair(hour, 0) &- 1 < 28 && pair(hour, 3) < 24
      && pair(hour, 6) < 60 && pair(second, 5) < 60
  }

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
