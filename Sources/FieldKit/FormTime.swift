internal import JSON
internal import Model

/// When something happened, as people write it: a day, or a day and a time.
struct FormTime: Equatable, Sendable {
  /// As the report has it: `2018-06-29` or RFC 3339.
  let written: String
  let hasHour: Bool

  /// `29/06/2018 16:30`, `2018-06-29`, `29.06.2018`, `hier 16h`, `today 16h30`.
  init?(_ text: String, now: Instant, offset: Int64) {
    let passedOver: Set<String> = ["à", "at", "vers", "about"]
    let plain = text.lowercased().replacing("’", with: "'")
    var parts = plain.split(separator: " ").map(String.init).filter { !passedOver.contains($0) }
    guard !parts.isEmpty else { return nil }
    let day = parts.removeFirst()
    let today = now.advanced(by: offset)
    let date: Instant
    switch day {
    case "aujourd'hui", "today": date = today
    case "hier", "yesterday": date = today.advanced(by: -Instant.secondsPerDay)
    case "avant-hier": date = today.advanced(by: -2 * Instant.secondsPerDay)
    default:
      guard let given = Self.date(day) else { return nil }
      date = given
    }
    let dateText = String("\(date)".prefix(10))
    guard let time = parts.first else {
      written = dateText
      hasHour = false
      return
    }
    guard parts.count == 1, let (hour, minute) = Self.time(time) else { return nil }
    written = "\(dateText)T\(Self.two(hour)):\(Self.two(minute)):00\(Self.zone(offset))"
    hasHour = true
  }

  private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func zone(_ offset: Int64) -> String {
    guard offset != 0 else { return "Z" }
    let size = Int64(offset.magnitude)
    let sign = offset < 0 ? "-" : "+"
    return "\(sign)\(two(size / 3600)):\(two(size % 3600 / 60))"
  }

  private static func date(_ text: String) -> Instant? {
    let parts = text.split { "/.-".contains($0) }
    guard parts.count == 3, let one = Int(parts[0]), let month = Int(parts[1]),
      let three = Int(parts[2])
    else { return nil }
    let isYearFirst = parts[0].count == 4
    guard isYearFirst || parts[2].count == 4 else { return nil }
    return isYearFirst
      ? Instant(year: one, month: month, day: three) : Instant(year: three, month: month, day: one)
  }

  /// `16:30`, `16h30`, `16h`.
  private static func time(_ text: String) -> (hour: Int64, minute: Int64)? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }
    guard parts.count == 2, let hour = Int64(parts[0]), (0..<24).contains(hour) else { return nil }
    if parts[1].isEmpty, text.hasSuffix("h") { return (hour, 0) }
    guard parts[1].count == 2, let minute = Int64(parts[1]), (0..<60).contains(minute) else {
      return nil
    }
    return (hour, minute)
  }

  /// The time somebody gives by heart is good to the hour, not to the minute.
  func write(to writer: inout Writer) {
    writer.name("occurred")
    writer.beginObject()
    writer.member("from", written)
    writer.member("precision", hasHour ? "hour" : "day")
    writer.endObject()
  }
}
