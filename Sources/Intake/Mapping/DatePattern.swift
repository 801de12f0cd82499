internal import Model

/// How a feed writes dates: `dd/MM/yyyy HH:mm`, `MMM d yyyy`, `epoch`.
///
/// Letters as in Unicode's date patterns: y, M, d, H, h, a, m, s; MMM is the name of a month in
/// French or English, whole or short. T, what is no letter and what stands between `'` stand for
/// themselves. What follows is passed over when the pattern ends in `*`.
struct DatePattern: Sendable {
  enum Kind: Sendable { case calendar, epochSeconds, epochMilliseconds, excelDays }

  private(set) var kind = Kind.calendar
  /// A letter and how often it stands, or a byte that stands for itself and 0.
  private var parts: [(letter: UInt8, count: Int)] = []
  private var isOpen = false

  /// Nil when it has no year, month and day, or a letter that means nothing here.
  init?(_ text: String) {
    switch text {
    case "epoch": kind = .epochSeconds
    case "epoch-ms": kind = .epochMilliseconds
    case "excel": kind = .excelDays
    default: break
    }
    guard kind == .calendar else { return }
    var bytes = Array(text.utf8)
    if bytes.last == UInt8(ascii: "*") {
      isOpen = true
      bytes.removeLast()
    }
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "'") {
        isQuoted.toggle()
      } else if isQuoted || byte | 32 &- 97 >= 26 || byte == UInt8(ascii: "T") {
        parts.append((byte, 0))
      } else if let last = parts.last, last.letter == byte, last.count > 0 {
        parts[parts.count - 1].count += 1
      } else {
        parts.append((byte, 1))
      }
    }
    let letters = parts.filter { $0.count > 0 }.map(\.letter)
    guard !isQuoted, letters.allSatisfy({ "yMdHhams".utf8.contains($0) }) else { return nil }
    for needed in "yMd".utf8 where letters.count(where: { $0 == needed }) != 1 { return nil }
  }

  /// Writes the date as RFC 3339 without an offset; false when the text is not of this form.
  func read(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Bool {
    switch kind {
    case .calendar: return readCalendar(text, into: &out)
    case .epochSeconds: return Self.write(Decimal(text)?.scaled(by: 0)?.value, &out)
    case .epochMilliseconds: return Self.write(Self.seconds(ofMilliseconds: text), &out)
    case .excelDays:
      // Day 25 569 of a sheet is 1 January 1970; five decimals are less than a second.
      guard let days = Decimal(text)?.scaled(by: 5)?.value, days > 6_000_000, days < 1 << 40 else {
        return false
      }
      return Self.write((days * 864 + 500) / 1_000 - 25_569 * 86_400, &out)
    }
  }

  /// Whole seconds; what is left is dropped, as everywhere.
  private static func seconds(ofMilliseconds text: UnsafeRawBufferPointer) -> Int64? {
    guard let value = Decimal(text)?.scaled(by: 0)?.value else { return nil }
    return value >= 0 ? value / 1_000 : (value - 999) / 1_000
  }

  private struct Reading {
    var year = 0
    var month = 0
    var day = 0
    var hour = -1
    var minute = 0
    var second = 0
    /// 0 none, 1 morning, 2 afternoon.
    var half = 0
  }

  private func readCalendar(_ text: UnsafeRawBufferPointer, into out: inout [UInt8]) -> Bool {
    var end = text.count
    while end > 0, text[end - 1] == 32 { end -= 1 }
    var at = 0
    while at < end, text[at] == 32 { at += 1 }
    var reading = Reading()
    for part in parts {
      guard part.count > 0 else {
        guard at < end, text[at] == part.letter else { return false }
        at += 1
        continue
      }
      switch part.letter {
      case UInt8(ascii: "y"):
        guard let year = Self.digits(text, &at, end, part.count == 2 ? 2 : 4) else { return false }
        reading.year = year < 100 ? (year < 70 ? 2000 + year : 1900 + year) : year
      case UInt8(ascii: "M"):
        guard
          let month = part.count >= 3
            ? MonthNames.read(text, &at, end) : Self.digits(text, &at, end, 2)
        else { return false }
        reading.month = month
      case UInt8(ascii: "d"), UInt8(ascii: "H"), UInt8(ascii: "h"), UInt8(ascii: "m"),
        UInt8(ascii: "s"):
        guard let number = Self.digits(text, &at, end, 2) else { return false }
        switch part.letter {
        case UInt8(ascii: "d"): reading.day = number
        case UInt8(ascii: "m"): reading.minute = number
        case UInt8(ascii: "s"): reading.second = number
        default: reading.hour = number
        }
      default:
        guard at + 1 < end else { return false }
        reading.half = text[at] | 32 == UInt8(ascii: "p") ? 2 : 1
        at += 2
      }
    }
    guard at == end || isOpen else { return false }
    if reading.half > 0, reading.hour >= 0 {
      reading.hour = reading.hour % 12 + (reading.half == 2 ? 12 : 0)
    }
    return Self.write(reading, &out)
  }

  private static func digits(
    _ text: UnsafeRawBufferPointer, _ at: inout Int, _ end: Int, _ most: Int
  ) -> Int? {
    let start = at
    var value = 0
    while at < end, at - start < most, text[at] &- 48 < 10 {
      value = value * 10 + Int(text[at] &- 48)
      at += 1
    }
    return at > start ? value : nil
  }

  private static func write(_ reading: Reading, _ out: inout [UInt8]) -> Bool {
    guard (1...12).contains(reading.month), (1...31).contains(reading.day), reading.hour < 24,
      reading.minute < 60, reading.second < 60
    else { return false }
    append(reading.year, 4, &out)
    out.append(UInt8(ascii: "-"))
    append(reading.month, 2, &out)
    out.append(UInt8(ascii: "-"))
    append(reading.day, 2, &out)
    guard reading.hour >= 0 else { return true }
    out.append(UInt8(ascii: "T"))
    append(reading.hour, 2, &out)
    out.append(UInt8(ascii: ":"))
    append(reading.minute, 2, &out)
    out.append(UInt8(ascii: ":"))
    append(reading.second, 2, &out)
    return true
  }

  /// Seconds since 1970, UTC: the offset is written, so that no local time is assumed.
  private static func write(_ seconds: Int64?, _ out: inout [UInt8]) -> Bool {
    guard let seconds, seconds > -2_208_988_800, seconds < 32_503_680_000 else { return false }
    let instant = Instant(seconds: seconds)
    let (year, month, day) = instant.civil
    let rest = Int(((seconds % 86_400) + 86_400) % 86_400)
    let reading = Reading(
      year: year, month: month, day: day, hour: rest / 3_600, minute: rest / 60 % 60,
      second: rest % 60)
    guard write(reading, &out) else { return false }
    out.append(UInt8(ascii: "Z"))
    return true
  }

  private static func append(_ number: Int, _ width: Int, _ out: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      out.append(UInt8(48 + number / divisor % 10))
      divisor /= 10
    }
  }
}
