internal import Model
import Theatre

extension PlaceReader {
  /// A place this much behind another is no rival.
  private static let rivalWeight: Int32 = 6
  /// Below this a point is too weak to be told as where it happened.
  private static let foundWeight: Int32 = 40
  /// On a road, when no place on it is named.
  private static let lineWeight: Int32 = 82
  /// Where somebody spoke; alone in a text it stays in doubt.
  private static let spokenWeight: Int32 = 30
  /// Two places nearer than this are one for where it happened.
  static let sameMeters: Int32 = 25_000

  /// Decides where it happened.
  func choose(_ reading: inout PlaceReading) {
    weigh(&reading)
    var best = -1
    for (index, find) in reading.finds.enumerated() where find.role != .hint {
      if best < 0 || find.weight > reading.finds[best].weight { best = index }
    }
    if let unknown = strongestUnknown(reading), best < 0 || isStronger(unknown, best, reading) {
      settleUnknown(unknown, &reading)
      return
    }
    guard best >= 0 else { return }
    reading.verdict.find = best
    switch reading.finds[best].match {
    case .ambiguous, .contradicted:
      reading.verdict.kind = .ambiguous
      return
    case .none: return
    default: break
    }
    if isPart(best, reading) {
      // “Tin Aïcha Wan Egef” is not Tin Aïcha.
      reading.verdict.kind = .unknown
      reading.verdict.find = -1
      reading.verdict.unknown = wholeName(best, reading)
      return
    }
    let isArea = gazetteer.isArea(reading.finds[best])
    if !isArea, reading.finds[best].weight < Self.foundWeight {
      reading.verdict.kind = .ambiguous
      return
    }
    reading.verdict.kind = hasRival(best, reading) ? .ambiguous : .found
  }

  /// Whether a name goes on with a word that the gazetteer's name does not have.
  private func isPart(_ index: Int, _ reading: PlaceReading) -> Bool {
    let find = reading.finds[index]
    guard find.relation == .at, !gazetteer.isArea(find) else { return false }
    let next = find.last + 1
    if next < reading.tokens.count, goesOn(next, find.last, reading) { return true }
    guard reading.input.isPlaceAlone, find.cueFirst == find.first, find.first > 0 else {
      return false
    }
    return goesOn(find.first - 1, find.first, reading)
  }

  /// Whether a word beside a name belongs to it: written as a name, and nothing else.
  private func goesOn(_ at: Int, _ beside: Int, _ reading: PlaceReading) -> Bool {
    let word = reading.tokens[at]
    let gap = reading.tokens[max(at, beside)].gap
    guard gap.rawValue <= PlaceTokens.Gap.hyphen.rawValue, !word.isNumber, !word.isTaken,
      word.foldedEnd - word.foldedStart > 1, word.isCapital || reading.input.isPlaceAlone,
      word.sentence == reading.tokens[beside].sentence
    else { return false }
    for list in [PlaceWords.List.common, .fillers, .appositions, .connectives, .happenings] {
      if isIn(list, at, reading) { return false }
    }
    return !reading.finds.contains { ($0.cueFirst...$0.last).contains(at) }
      && withKey(at, at, reading) {
        words.cue(before: $0) == nil && words.cue(behind: $0) == nil && gazetteer.name($0) < 0
      }
  }

  private func wholeName(_ index: Int, _ reading: PlaceReading) -> Range<Int> {
    var (first, last) = (reading.finds[index].first, reading.finds[index].last)
    while last + 1 < reading.tokens.count, goesOn(last + 1, last, reading) { last += 1 }
    while first > 0, goesOn(first - 1, first, reading) { first -= 1 }
    return range(first, last, reading)
  }

  private func weigh(_ reading: inout PlaceReading) {
    let isAlone = reading.input.isPlaceAlone
    for index in reading.finds.indices {
      let find = reading.finds[index]
      var weight = find.role.weight + find.weight
      if find.relation == .between { weight = Self.lineWeight }
      if find.cueWord == .road, find.relation == .at { weight = 46 }
      if find.hasCue, gazetteer.isInstallation(find) { weight += 8 }
      if find.role == .named, isAlone { weight = 80 }
      if find.role == .named, find.isJoined { weight += 8 }
      if find.role == .named, isHeadline(find, reading) { weight += 26 }
      if find.role == .area || gazetteer.isArea(find) { weight = areaWeight(find) + find.weight }
      if isAfter(.speaking, find, reading) {
        reading.finds[index].role = .speaker
        weight = Self.spokenWeight
      } else if isAfter(.removals, find, reading) {
        reading.finds[index].role = .evacuation
        weight = PlaceRole.evacuation.weight
      }
      if isByline(find, reading) {
        reading.finds[index].role = .byline
        weight = PlaceRole.byline.weight
      }
      weight -= 8 * min(2, reading.tokens[find.first].sentence)
      reading.finds[index].weight = weight
    }
  }

  private func areaWeight(_ find: PlaceFind) -> Int32 {
    let place = find.match.index
    let base: Int32 = find.role == .hint ? -40 : find.hasCue ? 0 : -6
    guard place >= 0 else { return PlaceRole.area.weight + base }
    switch gazetteer.rows[Int(place)].feature {
    case .commune: return 46 + base
    case .cercle: return 42 + base
    case .region, .naturalRegion: return 38 + base
    case .country: return 14 + base
    default: return 44 + base
    }
  }

  /// “Gao: deux morts”, “Kidal – …” at the very beginning.
  private func isHeadline(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    guard find.first == 0, find.last + 1 < reading.tokens.count else { return false }
    let gap = reading.tokens[find.last + 1].gap
    return gap == .colon || gap == .hyphen || gap == .comma || gap == .open
  }

  /// “BAMAKO (Reuters) – …”, “Bamako, le 12 mars”.
  private func isByline(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    guard find.first == 0, find.last + 2 < reading.tokens.count else { return false }
    for at in find.last + 1...min(find.last + 3, reading.tokens.count - 1) {
      let gap = reading.tokens[at].gap
      guard at > find.last + 1 || gap == .open || gap == .comma else { return false }
      if isIn(.agencies, at, reading) { return true }
    }
    return false
  }

  /// “a déclaré mardi à Bamako”, “évacués par hélicoptère à Gao”: a few words before the name
  /// somebody speaks, or is brought away.
  private func isAfter(
    _ list: PlaceWords.List, _ find: PlaceFind, _ reading: PlaceReading
  ) -> Bool {
    guard find.role == .site || find.role == .named, find.cueWord != .settlement else {
      return false
    }
    var at = find.cueFirst - 1
    let sentence = reading.tokens[find.first].sentence
    while at >= 0, at >= find.cueFirst - 5, reading.tokens[at].sentence == sentence,
      reading.tokens[at + 1].gap.rawValue < PlaceTokens.Gap.comma.rawValue
    {
      if isIn(.clauses, at, reading) { return false }
      if isIn(list, at, reading) { return true }
      if isIn(.happenings, at, reading) { return false }
      at -= 1
    }
    return false
  }

  private func strongestUnknown(_ reading: PlaceReading) -> Int? {
    var best: Int?
    for (index, unknown) in reading.unknowns.enumerated() {
      if let best, reading.unknowns[best].weight >= unknown.weight { continue }
      best = index
    }
    return best
  }

  private func isStronger(_ unknown: Int, _ best: Int, _ reading: PlaceReading) -> Bool {
    let unknown = reading.unknowns[unknown]
    let sentence = reading.tokens[unknown.first].sentence
    let weight = unknown.weight - 8 * min(2, sentence)
    let find = reading.finds[best]
    // What directly follows an unknown place says where it is: “à Tinxx, à 20 km de Gao”.
    if follows(find, unknown.last, reading) { return !find.isRelative }
    return weight > find.weight
  }

  private func follows(_ find: PlaceFind, _ last: Int, _ reading: PlaceReading) -> Bool {
    guard find.first > last, find.cueFirst - last <= 4,
      reading.tokens[find.first].sentence == reading.tokens[last].sentence
    else { return false }
    var at = last + 1
    while at < min(find.cueFirst, find.first) {
      if !isIn(.appositions, at, reading) { return false }
      at += 1
    }
    return true
  }

  /// An unknown village in a known area is somewhere in the area.
  private func settleUnknown(_ unknown: Int, _ reading: inout PlaceReading) {
    let unknown = reading.unknowns[unknown]
    reading.verdict.kind = .unknown
    reading.verdict.unknown = range(unknown.first, unknown.last, reading)
    let sentence = reading.tokens[unknown.first].sentence
    var area = -1
    for (index, find) in reading.finds.enumerated()
    where reading.tokens[find.first].sentence == sentence && find.match.index >= 0 {
      let isAfter = follows(find, unknown.last, reading)
      guard gazetteer.isArea(find) || isAfter else { continue }
      if area < 0 || gazetteer.isSmaller(find, than: reading.finds[area]) { area = index }
    }
    reading.verdict.find = area
  }

  /// Whether another place is as likely where it happened.
  private func hasRival(_ best: Int, _ reading: PlaceReading) -> Bool {
    let chosen = reading.finds[best]
    let sentence = reading.tokens[chosen.first].sentence
    let point = gazetteer.rows[Int(chosen.match.index)].coordinates
    for (index, find) in reading.finds.enumerated()
    where index != best && find.role != .hint && find.hintOf != best {
      guard find.weight >= chosen.weight - Self.rivalWeight,
        reading.tokens[find.first].sentence == sentence
      else { continue }
      if find.relation == .between { continue }
      let other = find.match.index
      if other < 0 {
        if find.weight >= chosen.weight { return true }
        continue
      }
      let row = gazetteer.rows[Int(other)]
      let reach = max(Self.sameMeters, gazetteer.isArea(chosen) ? row.radius : 0)
      if row.coordinates.meters(to: point) > reach { return true }
    }
    return false
  }
}

extension PlaceFind {
  var isRelative: Bool {
    switch relation {
    case .distance, .toward: true
    default: false
    }
  }
}

extension Gazetteer {
  func isArea(_ find: PlaceFind) -> Bool {
    let place = find.match.index
    return place >= 0 && rows[Int(place)].feature.isArea
  }

  /// An airport, a camp, a building: nearer to the truth than the town it is in.
  func isInstallation(_ find: PlaceFind) -> Bool {
    let place = find.match.index
    guard place >= 0 else { return false }
    switch rows[Int(place)].feature {
    case .airport, .base, .camp, .site: return true
    default: return false
    }
  }

  func isSmaller(_ a: PlaceFind, than b: PlaceFind) -> Bool {
    rows[Int(a.match.index)].radius < rows[Int(b.match.index)].radius
  }
}
