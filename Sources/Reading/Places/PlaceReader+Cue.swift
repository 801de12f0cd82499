internal import Model
import Theatre

extension PlaceReader {
  private static let cueWordsMax = 6
  /// Reads the words before and after a name: what part the place has, and how it is given.
  func cue(_ find: inout PlaceFind, _ reading: PlaceReading) {
    let sentence = reading.tokens[find.first].sentence
    var at = find.first - 1
    var gap = reading.tokens[find.first].gap
    func mayGo(_ index: Int) -> Bool {
      index >= 0 && reading.tokens[index].sentence == sentence
        && gap.rawValue <= PlaceTokens.Gap.hyphen.rawValue
    }
    var joined = false
    while mayGo(at), isIn(.joiners, at, reading) {
      joined = true
      gap = reading.tokens[at].gap
      at -= 1
    }
    find.isJoined = joined
    suffix(&find, reading)
    guard mayGo(at) else { return }
    if takesBefore(at, &find, reading) {
      cue(&find, reading)
      return
    }
    if distance(&find, endingAt: at, reading) { return }
    let start = max(0, at - Self.cueWordsMax + 1)
    var first = start
    while first <= at {
      defer { first += 1 }
      guard reading.tokens[first].sentence == sentence, isUnbroken(first, at, reading) else {
        continue
      }
      guard let word = withKey(first, at, reading, { words.cue(before: $0) }) else { continue }
      // “a” alone is “à”, or “has”: then no article follows.
      apply(word, &find, reading)
      find.cueFirst = first
      find.range = Int(reading.tokens[first].start)..<find.range.upperBound
      return
    }
  }

  /// “northern Mali”, “centre du Mali”: a small word that begins the name of an area.
  private func takesBefore(
    _ at: Int, _ find: inout PlaceFind, _ reading: PlaceReading
  ) -> Bool {
    let gap = reading.tokens[find.first].gap
    guard gap == .space || gap == .hyphen, reading.tokens[at + 1].gap == .space else {
      return false
    }
    let group = withKey(at, find.last, reading) { gazetteer.name($0) }
    guard group >= 0, gazetteer.isAreaName(group) else { return false }
    find.group = group
    find.first = at
    find.cueFirst = at
    find.nameRange = Int(reading.tokens[at].start)..<find.nameRange.upperBound
    find.range = find.nameRange
    return true
  }

  private func isUnbroken(_ first: Int, _ last: Int, _ reading: PlaceReading) -> Bool {
    var index = first + 1
    while index <= last {
      if reading.tokens[index].gap.rawValue > PlaceTokens.Gap.hyphen.rawValue { return false }
      index += 1
    }
    return true
  }

  private func apply(
    _ word: PlaceWords.Cue, _ find: inout PlaceFind, _ reading: PlaceReading
  ) {
    find.cueWord = word
    switch word {
    case .settlement:
      find.role = .site
      find.kind = .settlement
      find.weight = 4
    case .site: find.role = .site
    case .installation:
      find.role = .site
      find.weight = -6
    case .happening:
      find.role = .site
      find.weight = -4
    case .near:
      find.role = .near
      find.relation = .near
    case .between, .road: break
    case .affiliation: find.role = .affiliation
    case .origin: find.role = .origin
    case .destination: find.role = .destination
    case .evacuation: find.role = .evacuation
    case .region:
      find.role = .area
      find.kind = .region
    case .cercle:
      find.role = .area
      find.kind = .cercle
    case .commune:
      find.role = .area
      find.kind = .commune
      find.weight = 12
    case .name:
      find.role = .affiliation
      find.isName = true
    }
  }

  /// “Gao region”, “Kidal airport”.
  private func suffix(_ find: inout PlaceFind, _ reading: PlaceReading) {
    let next = find.last + 1
    guard next < reading.tokens.count,
      reading.tokens[next].gap == .space || reading.tokens[next].gap == .hyphen,
      let word = withKey(next, next, reading, { words.cue(behind: $0) })
    else { return }
    if word == .road {
      find.isRoad = true
      return
    }
    apply(word == .settlement ? .site : word, &find, reading)
    if word == .settlement { find.cueWord = .settlement }
    find.range = find.range.lowerBound..<Int(reading.tokens[next].end)
    find.hasSuffix = true
  }

  /// “à 45 km au nord de”, “une vingtaine de kilomètres de”, “3 km east of the”, “au nord de”.
  private func distance(
    _ find: inout PlaceFind, endingAt end: Int, _ reading: PlaceReading
  ) -> Bool {
    // “45 km from”: here the word is no place where something came from.
    let isFrom = isIn(.from, end, reading)
    var scanner = DistanceScanner(reader: self, reading: reading, at: isFrom ? end - 1 : end)
    guard let found = scanner.read(isJoined: find.isJoined && !isFrom) else { return false }
    find.relation = found
    find.role = .near
    find.cueWord = .near
    find.cueFirst = scanner.first
    if case .distance = found { find.weight = 4 }
    if case .toward = found {
      find.weight = -20
      partOfArea(&find, reading)
    }
    find.range = Int(reading.tokens[scanner.first].start)..<find.range.upperBound
    return true
  }

  /// “nord du Mali” is an area with a name of its own, where the gazetteer has it.
  private func partOfArea(_ find: inout PlaceFind, _ reading: PlaceReading) {
    guard gazetteer.isAreaName(find.group) else { return }
    let group = withKey(find.cueFirst, find.last, reading) { gazetteer.name($0) }
    if group >= 0 { find.group = group }
    find.relation = .at
    find.role = .area
    find.weight = 0
  }
}
