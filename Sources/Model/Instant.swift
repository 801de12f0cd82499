/// A point in time, in whole seconds since 1970-01-01T00:00:00Z.
///
/// Seconds are enough: the most precise thing a field report says is a minute. Written as
/// RFC 3339 in UTC with a `Z`. Years 1 to 9999; anything else does not parse.
@frozen
public struct Instant: Hashable, Comparable, Sendable {
  public var seconds: Int64

  @inlinable
  public init(seconds: Int64) { self.seconds = seconds }

  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

  @inlinable
  public func advanced(by duration: Int64) -> Instant { Instant(seconds: seconds &+ duration) }

  public static let secondsPerDay: Int64 = 86_400

  /// Days since 1970-01-01, rounded down.
  @inlinable
  public var day: Int64 {
    seconds >= 0
      ? seconds / Self.secondsPerDay : (seconds - (Self.secondsPerDay - 1)) / Self.secondsPerDay
  }

  /// Midnight UTC that begins a civil date; nil when there is no such date.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.days(in: month, of: year)
    else { return nil }
    self.init(seconds: Self.daysFromCivil(year, month, day) * Self.secondsPerDay)
  }

  /// The civil date in UTC.
  public var civil: (year: Int, month: Int, day: Int) {
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    let z = Int(day) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1
    )
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    default: 31
    }
  }

  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}
