internal import Model
import Theatre

extension PlaceReader {
  /// Finds the names, the longest that begins at each word.
  func scan(_ reading: inout PlaceReading) {
    var at = 0
    while at < reading.tokens.count, reading.finds.count < Self.findsMax {
      let token = reading.tokens[at]
      guard !token.isNumber, mayBegin(at, reading) else {
        at += 1
        continue
      }
      if let find = name(at, reading), token.isCapital || isOpen(find, reading) {
        reading.finds.append(find)
        at = find.last + 1
      } else {
        if !token.isTaken, isOpen(at, reading) { noteUnknown(at, &reading) }
        at += 1
      }
    }
  }

  /// Whether a name may begin with this word as it is written.
  private func isOpen(_ at: Int, _ reading: PlaceReading) -> Bool {
    reading.tokens[at].isCapital || !reading.tokens.hasCase || reading.input.isPlaceAlone
  }

  /// Small letters begin only the names of areas that have several words.
  private func isOpen(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    isOpen(find.first, reading) || find.last > find.first && gazetteer.isAreaName(find.group)
  }

  private func mayBegin(_ at: Int, _ reading: PlaceReading) -> Bool {
    let token = reading.tokens[at]
    let count = token.foldedEnd - token.foldedStart
    if count == 1, at + 1 < reading.tokens.count, reading.tokens[at + 1].gap == .space {
      return false
    }
    if reading.tokens.hasCase, !reading.input.isPlaceAlone {
      return token.isCapital || withKey(at, at, reading) { gazetteer.opensArea($0) }
    }
    return !isIn(.fillers, at, reading)
  }

  /// The longest name that begins at a word, if the words around let it be one.
  private func name(_ at: Int, _ reading: PlaceReading) -> PlaceFind? {
    var end = at + 1
    var best: (last: Int, group: Int32)?
    // An actor's name may begin a place's, “Bambara Maoudé”; alone it is the actor.
    var hasOwn = false
    while end <= min(reading.tokens.count, at + Self.nameWordsMax) {
      if end > at + 1 {
        let token = reading.tokens[end - 1]
        if token.gap.rawValue > PlaceTokens.Gap.slash.rawValue { break }
      }
      hasOwn = hasOwn || !reading.tokens[end - 1].isTaken
      if hasOwn {
        let group = withKey(at, end - 1, reading) { gazetteer.name($0) }
        if group >= 0 { best = (end - 1, group) }
      }
      end += 1
    }
    if let best {
      var find = PlaceFind(
        range: range(at, best.last, reading), first: at, last: best.last, group: best.group)
      cue(&find, reading)
      return isName(find, reading) ? find : nil
    }
    return reading.tokens[at].isTaken || !isOpen(at, reading)
      ? nil : spelledOtherwise(at, reading)
  }

  /// A name that sounds like one of the gazetteer: only with a capital and after words that expect
  /// a place.
  private func spelledOtherwise(_ at: Int, _ reading: PlaceReading) -> PlaceFind? {
    var last = at
    // “I-n-Delimane”: parts joined by hyphens are one name.
    while last + 1 < reading.tokens.count, last - at < 3,
      reading.tokens[last + 1].gap == .hyphen, !reading.tokens[last + 1].isTaken
    { last += 1 }
    while true {
      if let find = spelledOtherwise(at, last, reading) { return find }
      if last == at { return nil }
      last -= 1
    }
  }

  private func spelledOtherwise(
    _ at: Int, _ last: Int, _ reading: PlaceReading
  ) -> PlaceFind? {
    if last == at, isIn(.common, at, reading) || isIn(.fillers, at, reading) {
      return nil
    }
    let found = withKey(at, last, reading) { gazetteer.alike($0, slips: false) }
    guard let found else { return nil }
    var find = PlaceFind(
      range: range(at, last, reading), first: at, last: last, group: found.group,
      likeness: found.likeness)
    cue(&find, reading)
    if reading.input.isPlaceAlone { return find }
    return find.hasCue ? find : nil
  }

  /// Whether the words around a name let it be a place here.
  private func isName(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    if find.isName { return false }
    let isOneWord = find.first == find.last
    if isOneWord, isDirection(find, reading) { return false }
    if reading.input.isPlaceAlone { return true }
    let isKnown = gazetteer.isKnown(find.group)
    if isOneWord, isIn(.common, find.first, reading) {
      if isCompound(find, reading) { return false }
      if gazetteer.isAreaName(find.group) { return find.hasCue }
      return find.cueWord == .settlement || find.cueWord == .commune || find.cueWord == .cercle
        || isKnown && find.hasCue && find.cueWord != .affiliation
    }
    if !reading.tokens.hasCase {
      let letters = reading.tokens[find.last].foldedEnd - reading.tokens[find.first].foldedStart
      return find.hasCue || isKnown && letters >= 4
    }
    // A name beside another capital word that is no place is somebody's: “Moussa Diallo”.
    if isOneWord, !find.hasCue, isBesideName(find, reading) { return false }
    // A hamlet is one only where the words say so, or beside another place.
    return isKnown || find.hasCue || find.isJoined || isAfterComma(find, reading)
  }

  /// “Nord-Sud”, “Hamdallaye-ACI”: half of a name.
  private func isCompound(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    if reading.tokens[find.first].gap == .hyphen, find.first > 0 { return true }
    let next = find.last + 1
    return next < reading.tokens.count && reading.tokens[next].gap == .hyphen
      && reading.tokens[next].isCapital
  }

  /// “à l'est de Gao” names no region of the East.
  private func isDirection(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    guard find.cueWord != .region, find.last + 1 < reading.tokens.count,
      withKey(find.first, find.first, reading, { words.value(.directions, $0) }) >= 0
    else { return false }
    return isIn(.joiners, find.last + 1, reading)
  }

  /// “à Gao, Ansongo et Bourem”, “Boni (Douentza)”, “Gao-Bourem”.
  private func isAfterComma(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    guard let last = reading.finds.last, find.first - last.last <= 2 else { return false }
    return reading.tokens[find.first].sentence == reading.tokens[last.last].sentence
  }

  private func isBesideName(_ find: PlaceFind, _ reading: PlaceReading) -> Bool {
    let next = find.last + 1
    if next < reading.tokens.count, reading.tokens[next].gap == .space,
      reading.tokens[next].isCapital, !reading.tokens[next].isNumber,
      withKey(next, next, reading, { gazetteer.name($0) }) < 0
    {
      return true
    }
    guard find.first > 0, reading.tokens[find.first].gap == .space else { return false }
    let before = reading.tokens[find.first - 1]
    return before.isCapital && before.gap != .sentence && find.first > 1
      && withKey(find.first - 1, find.first - 1, reading, { gazetteer.name($0) }) < 0
  }

  /// A word after “village de” that no gazetteer has is a place all the same.
  private func noteUnknown(_ at: Int, _ reading: inout PlaceReading) {
    guard reading.tokens.hasCase || reading.input.isPlaceAlone,
      !isIn(.fillers, at, reading)
    else { return }
    var last = at
    while last + 1 < reading.tokens.count, last - at < 4,
      reading.tokens[last + 1].gap.rawValue <= PlaceTokens.Gap.hyphen.rawValue,
      reading.tokens[last + 1].isCapital || reading.tokens[last + 1].gap == .hyphen,
      !reading.tokens[last + 1].isTaken
    { last += 1 }
    var find = PlaceFind(range: range(at, last, reading), first: at, last: last, group: -1)
    cue(&find, reading)
    if at == last, isIn(.common, at, reading), find.cueWord != .settlement { return }
    // “A Dutch helicopter” is no French “à”.
    if find.cueFirst == at - 1, find.cueWord == .site, !find.isJoined {
      let cue = reading.tokens[at - 1]
      if cue.foldedEnd - cue.foldedStart == 1, cue.isCapital, !cue.isAccented { return }
    }
    let weight: Int32 =
      switch find.cueWord {
      case .settlement: 90
      case .site where find.relation == .at: 70
      case .commune, .near: 60
      default: 0
      }
    if weight > 0 { reading.unknowns.append((at, last, weight)) }
  }

  func isIn(_ list: PlaceWords.List, _ index: Int, _ reading: PlaceReading) -> Bool {
    withKey(index, index, reading) { words.has(list, $0) }
  }

  /// The folded letters of some words in a row.
  @inline(__always)
  func withKey<R>(
    _ first: Int, _ last: Int, _ reading: PlaceReading, _ body: (UnsafeRawBufferPointer) -> R
  ) -> R {
    let start = Int(reading.tokens[first].foldedStart)
    let end = Int(reading.tokens[last].foldedEnd)
    return reading.tokens.letters.withUnsafeBytes {
      body(UnsafeRawBufferPointer(rebasing: $0[start..<end]))
    }
  }

  func range(_ first: Int, _ last: Int, _ reading: PlaceReading) -> Range<Int> {
    Int(reading.tokens[first].start)..<Int(reading.tokens[last].end)
  }
}
