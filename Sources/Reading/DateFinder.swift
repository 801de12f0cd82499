import Model
import Theatre

/// Finds the dates and times of a text and marks their words as taken, so that nobody counts them
/// as people.
struct DateFinder {
  let lexicon: Lexicon
  /// The most a text is read for.
  static let readingsMax = 16

  func find(in frame: inout SentenceFrame, _ readings: inout [DateReading]) {
    var at = 0
    while at < frame.tokens.count, readings.count < Self.readingsMax {
      var reading = DateReading()
      if let end = date(at, frame, &reading) {
        var last = end
        addTime(&last, frame, &reading)
        reading.isTold = reading.hasDay && isTold(at, frame)
        reading.isSpoken = isSpoken(at, frame)
        reading.words = at..<last
        frame.take(at..<last)
        readings.append(reading)
        at = last
      } else if let (minute, end) = clock(at, frame) {
        // A time of the day alone belongs to the date before or behind it.
        frame.take(at..<end)
        if let index = readings.indices.last, readings[index].minute < 0 {
          readings[index].minute = minute
          readings[index].isAboutHour = isAbout(at, frame)
        }
        at = end
      } else {
        at += 1
      }
    }
  }

  func sense(_ at: Int, _ frame: SentenceFrame, _ tag: WordTag) -> WordSense? {
    guard at >= 0, at < frame.tokens.count else { return nil }
    let item = frame.items[Int(frame.itemOf[at])]
    guard item.tag == tag, item.sense >= 0 else { return nil }
    return lexicon.grammar[Int(item.sense)]
  }

  func end(_ at: Int, _ frame: SentenceFrame) -> Int {
    Int(frame.items[Int(frame.itemOf[at])].end)
  }

  func tag(_ at: Int, _ frame: SentenceFrame) -> WordTag {
    guard at >= 0, at < frame.tokens.count else { return .void }
    return frame.items[Int(frame.itemOf[at])].tag
  }

  /// The date that begins at a word; returns the word behind it.
  func date(_ at: Int, _ frame: SentenceFrame, _ reading: inout DateReading) -> Int? {
    if let end = figures(at, frame, &reading) { return end }
    if let end = night(at, frame, &reading) { return end }
    if let end = named(at, frame, &reading) { return end }
    return relative(at, frame, &reading)
  }

  /// Whether a date is that of what the sentence tells.
  func isTold(_ at: Int, _ frame: SentenceFrame) -> Bool {
    let item = Int(frame.itemOf[at])
    let sentence = frame.items[item].sentence
    var before = item - 1
    var steps = 0
    // “qu'ils avaient trouvé, le mercredi 15”: behind a comma the sentence goes on.
    var isClause = true
    while before >= 0, frame.items[before].sentence == sentence, steps < 20 {
      isClause = isClause && !frame.items[before + 1].marks.contains(.comma)
      switch frame.items[before].tag {
      case .historical, .future: return false
      case .cumulative where steps < 4: return false
      case .had where steps < 8 && isClause: return false
      default: break
      }
      before -= 1
      steps += 1
    }
    return true
  }

  /// “a annoncé lundi”, “officials said on Friday”: when somebody spoke, more likely than not.
  func isSpoken(_ at: Int, _ frame: SentenceFrame) -> Bool {
    let item = Int(frame.itemOf[at])
    for before in stride(from: item - 1, through: max(0, item - 2), by: -1) {
      guard frame.items[before + 1].marks.isOpen else { return false }
      switch frame.items[before].tag {
      case .speech: return true
      case .none, .towards, .against, .one, .this: continue
      default: return false
      }
    }
    return false
  }

  // MARK: 12/03/2018, 2018-03-12, 12.03.18

  func figures(_ at: Int, _ frame: SentenceFrame, _ reading: inout DateReading) -> Int? {
    let tokens = frame.tokens
    guard at + 1 < tokens.count, tokens[at].number >= 0, tokens[at + 1].number >= 0,
      isBound(tokens[at + 1])
    else { return nil }
    let first = tokens[at].number
    let second = tokens[at + 1].number
    let width = tokens[at].end - tokens[at].start
    guard at + 2 < tokens.count, tokens[at + 2].number >= 0, isBound(tokens[at + 2]) else {
      // “le 12/03”: a day and a month, and only with a slash.
      guard tokens[at + 1].marks.contains(.slash), (1...31).contains(first),
        (1...12).contains(second), at > 0, tag(at - 1, frame) == .one || tag(at - 1, frame) == .of
      else { return nil }
      (reading.day, reading.month) = (UInt8(first), UInt8(second))
      return at + 2
    }
    let third = tokens[at + 2].number
    let lastWidth = tokens[at + 2].end - tokens[at + 2].start
    if width == 4, (1...12).contains(second), (1...31).contains(third) {
      (reading.year, reading.month, reading.day) = (first, UInt8(second), UInt8(third))
      return at + 3
    }
    guard lastWidth == 4 || lastWidth == 2, width <= 2 else { return nil }
    var (day, month) = (first, second)
    // Day first, as in both languages of the theatre; month first where it can only be that.
    if month > 12, day <= 12 { swap(&day, &month) }
    guard (1...31).contains(day), (1...12).contains(month) else { return nil }
    (reading.year, reading.month, reading.day) = (full(third, lastWidth), UInt8(month), UInt8(day))
    return at + 3
  }

  func isBound(_ token: Token) -> Bool {
    token.marks.contains(.slash) || token.marks.contains(.joined) || token.marks.contains(.point)
  }

  /// Two digits are of this century; nobody reports from before.
  func full(_ year: Int32, _ width: Int32) -> Int32 { width == 2 ? 2000 + year : year }

  // MARK: 12 mars 2018, March 12, 2018, mars 2018

  func named(_ start: Int, _ frame: SentenceFrame, _ reading: inout DateReading) -> Int? {
    var at = start
    // “lundi 12 mars”.
    if let weekday = sense(at, frame, .weekday) {
      let next = at + 1
      let afterOf = tag(next, frame) == .one ? next + 1 : next
      if dayNumber(afterOf, frame) != nil, isMonthNear(afterOf, frame) {
        at = afterOf
      } else {
        return weekdayAlone(at, weekday.code, frame, &reading)
      }
    }
    if let (day, next) = dayNumber(at, frame) {
      return dayFirst(day, next, frame, &reading)
    }
    guard let month = sense(at, frame, .month), isMonth(at, frame) else { return nil }
    return monthFirst(month.code, at, frame, &reading)
  }

  func isMonthNear(_ at: Int, _ frame: SentenceFrame) -> Bool {
    (at + 1...at + 5).contains { sense($0, frame, .month) != nil }
  }

  /// `12`, `1er`, `12th`.
  func dayNumber(_ at: Int, _ frame: SentenceFrame) -> (UInt8, Int)? {
    guard at >= 0, at < frame.tokens.count, frame.tokens[at].marks.contains(.digit) else {
      return nil
    }
    let token = frame.tokens[at]
    var value = token.number
    if value < 0 {
      let (number, rest) = leading(at, frame)
      guard ["er", "st", "nd", "rd", "th", "e", "eme"].contains(rest) else { return nil }
      value = number
    }
    guard (1...31).contains(value), token.end - token.start <= 4 else { return nil }
    return (UInt8(value), at + 1)
  }

  /// The digits a word begins with, and what follows them.
  func leading(_ at: Int, _ frame: SentenceFrame) -> (Int32, String) {
    let token = frame.tokens[at]
    var number: Int32 = 0
    var index = Int(token.foldedStart)
    while index < token.foldedEnd, frame.folded[index] &- 48 < 10, number < 10_000 {
      number = number * 10 + Int32(frame.folded[index] &- 48)
      index += 1
    }
    return (number, String(decoding: frame.folded[index..<Int(token.foldedEnd)], as: UTF8.self))
  }

  func dayFirst(
    _ day: UInt8, _ next: Int, _ frame: SentenceFrame, _ reading: inout DateReading
  ) -> Int? {
    var at = next
    var last: UInt8 = 0
    // “23 au 25 mars”, “23 et 24 mars”, “23-24 July”.
    let isJoined = at < frame.tokens.count && frame.tokens[at].marks.contains(.joined)
    if isJoined, let (value, end) = dayNumber(at, frame) {
      (last, at) = (value, end)
    } else {
      var skip = at
      while skip - at < 3, [.to, .and, .one, .many, .of].contains(tag(skip, frame)) { skip += 1 }
      if skip > at, let (value, end) = dayNumber(skip, frame), isMonthNear(skip, frame) {
        (last, at) = (value, end)
      }
    }
    if tag(at, frame) == .of { at += 1 }
    guard let month = sense(at, frame, .month) else { return nil }
    reading.day = day
    reading.month = month.code
    if last > 0 { reading.lastDay = last }
    at += 1
    // “30 juin au 2 juillet”.
    if last == 0 {
      var skip = at
      while skip - at < 2, [.to, .and, .one].contains(tag(skip, frame)) { skip += 1 }
      if skip > at, let (value, end) = dayNumber(skip, frame), let month = sense(end, frame, .month)
      {
        reading.lastDay = value
        reading.lastMonth = month.code
        at = end + 1
      }
    }
    return year(at, frame, &reading)
  }

  func monthFirst(
    _ month: UInt8, _ start: Int, _ frame: SentenceFrame, _ reading: inout DateReading
  ) -> Int? {
    reading.month = month
    var at = start + 1
    if lexicon.language == "en", let (day, end) = dayNumber(at, frame),
      frame.tokens[at].marks.isDisjoint(with: [.comma, .stop])
    {
      reading.day = day
      at = end
      if at < frame.tokens.count, frame.tokens[at].marks.contains(.joined),
        let (last, end) = dayNumber(at, frame)
      {
        (reading.lastDay, at) = (last, end)
      }
    } else {
      for (third, words) in [(1, ["debut", "early"]), (2, ["mi", "mid"]), (3, ["fin", "late"])] {
        for word in words where spelled(start - 1, frame) == word { reading.third = UInt8(third) }
      }
    }
    return year(at, frame, &reading)
  }

  func spelled(_ at: Int, _ frame: SentenceFrame) -> String {
    guard at >= 0, at < frame.tokens.count else { return "" }
    let token = frame.tokens[at]
    return String(
      decoding: frame.folded[Int(token.foldedStart)..<Int(token.foldedEnd)], as: UTF8.self)
  }

  /// `May` is a month only as one: behind `in`, with a year, or with a day.
  func isMonth(_ at: Int, _ frame: SentenceFrame) -> Bool {
    if lexicon.language == "en" {
      guard frame.tokens[at].marks.contains(.capital) else { return false }
      if dayNumber(at + 1, frame) != nil { return true }
      if at + 1 < frame.tokens.count, frame.tokens[at + 1].number >= 1990 { return true }
      let before = spelled(at - 1, frame)
      return ["in", "of", "last", "early", "late", "mid", "since", "this"].contains(before)
    }
    if at + 1 < frame.tokens.count, frame.tokens[at + 1].number >= 1990 { return true }
    return ["en", "de", "d", "mois", "debut", "fin", "mi", "depuis"].contains(
      spelled(at - 1, frame))
  }

  func year(_ at: Int, _ frame: SentenceFrame, _ reading: inout DateReading) -> Int {
    guard at < frame.tokens.count else { return at }
    let token = frame.tokens[at]
    let width = token.end - token.start
    if token.number >= 1990, token.number <= 2100, width == 4,
      token.marks.isDisjoint(with: [.stop, .opening, .pause])
    {
      reading.year = token.number
      return at + 1
    }
    // `12-Mar-18`.
    if token.number >= 0, width == 2, token.marks.contains(.joined) {
      reading.year = 2000 + token.number
      return at + 1
    }
    return at
  }

  // MARK: nuit du 23 au 24, nuit de lundi à mardi

  func night(_ start: Int, _ frame: SentenceFrame, _ reading: inout DateReading) -> Int? {
    guard tag(start, frame) == .night || sense(start, frame, .part)?.high == 30 else { return nil }
    var at = end(start, frame)
    var steps = 0
    while steps < 3, [.of, .one, .between, .to].contains(tag(at, frame)) {
      at += 1
      steps += 1
    }
    if let first = sense(at, frame, .weekday) {
      var next = at + 1
      if dayNumber(next, frame) != nil { return nightOfDates(next, frame, &reading) }
      while next - at < 3, [.to, .and, .one].contains(tag(next, frame)) { next += 1 }
      reading.weekday = first.code
      reading.isNight = true
      if let last = sense(next, frame, .weekday) {
        reading.lastWeekday = last.code
        return next + 1
      }
      (reading.fromHour, reading.toHour) = (18, 30)
      return at + 1
    }
    return nightOfDates(at, frame, &reading)
  }

  func nightOfDates(
    _ at: Int, _ frame: SentenceFrame, _ reading: inout DateReading
  ) -> Int? {
    guard let (day, next) = dayNumber(at, frame) else { return nil }
    if let end = dayFirst(day, next, frame, &reading) {
      reading.isNight = true
      if reading.lastDay == 0 { (reading.fromHour, reading.toHour) = (18, 30) }
      return end
    }
    // “nuit du lundi 23 au mardi 24 juillet”.
    var skip = next
    while skip - next < 4, [.to, .and, .one, .weekday].contains(tag(skip, frame)) { skip += 1 }
    guard skip > next, let (last, end) = dayNumber(skip, frame),
      let month = sense(end, frame, .month)
    else { return nil }
    (reading.day, reading.lastDay, reading.month) = (day, last, month.code)
    reading.isNight = true
    return year(end + 1, frame, &reading)
  }
}
