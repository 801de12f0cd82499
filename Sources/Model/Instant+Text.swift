public import JSON

/// How precisely a text said when something was.
///
/// Ordered from most to least precise. `acled` and `ged` give the codes of those data sets
/// (ACLED codebook, time_precision 1–3; UCDP GED codebook, date_prec 1–5).
public enum TimePrecision: UInt8, Code {
  case minute, hour, partOfDay, day, week, month, year

  public var name: StaticString {
    switch self {
    case .minute: "minute"
    case .hour: "hour"
    case .partOfDay: "part_of_day"
    case .day: "day"
    case .week: "week"
    case .month: "month"
    case .year: "year"
    }
  }

  public static let table = NameTable(names)
  public static let every = Array(allCases)

  public var acled: Int {
    switch self {
    case .minute, .hour, .partOfDay, .day: 1
    case .week: 2
    case .month, .year: 3
    }
  }

  public var ged: Int {
    switch self {
    case .minute, .hour, .partOfDay, .day: 1
    case .week: 3
    case .month: 4
    case .year: 5
    }
  }
}

extension Instant {
  /// Reads RFC 3339: `2018-07-29T08:00:00Z`, `…+01:00`, seconds and their fraction optional, or a
  /// plain date `2018-07-29` or month `2018-07`. A plain date or month is a span.
  ///
  /// A time without an offset is local time, `localOffset` seconds east of UTC. Fractions of a
  /// second are dropped. Returns nil for anything else, leap second 60 included.
  public static func parse(
    _ text: UnsafeRawBufferPointer, localOffset: Int64 = 0
  ) -> TimeSpan? {
    if let instant = plain(text) {
      return TimeSpan(earliest: instant, latest: instant, precision: .minute)
    }
    var reader = DigitReader(bytes: text)
    guard let year = reader.digits(4), reader.skip(UInt8(ascii: "-")),
      let month = reader.digits(2)
    else { return nil }
    if reader.isAtEnd {
      guard let first = Instant(year: year, month: month, day: 1) else { return nil }
      let length = Int64(days(in: month, of: year)) * secondsPerDay
      return TimeSpan(
        earliest: first.advanced(by: -localOffset),
        latest: first.advanced(by: length - 1 - localOffset), precision: .month)
    }
    guard reader.skip(UInt8(ascii: "-")), let day = reader.digits(2),
      let date = Instant(year: year, month: month, day: day)
    else { return nil }
    if reader.isAtEnd {
      return TimeSpan(
        earliest: date.advanced(by: -localOffset),
        latest: date.advanced(by: secondsPerDay - 1 - localOffset), precision: .day)
    }
    guard
      reader.skip(UInt8(ascii: "T")) || reader.skip(UInt8(ascii: "t"))
        || reader.skip(UInt8(ascii: " ")), let hour = reader.digits(2), hour < 24,
      reader.skip(UInt8(ascii: ":")), let minute = reader.digits(2), minute < 60
    else { return nil }
    var second = 0
    if reader.skip(UInt8(ascii: ":")) {
      guard let value = reader.digits(2), value < 60 else { return nil }
      second = value
      if reader.skip(UInt8(ascii: ".")) {
        guard reader.skipDigits() else { return nil }
      }
    }
    guard let offset = reader.offset(local: localOffset), reader.isAtEnd else { return nil }
    let instant = date.advanced(
      by: Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second) - offset)
    return TimeSpan(earliest: instant, latest: instant, precision: .minute)
  }

  /// Reads the usual form, `2018-07-29T08:00:00Z`, eight bytes at a time; nil for any other, and
  /// where it is wrong.
  public static func plain(_ text: UnsafeRawBufferPointer) -> Instant? {
    guard text.count == textCount else { return nil }
    let date = text.loadUnaligned(as: UInt64.self).littleEndian
    let time = text.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    let rest = UInt64(text.loadUnaligned(fromByteOffset: 16, as: UInt32.self).littleEndian)
    // The signs of `YYYY-MM-`, `DDTHH:MM` and `:SSZ`, the first byte in the lowest eight bits.
    guard date & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000,
      time & 0x0000_FF00_00FF_0000 == 0x0000_3A00_0054_0000,
      rest & 0xFF00_00FF == 0x5A00_003A,
      let years = pairs(date & 0x00FF_FF00_FFFF_FFFF | 0x3000_0030_0000_0000),
      let times = pairs(time & 0xFFFF_00FF_FF00_FFFF | 0x0000_3000_0030_0000),
      let seconds = pairs(rest & 0x00FF_FF00 | 0x3030_3030_3000_0030)
    else { return nil }
    func pair(_ pairs: UInt64, _ position: UInt64) -> Int {
      Int(truncatingIfNeeded: pairs &>> (position &* 8) & 0xFF)
    }
    let (hour, minute, second) = (pair(times, 3), pair(times, 6), pair(seconds, 1))
    guard hour < 24, minute < 60, second < 60,
      let day = Instant(
        year: pair(years, 0) &* 100 &+ pair(years, 2), month: pair(years, 5), day: pair(times, 0))
    else { return nil }
    return day.advanced(by: Int64(hour &* 3600 &+ minute &* 60 &+ second))
  }

  /// For eight digits the number that each makes with the next, in its byte; nil when one is none.
  @inline(__always)
  private static func pairs(_ digits: UInt64) -> UInt64? {
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    let zeros: UInt64 = 0x3030_3030_3030_3030
    // A byte above nine carries into its upper half when six is added.
    guard digits & high == zeros, (digits &+ 0x0606_0606_0606_0606) & high == zeros else {
      return nil
    }
    let values = digits & ~high
    return values &* 10 &+ values &>> 8
  }

  /// Length of the text form.
  public static let textCount = 20

  /// Writes `2018-07-29T08:00:00Z` into 20 bytes.
  public func write(to bytes: UnsafeMutableRawBufferPointer) {
    precondition(bytes.count >= Self.textCount, "an instant's text is 20 bytes")
    // Safe because 20 bytes are there, and bytes are a trivial type.
    guard let out = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let date: (year: UInt32, month: UInt32, day: UInt32)
    let inDay: UInt32
    let sinceZero = seconds &+ Self.secondsFromMarchOfYearZero
    if sinceZero >= 0, seconds < Self.secondsToYear10000 {
      let (days, rest) = sinceZero.quotientAndRemainder(dividingBy: Self.secondsPerDay)
      date = Self.civil(sinceMarchOfYearZero: UInt32(truncatingIfNeeded: days))
      inDay = UInt32(truncatingIfNeeded: rest)
    } else {
      // Not a year that RFC 3339 has: its last four digits.
      let (year, month, dayOfMonth) = civil
      date = (
        UInt32(truncatingIfNeeded: year.magnitude % 10_000), UInt32(month), UInt32(dayOfMonth)
      )
      inDay = UInt32(truncatingIfNeeded: seconds &- day &* Self.secondsPerDay)
    }
    Self.two(date.year / 100, 0, out, UInt8(ascii: "0"))
    Self.two(date.year % 100, 2, out, UInt8(ascii: "-"))
    Self.two(date.month, 5, out, UInt8(ascii: "-"))
    Self.two(date.day, 8, out, UInt8(ascii: "T"))
    Self.two(inDay / 3600, 11, out, UInt8(ascii: ":"))
    Self.two(inDay / 60 % 60, 14, out, UInt8(ascii: ":"))
    Self.two(inDay % 60, 17, out, UInt8(ascii: "Z"))
  }

  @inline(__always)
  private static func two(
    _ value: UInt32, _ position: Int, _ out: UnsafeMutablePointer<UInt8>, _ separator: UInt8
  ) {
    let tens = (value &* 103) &>> 10
    out[position] = UInt8(truncatingIfNeeded: 48 &+ tens)
    out[position + 1] = UInt8(truncatingIfNeeded: 48 &+ value &- tens &* 10)
    out[position + 2] = separator
  }

  private static let secondsFromMarchOfYearZero: Int64 = 719_468 * 86_400
  private static let secondsToYear10000: Int64 = 253_402_300_800

  /// The civil date of a day counted from 0000-03-01, by multiplications.
  ///
  /// Neri and Schneider, "Euclidean affine functions and their application to calendar algorithms"
  /// (2023); exact for every day of 32 bits divided by four.
  @inline(__always)
  private static func civil(
    sinceMarchOfYearZero days: UInt32
  ) -> (year: UInt32, month: UInt32, day: UInt32) {
    let quarters = 4 &* days &+ 3
    let century = quarters / 146_097
    let inCentury = quarters % 146_097 / 4
    let product = 2_939_745 &* UInt64(4 &* inCentury &+ 3)
    let year = 100 &* century &+ UInt32(truncatingIfNeeded: product >> 32)
    let dayOfYear = UInt32(truncatingIfNeeded: product) / 2_939_745 / 4
    let month = 2_141 &* dayOfYear &+ 197_913
    let day = (month & 0xFFFF) / 2_141 &+ 1
    return dayOfYear >= 306
      ? (year &+ 1, (month >> 16) &- 12, day) : (year, month >> 16, day)
  }
}

extension Instant: CustomStringConvertible {
  public var description: String {
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { buffer in
      write(to: buffer)
      return String(decoding: buffer, as: UTF8.self)
    }
  }
}

/// Walks fixed-width decimal fields.
private struct DigitReader {
  let bytes: UnsafeRawBufferPointer
  var position = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func digits(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var value = 0
    for index in position..<position + count {
      let digit = bytes[index] &- 48
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    position += count
    return value
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  mutating func skipDigits() -> Bool {
    let start = position
    while position < bytes.count, bytes[position] &- 48 < 10 { position += 1 }
    return position > start
  }

  mutating func offset(local: Int64) -> Int64? {
    if isAtEnd { return local }
    if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
    let sign: Int64
    if skip(UInt8(ascii: "+")) {
      sign = 1
    } else if skip(UInt8(ascii: "-")) {
      sign = -1
    } else {
      return nil
    }
    guard let hours = digits(2), hours < 24, skip(UInt8(ascii: ":")),
      let minutes = digits(2), minutes < 60
    else { return nil }
    return sign * Int64(hours * 3600 + minutes * 60)
  }
}
