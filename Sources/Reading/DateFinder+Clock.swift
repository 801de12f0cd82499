import Model
import Theatre

/// Times of the day: 14h30, 14 h 30, 14:30, 2pm, 14 heures.
extension DateFinder {
  func addTime(_ end: inout Int, _ frame: SentenceFrame, _ reading: inout DateReading) {
    var at = end
    while at - end < 3, at < frame.tokens.count,
      [.clock, .to, .towards, .about, .between].contains(tag(at, frame))
    {
      at += 1
    }
    if let (minute, next) = clock(at, frame) {
      reading.minute = minute
      reading.isAboutHour = isAbout(at, frame)
      end = next
    } else if reading.fromHour < 0, let part = sense(end, frame, .part) {
      reading.fromHour = Int8(truncatingIfNeeded: part.low)
      reading.toHour = Int8(truncatingIfNeeded: part.high)
      end = self.end(end, frame)
    }
  }

  func isAbout(_ at: Int, _ frame: SentenceFrame) -> Bool {
    let before = spelled(at - 1, frame)
    return ["vers", "environ", "environs", "around", "about", "alentours", "de", "des"]
      .contains(before)
  }

  /// `14h30`, `14 h 30`, `14:30`, `2pm`, `14 heures`: minutes of the day and the word behind.
  func clock(_ at: Int, _ frame: SentenceFrame) -> (Int16, Int)? {
    guard at < frame.tokens.count, frame.tokens[at].marks.contains(.digit) else { return nil }
    let token = frame.tokens[at]
    var hour = token.number
    var minute: Int32 = 0
    var next = at + 1
    if hour < 0 {
      let (value, rest) = leading(at, frame)
      hour = value
      guard let tail = clockTail(rest, &hour) else { return nil }
      minute = tail
    } else if next < frame.tokens.count, frame.tokens[next].marks.contains(.clock),
      frame.tokens[next].number >= 0, frame.tokens[next].end - frame.tokens[next].start == 2
    {
      minute = frame.tokens[next].number
      next += 1
      if next < frame.tokens.count, frame.tokens[next].marks.contains(.clock) { next += 1 }
    } else if tag(next, frame) == .hour, isHour(at, frame) {
      if ["pm"].contains(spelled(next, frame)), hour < 12 { hour += 12 }
      let word = spelled(next, frame)
      next += 1
      if word == "h" || word == "heures" || word == "heure", next < frame.tokens.count,
        frame.tokens[next].number >= 0, frame.tokens[next].number < 60,
        frame.tokens[next].end - frame.tokens[next].start == 2,
        frame.tokens[next].marks.isOpen
      {
        minute = frame.tokens[next].number
        next += 1
      }
    } else {
      return nil
    }
    guard (0...24).contains(hour), (0..<60).contains(minute) else { return nil }
    return (Int16(hour * 60 + minute), next)
  }

  /// “pendant 3 heures” is no time of the day.
  func isHour(_ at: Int, _ frame: SentenceFrame) -> Bool {
    let unit = spelled(at + 1, frame)
    if unit == "heures" || unit == "hours" || unit == "heure" {
      return [.clock, .to, .towards].contains(tag(at - 1, frame))
    }
    return unit != "gmt"
  }

  /// What follows the hour in `14h30`, `14h`, `2pm`, `10h00mn`.
  func clockTail(_ rest: String, _ hour: inout Int32) -> Int32? {
    if rest == "pm" || rest == "am" {
      if rest == "pm", hour < 12 { hour += 12 }
      return 0
    }
    guard rest.first == "h" else { return nil }
    let digits = rest.dropFirst().prefix { $0.isNumber }
    if digits.isEmpty { return rest == "h" || rest == "hrs" ? 0 : nil }
    return Int32(digits)
  }
}
