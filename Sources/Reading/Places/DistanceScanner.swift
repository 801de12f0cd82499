import Theatre

/// Reads a distance and a direction backwards from the word before a name.
struct DistanceScanner {
  let reader: PlaceReader
  let reading: PlaceReading
  private var at: Int
  /// The first word that belongs to it.
  private(set) var first: Int

  init(reader: PlaceReader, reading: PlaceReading, at: Int) {
    self.reader = reader
    self.reading = reading
    self.at = at
    first = at
  }

  /// Farther than any theatre is wide.
  private static let metersMax: Int64 = 2_000_000

  /// What the words say, or nil when they are no distance and no direction.
  mutating func read(isJoined: Bool) -> PlaceRelation? {
    let start = at
    let direction = direction()
    if direction != nil {
      first = at + 1
      skip(.links)
    }
    if let meters = value(.units), let tenths = amount() {
      first = at + 1
      skip(.about)
      first = min(first, at + 1)
      let total = min(tenths * Int64(meters) / 10, Self.metersMax)
      return .distance(meters: Int32(total), direction: direction)
    }
    guard let direction, isJoined else {
      at = start
      return nil
    }
    // “au nord de Gao”: the words before the direction belong to it.
    return .toward(direction: direction)
  }

  private func stays(_ index: Int) -> Bool {
    index >= 0 && index + 1 < reading.tokens.count
      && reading.tokens[index].sentence == reading.tokens[index + 1].sentence
      && !reading.tokens[index].isTaken
  }

  /// The value of the word, which is passed over when there is one.
  private mutating func value(_ number: PlaceWords.Number) -> Int32? {
    guard stays(at) else { return nil }
    let value = reader.withKey(at, at, reading) { reader.words.value(number, $0) }
    if value < 0 { return nil }
    at -= 1
    return value
  }

  private mutating func skip(_ list: PlaceWords.List) {
    while stays(at), reader.isIn(list, at, reading) { at -= 1 }
  }

  private mutating func direction() -> Int8? {
    guard let second = value(.directions) else { return nil }
    // “nord-est” and “north east” are two words.
    if second == 4 || second == 12, stays(at) {
      let value = reader.withKey(at, at, reading) { reader.words.value(.directions, $0) }
      if value == 0 || value == 8 {
        at -= 1
        return Int8((value == 0) == (second == 4) ? (value == 0 ? 2 : 10) : (value == 0 ? 14 : 6))
      }
    }
    return Int8(second)
  }

  /// Tenths of the number before a unit: `45`, `4,5`, `vingt`, `une vingtaine de`, `10 à 15`.
  private mutating func amount() -> Int64? {
    skip(.of)
    guard stays(at) else { return nil }
    if reading.tokens[at].isNumber { return figures() }
    guard let word = value(.numbers) else { return nil }
    var total = Int64(word)
    // “vingt-cinq”, “soixante-dix”, “quatre-vingt-dix”, “deux cents”.
    if total < 20, let tens = value(.numbers) {
      if tens >= 20 {
        total += Int64(tens) * (tens == 20 ? scores() : 1)
      } else {
        at += 1
      }
    } else if total == 20 {
      total *= scores()
    }
    return total * 10
  }

  /// “quatre” before “vingt”.
  private mutating func scores() -> Int64 {
    guard stays(at), reader.withKey(at, at, reading, { reader.words.value(.numbers, $0) }) == 4
    else { return 1 }
    at -= 1
    return 4
  }

  private mutating func figures() -> Int64? {
    guard let whole = digits(at) else { return nil }
    let token = reading.tokens[at]
    at -= 1
    guard token.end - token.start <= 2, stays(at), reading.tokens[at].isNumber,
      let more = digits(at)
    else { return whole * 10 }
    let between = token.start - reading.tokens[at].end
    if between == 1, token.gap == .comma || token.gap == .space, token.end - token.start == 1 {
      // One sign between two numbers: a decimal comma or point.
      at -= 1
      return more * 10 + whole
    }
    guard between == 1, token.gap == .hyphen || token.gap == .slash else { return whole * 10 }
    at -= 1
    return (more + whole) * 5
  }

  private func digits(_ index: Int) -> Int64? {
    let token = reading.tokens[index]
    guard token.end - token.start <= 4 else { return nil }
    return reader.withKey(index, index, reading) { bytes in
      bytes.reduce(0 as Int64) { $0 * 10 + Int64($1 &- 48) }
    }
  }
}
