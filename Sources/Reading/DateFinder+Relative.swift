import Model
import Theatre

/// Days told from the day of writing: lundi dernier, hier soir, il y a trois jours, last month.
extension DateFinder {
  func weekdayAlone(
    _ at: Int, _ code: UInt8, _ frame: SentenceFrame, _ reading: inout DateReading
  ) -> Int {
    reading.weekday = code
    var end = at + 1
    if tag(end, frame) == .last {
      reading.isLast = true
      end += 1
    } else if tag(at - 1, frame) == .last {
      reading.isLast = true
    }
    return part(end, frame, &reading)
  }

  /// The part of the day behind a day: `hier soir`, `lundi dans la nuit`.
  func part(_ at: Int, _ frame: SentenceFrame, _ reading: inout DateReading) -> Int {
    guard let sense = sense(at, frame, .part),
      frame.tokens[at].marks.isDisjoint(with: [.stop, .pause])
    else {
      return at
    }
    reading.fromHour = Int8(truncatingIfNeeded: sense.low)
    reading.toHour = Int8(truncatingIfNeeded: sense.high)
    reading.isNight = sense.high > 24
    return end(at, frame)
  }

  func relative(_ at: Int, _ frame: SentenceFrame, _ reading: inout DateReading) -> Int? {
    if let day = sense(at, frame, .day) {
      reading.shift = .days
      reading.count = day.best
      return part(end(at, frame), frame, &reading)
    }
    switch tag(at, frame) {
    case .this, .one:
      // “ce matin”, “cette nuit”.
      guard sense(at + 1, frame, .part) != nil else { return nil }
      reading.shift = .days
      return part(at + 1, frame, &reading)
    case .ago:
      guard let (count, next) = count(end(at, frame), frame),
        let span = sense(next, frame, .span)
      else { return nil }
      return back(count, span, next + 1, &reading)
    case .last:
      // “last month”, “last night”.
      if lexicon.language == "en", let span = sense(at + 1, frame, .span) {
        reading.isLast = true
        return back(1, span, at + 2, &reading)
      }
      guard lexicon.language == "en", let part = sense(at + 1, frame, .part) else { return nil }
      return lastPart(part, at + 2, &reading)
    case .span:
      // “le mois dernier”, “3 days ago”.
      guard let span = sense(at, frame, .span) else { return nil }
      if tag(at + 1, frame) == .last, lexicon.language == "fr" {
        reading.isLast = true
        return back(1, span, at + 2, &reading)
      }
      guard tag(at + 1, frame) == .ago, let count = countBefore(at, frame) else { return nil }
      return back(count, span, at + 2, &reading)
    case .part:
      guard tag(at + 1, frame) == .last, let part = sense(at, frame, .part) else { return nil }
      return lastPart(part, at + 2, &reading)
    case .night:
      guard lexicon.language == "fr", tag(end(at, frame), frame) == .last else { return nil }
      var part = WordSense(.part)
      (part.low, part.high) = (18, 30)
      return lastPart(part, end(at, frame) + 1, &reading)
    default: return nil
    }
  }

  func lastPart(_ part: WordSense, _ end: Int, _ reading: inout DateReading) -> Int {
    reading.shift = .days
    reading.count = -1
    (reading.fromHour, reading.toHour) = (
      Int8(truncatingIfNeeded: part.low), Int8(truncatingIfNeeded: part.high)
    )
    return end
  }

  func back(
    _ count: Int32, _ span: WordSense, _ end: Int, _ reading: inout DateReading
  ) -> Int? {
    switch span.code {
    case 0: reading.shift = .days
    case 1: reading.shift = .weeks
    case 2: reading.shift = .months
    case 3: reading.shift = .years
    default:
      reading.shift = .days
      reading.count = 0
      return end
    }
    reading.count = -count
    return end
  }

  func count(_ at: Int, _ frame: SentenceFrame) -> (Int32, Int)? {
    guard at < frame.tokens.count else { return nil }
    if frame.tokens[at].number >= 0 { return (frame.tokens[at].number, at + 1) }
    guard let sense = sense(at, frame, .number) else { return nil }
    return (sense.best, at + 1)
  }

  func countBefore(_ at: Int, _ frame: SentenceFrame) -> Int32? {
    at > 0 ? count(at - 1, frame)?.0 : nil
  }
}
