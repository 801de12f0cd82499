internal import Model
import Theatre

extension PlaceReader {
  /// Sets finds in relation to each other: lists, lines between two, places that say where another
  /// one is.
  func relate(_ reading: inout PlaceReading) {
    for index in reading.finds.indices.dropFirst() {
      let before = index - 1
      let space = space(before, index, reading)
      guard space.isSameSentence else { continue }
      if isLine(before, index, space, reading) {
        makeLine(before, index, &reading)
      } else if isApposition(before, index, space, reading) {
        makeHint(before, index, &reading)
      } else if isJourney(before, index, space, reading) {
        reading.finds[before].role = .origin
        reading.finds[index].role = .destination
      } else if isList(before, index, space, reading) {
        extendList(before, index, &reading)
      }
    }
  }

  /// What stands between two finds.
  struct Space {
    var isSameSentence = false
    var words = 0
    /// All words join; all words may stand before a unit.
    var isConnective = true
    var isAppositive = true
    /// The strongest mark.
    var gap = PlaceTokens.Gap.space
    var hasOpen = false
    var hasAnd = false
  }

  private func space(_ before: Int, _ index: Int, _ reading: PlaceReading) -> Space {
    let first = reading.finds[before].last + 1
    let last = reading.finds[index].first
    var space = Space()
    space.isSameSentence =
      reading.tokens[last].sentence == reading.tokens[reading.finds[before].last].sentence
    guard space.isSameSentence, first <= last else { return space }
    for at in first...last {
      let gap = reading.tokens[at].gap
      if gap.rawValue > space.gap.rawValue { space.gap = gap }
      if gap == .open { space.hasOpen = true }
      guard at < last else { break }
      space.words += 1
      if !isIn(.connectives, at, reading) { space.isConnective = false }
      if isIn(.ands, at, reading) { space.hasAnd = true }
      let isUnit = at >= reading.finds[index].cueFirst
      if !isUnit, !isIn(.appositions, at, reading) { space.isAppositive = false }
    }
    return space
  }

  /// “un convoi allant de Tombouctou à Goundam”.
  private func isJourney(
    _ before: Int, _ index: Int, _ space: Space, _ reading: PlaceReading
  ) -> Bool {
    let a = reading.finds[before]
    let b = reading.finds[index]
    return a.isJoined && !a.hasCue && b.cueWord == .site && !b.isJoined && space.words == 1
      && space.gap == .space && isIn(.to, b.first - 1, reading)
  }

  private func isLine(
    _ before: Int, _ index: Int, _ space: Space, _ reading: PlaceReading
  ) -> Bool {
    let a = reading.finds[before]
    let b = reading.finds[index]
    guard a.hintOf < 0, space.gap.rawValue <= PlaceTokens.Gap.comma.rawValue else { return false }
    let isJoint =
      space.words == 0
      ? space.gap != .comma
      : space.words <= 4 && (space.isConnective || space.isAppositive)
    switch a.cueWord {
    case .between: return space.hasAnd && space.words <= 5
    case .road:
      return isJoint && !space.hasOpen
        || b.cueWord == .destination && space.words <= 3
    default:
      // “Gao-Bourem road”, “l'axe” left out: two names with a hyphen between them.
      let isHyphen = space.words == 0 && (space.gap == .hyphen || space.gap == .slash)
      return isHyphen && (b.isRoad || reading.input.isPlaceAlone || a.hasCue)
    }
  }

  private func makeLine(_ before: Int, _ index: Int, _ reading: inout PlaceReading) {
    reading.finds[before].relation = .between
    reading.finds[before].role = .near
    reading.finds[before].weight = 0
    reading.finds[before].other = Int32(index)
    reading.finds[before].range =
      reading.finds[before].range.lowerBound..<reading.finds[index].nameRange.upperBound
    reading.finds[index].role = .hint
    reading.finds[index].hintOf = before
    reading.finds[index].relation = .between
  }

  /// Whether the second says where the first one is.
  private func isApposition(
    _ before: Int, _ index: Int, _ space: Space, _ reading: PlaceReading
  ) -> Bool {
    let a = reading.finds[before]
    let b = reading.finds[index]
    guard space.isAppositive, space.words <= 7 else { return false }
    switch b.relation {
    case .distance, .toward: return a.role != .area && a.relation == .at && a.role != .hint
    default: break
    }
    if b.relation == .near, b.cueWord == .near {
      return a.role == .site && space.words <= 3 && !gazetteer.isAreaName(b.group)
    }
    if b.cueWord == .region || b.cueWord == .cercle || b.cueWord == .commune || b.hasSuffix {
      return b.role == .area
    }
    if b.hasCue, b.cueWord != .site, b.cueWord != .near { return false }
    if space.hasOpen { return true }
    guard gazetteer.hasArea(b.group) else { return false }
    if space.words == 0 { return space.gap == .comma && !isFollowedByList(index, reading) }
    // “à Boni au Mali”, “à Boni dans le Gourma”, “in Boni in central Mali”.
    return gazetteer.isAreaName(b.group)
  }

  /// “à Bourem, Gao et Kidal”: a list, not Bourem of Gao.
  private func isFollowedByList(_ index: Int, _ reading: PlaceReading) -> Bool {
    guard index + 1 < reading.finds.count else { return false }
    let next = space(index, index + 1, reading)
    return next.isSameSentence && next.hasAnd && next.isConnective && next.words <= 3
  }

  private func makeHint(_ before: Int, _ index: Int, _ reading: inout PlaceReading) {
    var root = before
    while reading.finds[root].hintOf >= 0 { root = reading.finds[root].hintOf }
    reading.finds[index].hintOf = root
    if reading.finds[root].role == .hint { return }
    if case .between = reading.finds[root].relation { return }
    reading.finds[index].role = .hint
  }

  private func isList(
    _ before: Int, _ index: Int, _ space: Space, _ reading: PlaceReading
  ) -> Bool {
    let b = reading.finds[index]
    guard space.isConnective, space.words <= 4, !space.hasOpen else { return false }
    if space.words == 0, space.gap != .comma { return false }
    return !b.hasCue || b.cueWord == .site
  }

  private func extendList(_ before: Int, _ index: Int, _ reading: inout PlaceReading) {
    let a = reading.finds[before]
    guard a.hintOf < 0 else { return }
    reading.finds[index].isListed = true
    if !reading.finds[index].hasCue {
      reading.finds[index].role = a.role
      reading.finds[index].kind = a.kind
      reading.finds[index].cueWord = a.cueWord
      if a.relation == .near { reading.finds[index].relation = .near }
    }
  }
}
