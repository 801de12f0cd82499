public import Model

/// A time as somebody wrote it: parts of a date, or so many days before now.
///
/// What it means depends on when it was written; `resolve` says so and keeps an interval.
public struct DateReading: Sendable, Equatable {
  /// 0 where the words do not say.
  var year: Int32 = 0
  var month: UInt8 = 0
  var day: UInt8 = 0
  /// The other end of “du 23 au 25 mars”.
  var lastDay: UInt8 = 0
  var lastMonth: UInt8 = 0
  /// 1 is Monday.
  var weekday: UInt8 = 0
  var lastWeekday: UInt8 = 0
  var shift = Shift.none
  var count: Int32 = 0
  /// Hours of the day, beyond 24 in the next.
  var fromHour: Int8 = -1
  var toHour: Int8 = -1
  var minute: Int16 = -1
  var isAboutHour = false
  /// `dernier`: not this very day.
  var isLast = false
  var isNight = false
  /// `début`, `mi-`, `fin` of a month.
  var third: UInt8 = 0
  /// It is told of the happening, and not of another: “depuis le 3 mars”, “l'attaque du 14 avril”.
  public internal(set) var isTold = true
  /// Whether somebody spoke then.
  public internal(set) var isSpoken = false
  /// Words in the frame.
  public internal(set) var words: Range<Int> = 0..<0

  enum Shift: UInt8, Sendable { case none, days, weeks, months, years }

  /// Whether it names a date of its own, the year aside.
  public var isExplicit: Bool { month > 0 && day > 0 }
  /// Whether it needs no time of writing.
  public var isAbsolute: Bool { year > 0 && month > 0 }
  /// Whether it says anything of a day.
  var hasDay: Bool { month > 0 || weekday > 0 || shift != .none || year > 0 }

  /// What it means for somebody who writes at `anchor`, `localOffset` seconds east of UTC.
  ///
  /// A date without a year is the latest that is not more than a day ahead; a weekday is the latest
  /// that is not ahead.
  public func resolve(anchor: Instant, localOffset: Int64) -> TimeSpan? {
    let now = Instant(seconds: anchor.seconds + localOffset)
    guard var span = days(now) else { return nil }
    narrow(&span, now)
    span.earliest = span.earliest.advanced(by: -localOffset)
    span.latest = span.latest.advanced(by: -localOffset)
    return span
  }

  private static let day = Instant.secondsPerDay

  private func days(_ now: Instant) -> TimeSpan? {
    if month > 0 { return calendar(now) }
    let today = Instant(seconds: now.day * Self.day)
    if weekday > 0 { return weekdays(today) }
    switch shift {
    case .none: return year > 0 ? wholeYear(Int(year)) : nil
    case .days: return oneDay(today.advanced(by: Int64(count) * Self.day))
    case .weeks:
      if isLast {
        // The calendar week before this one.
        let monday = today.advanced(by: (-Self.weekdayIndex(today) - 7) * Self.day)
        return TimeSpan(
          earliest: monday, latest: monday.advanced(by: 7 * Self.day - 1), precision: .week)
      }
      let middle = today.advanced(by: Int64(count) * 7 * Self.day)
      return TimeSpan(
        earliest: middle.advanced(by: -3 * Self.day),
        latest: middle.advanced(by: 4 * Self.day - 1), precision: .week)
    case .months:
      let (year, month, _) = now.civil
      let index = year * 12 + month - 1 + Int(count)
      return wholeMonth(index / 12, index % 12 + 1)
    case .years: return wholeYear(now.civil.year + Int(count))
    }
  }

  private func calendar(_ now: Instant) -> TimeSpan? {
    var year = Int(self.year)
    if year == 0 {
      year = now.civil.year
      let first = Instant(year: year, month: Int(month), day: max(1, Int(day)))
      // 29 February is looked for in the years before.
      if let first, first.seconds > now.seconds + Self.day { year -= 1 }
      if first == nil { year -= 1 }
    }
    guard day > 0 else { return wholeMonth(year, Int(month)) }
    var first = Instant(year: year, month: Int(month), day: Int(day))
    for _ in 0..<4 where first == nil && self.year == 0 && month == 2 && day == 29 {
      year -= 1
      first = Instant(year: year, month: Int(month), day: Int(day))
    }
    guard let first else { return nil }
    guard lastDay > 0 else { return oneDay(first) }
    let lastMonth = self.lastMonth > 0 ? self.lastMonth : month
    let lastYear = lastMonth < month ? year + 1 : year
    guard let last = Instant(year: lastYear, month: Int(lastMonth), day: Int(lastDay)),
      last >= first
    else { return oneDay(first) }
    let span = last.seconds - first.seconds
    return TimeSpan(
      earliest: first, latest: last.advanced(by: Self.day - 1),
      precision: span <= Self.day ? .day : .week)
  }

  private func weekdays(_ today: Instant) -> TimeSpan? {
    let last = lastWeekday > 0 ? lastWeekday : weekday
    var back = (Self.weekdayIndex(today) - Int64(last) + 1 + 14) % 7
    if isLast, back == 0 { back = 7 }
    let end = today.advanced(by: -back * Self.day)
    guard lastWeekday > 0 else { return oneDay(end) }
    let length = (Int64(lastWeekday) - Int64(weekday) + 7) % 7
    return TimeSpan(
      earliest: end.advanced(by: -length * Self.day), latest: end.advanced(by: Self.day - 1),
      precision: .day)
  }

  /// 0 is Monday.
  private static func weekdayIndex(_ day: Instant) -> Int64 {
    // 1970-01-01 was a Thursday.
    ((day.day % 7) + 7 + 3) % 7
  }

  private func oneDay(_ first: Instant) -> TimeSpan {
    TimeSpan(earliest: first, latest: first.advanced(by: Self.day - 1), precision: .day)
  }

  private func wholeMonth(_ year: Int, _ month: Int) -> TimeSpan? {
    guard let first = Instant(year: year, month: month, day: 1),
      let next = Instant(
        year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
    else { return nil }
    var span = TimeSpan(earliest: first, latest: next.advanced(by: -1), precision: .month)
    switch third {
    case 1: span.latest = first.advanced(by: 10 * Self.day - 1)
    case 2:
      span.earliest = first.advanced(by: 10 * Self.day)
      span.latest = first.advanced(by: 20 * Self.day - 1)
    case 3: span.earliest = first.advanced(by: 20 * Self.day)
    default: break
    }
    return span
  }

  private func wholeYear(_ year: Int) -> TimeSpan? {
    guard let first = Instant(year: year, month: 1, day: 1),
      let next = Instant(year: year + 1, month: 1, day: 1)
    else { return nil }
    return TimeSpan(earliest: first, latest: next.advanced(by: -1), precision: .year)
  }

  /// Hours within a day.
  private func narrow(_ span: inout TimeSpan, _ now: Instant) {
    let length = span.latest.seconds - span.earliest.seconds
    if isNight, length >= Self.day, length < 2 * Self.day {
      // “nuit du 23 au 24”: evening to morning.
      span.earliest = span.earliest.advanced(by: 18 * 3600)
      span.latest = span.earliest.advanced(by: 12 * 3600)
      span.precision = .partOfDay
    }
    guard length < Self.day else { return }
    if minute >= 0 {
      span.earliest = span.earliest.advanced(by: Int64(minute) * 60)
      span.latest = isAboutHour ? span.earliest.advanced(by: 3599) : span.earliest
      span.precision = isAboutHour ? .hour : .minute
    } else if fromHour >= 0 {
      var from = Int64(fromHour)
      var to = Int64(toHour)
      if isNight, shift == .days, count == 0, now.seconds - span.earliest.seconds < 12 * 3600 {
        // “cette nuit”, told in the morning, is the night that ended.
        from -= 24
        to -= 24
      }
      let first = span.earliest
      span.earliest = first.advanced(by: from * 3600)
      span.latest = first.advanced(by: to * 3600 - (to == 24 ? 1 : 0))
      span.precision = .partOfDay
    }
  }
}
