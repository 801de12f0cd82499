import Model
import Theatre

/// Says which people suffered which harm: one pass for the nearest, one for the rest of a list.
struct ClaimReader {
  let frame: SentenceFrame
  let lexicon: Lexicon
  var groups: [Group]
  var harms: [HarmWord]
  /// People who suffered a second harm, `enlevé puis tué`: group and harm.
  var shared: [(group: Int, harm: Int)] = []
  /// What a harm says of nobody in particular: zero, or a number without people.
  var loose: [(harm: Int, range: TollRange, party: Party)] = []

  init(_ frame: SentenceFrame, _ lexicon: Lexicon, _ groups: [Group], _ harms: [HarmWord]) {
    self.frame = frame
    self.lexicon = lexicon
    self.groups = groups
    self.harms = harms
  }

  var items: [SentenceFrame.Item] { frame.items }

  mutating func claim() {
    // A noun that counts has its number beside it: those first, then the others in order.
    for index in harms.indices where harms[index].reach == .count { claimCount(index) }
    for index in harms.indices {
      switch harms[index].reach {
      case .count: break
      case .right: claimRight(index)
      case .left: claimLeft(index)
      case .oneself: claimSelf(index)
      }
    }
    for index in harms.indices where harms[index].reach != .oneself { extend(index) }
    markParts()
    fillGaps()
    for index in harms.indices { markApposition(index) }
    claimToll()
    attachSubsets()
  }

  mutating func take(_ group: Int, _ harm: Int) {
    groups[group].harm = harm
    groups[group].chain = harm
  }

  func isFree(_ group: Int) -> Bool {
    groups[group].harm < 0 && groups[group].kind != .things && !groups[group].isAgent
  }

  // MARK: Nouns that count

  mutating func claimCount(_ index: Int) {
    let harm = harms[index]
    if let group = nearest(before: harm.item, gap: 3), groups[group].harm < 0,
      groups[group].kind != .things
    {
      // “soldés par 22 morts”: the dead are no agents.
      groups[group].isAgent = false
      take(group, index)
      // “5 casualties” does not say how many died.
      if lexicon.grammar[Int(items[harm.item].sense)].form == .nobody {
        harms[index].isVoid = groups[group].range.high > 0
      }
      return
    }
    if harm.isZero {
      loose.append((index, TollRange(low: 0, best: 0, high: 0), .all))
      return
    }
    if lexicon.grammar[Int(items[harm.item].sense)].form == .nobody {
      harms[index].isVoid = true
      return
    }
    // “Morts : 3”, “le bilan est de 3”, “blessés (3)”.
    if let group = following(harm.item), isFree(group) {
      take(group, index)
      return
    }
    let sense = lexicon.grammar[Int(items[harm.item].sense)]
    let before = harm.item > 0 ? items[harm.item - 1] : nil
    if sense.isPlural, let before, before.tag == .many, items[harm.item].marks.isOpen {
      loose.append((index, GroupFinder.several, .all))
    } else {
      harms[index].isVoid = true
    }
  }

  /// The counted group that ends right before an item, adjectives aside.
  func nearest(before item: Int, gap: Int) -> Int? {
    guard items[item].marks.isOpen else { return nil }
    for index in groups.indices.reversed() where groups[index].end <= item {
      let group = groups[index]
      guard item - group.end <= gap, group.strength != .named else { return nil }
      for at in group.end..<item {
        guard items[at].marks.isOpen else { return nil }
        switch items[at].tag {
        case .none, .of, .toll, .other, .suspect, .be, .have, .one: break
        default: return nil
        }
      }
      return index
    }
    return nil
  }

  func following(_ item: Int) -> Int? {
    guard let index = groups.firstIndex(where: { $0.start > item }) else { return nil }
    let group = groups[index]
    guard group.start - item <= 5, group.strength == .counted,
      group.sentence == items[item].sentence
    else { return nil }
    let isTold =
      items[item + 1].marks.contains(.colon) || items[item + 1].marks.contains(.opening)
      || items[item + 1].marks.contains(.dash)
    if group.start == item + 1 {
      return isTold || items[group.start].tag == .revised ? index : nil
    }
    for at in item + 1..<group.start {
      guard items[at].marks.isDisjoint(with: [.stop, .comma, .pause]) else { return nil }
      switch items[at].tag {
      case .be, .to, .none, .towards, .revised, .of, .people: break
      default: return nil
      }
    }
    return items[item + 1..<group.start].contains { $0.tag == .be || $0.tag == .to } || isTold
      ? index : nil
  }

  // MARK: Verbs

  mutating func claimRight(_ index: Int) {
    let harm = harms[index]
    let first = groups.firstIndex { $0.start > harm.item } ?? groups.count
    for group in first..<groups.count {
      guard groups[group].start - harm.item <= 8, groups[group].sentence == harm.sentence,
        isClear(from: harm.item + 1, to: groups[group].start)
      else { break }
      if isFree(group), !groups[group].isSubset || isOfThem(group) {
        // “a tué, selon le maire, 3 personnes”: a number goes before a name.
        groups[group].isSubset = false
        take(group, index)
        return
      }
      if groups[group].harm >= 0 { break }
    }
    if !claimPronoun(index) { claimNamed(index) }
  }

  /// “tuant 3 d'entre eux”: of those who were there, not of the dead.
  func isOfThem(_ group: Int) -> Bool {
    items[groups[group].start..<groups[group].end].contains { $0.tag == .subset }
  }

  /// “Enlèvement de Sophie P.”, “ont tué le proviseur”: one person by a name or a noun of no list.
  mutating func claimNamed(_ index: Int) {
    let harm = harms[index]
    var at = harm.item + 1
    let sense = lexicon.grammar[Int(items[harm.item].sense)]
    guard !sense.isPlural || sense.form != .deed, harm.code <= 2 else { return }
    var isDefinite = false
    while at < items.count, at - harm.item <= 3, items[at].marks.isOpen,
      items[at].tag == .of || items[at].tag == .one
    {
      isDefinite = isDefinite || items[at].tag == .one
      at += 1
    }
    guard at < items.count, items[at].tag == .none, items[at].marks.isOpen else { return }
    let token = frame.tokens[Int(items[at].start)]
    let isName = token.marks.contains(.capital) && token.number < 0
    let isForce = frame.actorAt[Int(items[at].start)] >= 0
    guard !isForce, isName || isDefinite && harm.code == Harm.killed.rawValue else { return }
    loose.append((index, TollRange(low: 1, best: 1, high: 1), .all))
  }

  /// “avant de l'exécuter”: those that the harm before holds.
  mutating func claimPronoun(_ index: Int) -> Bool {
    let item = harms[index].item
    guard item > 0, items[item - 1].tag == .one || items[item - 1].tag == .many, index > 0,
      harms[index - 1].sentence == harms[index].sentence
    else { return false }
    for group in groups.indices where groups[group].harm == index - 1 {
      shared.append((group, index))
    }
    return true
  }

  /// Whether no other harm, end of a sentence or agent stands between.
  func isClear(from start: Int, to end: Int) -> Bool {
    for at in start..<max(start, end) {
      if at > start, items[at].marks.contains(.pause) { return false }
      switch items[at].tag {
      case .harm, .agent, .act, .speech: return false
      default: break
      }
    }
    return true
  }

  mutating func claimLeft(_ index: Int) {
    let harm = harms[index]
    // “Tués : 2 civils; enlevés : 1”.
    if harm.item + 1 < items.count, items[harm.item + 1].marks.contains(.colon),
      nearest(before: harm.item, gap: 1).map({ !isFree($0) }) ?? true,
      let group = following(harm.item), isFree(group)
    {
      take(group, index)
      return
    }
    for group in groups.indices.reversed() where groups[group].end <= harm.item {
      let gap = harm.item - groups[group].end
      let reach = [8, 14, 30][groups[group].strength.rawValue]
      guard groups[group].sentence == harm.sentence, gap <= reach else { break }
      guard groups[group].kind != .things, !groups[group].isAgent, !groups[group].isSubset,
        groups[group].kind == .people || harm.code == WordSense.displaced
      else { continue }
      let end = groups[group].end
      let isPartitive = end < harm.item && (items[end].tag == .many || items[end].tag == .of)
      if groups[group].isBare, gap > (isPartitive ? 5 : 3) { continue }
      if let between = lastHarm(between: groups[group].end, and: harm.item, before: index) {
        if groups[group].harm >= 0 || harms[between].reach != .right,
          isJoined(harms[between].item, harm.item)
        {
          shared.append((group, index))
        } else if groups[group].harm < 0, harms[between].reach == .count || harms[between].isVoid {
          take(group, index)
        }
        break
      }
      if groups[group].harm >= 0 {
        // “tuant un homme qui a été enlevé”, “un homme enlevé, retrouvé mort”.
        if isJoined(groups[group].end - 1, harm.item) { shared.append((group, index)) }
        break
      }
      // “Des hommes armés ont attaqué, tués”: the subject of a deed suffers nothing.
      if hasAct(groups[group].end, harm.item), groups[group].party == .attackers { continue }
      take(group, index)
      return
    }
    guard harms[index].isZero || groups.contains(where: { $0.harm == index }) else {
      guard !shared.contains(where: { $0.harm == index }) else { return }
      if let group = following(harm.item), isFree(group) {
        take(group, index)
      } else {
        claimNameless(index)
      }
      return
    }
    if harms[index].isZero {
      loose.append((index, TollRange(low: 0, best: 0, high: 0), .all))
    }
  }

  /// “Moussa D. a été assassiné”: one person, though no word of ours says so.
  mutating func claimNameless(_ index: Int) {
    let item = harms[index].item
    guard item > 1, harms[index].code <= 2, items[item].marks.isOpen, items[item - 1].tag == .be,
      !lexicon.grammar[Int(items[item].sense)].isPlural || lexicon.language == "en",
      lexicon.language == "fr"
        ? items[item - 2].tag == .have && frame.isWord(Int(items[item - 2].start), "a")
        : frame.isWord(Int(items[item - 1].start), "was")
    else { return }
    for at in max(0, item - 9)..<item where items[at].sentence == harms[index].sentence {
      if items[at].tag == .things || items[at].tag == .no { return }
    }
    guard
      !groups.contains(where: {
        $0.end <= item && $0.sentence == harms[index].sentence && $0.harm >= 0
      })
    else { return }
    loose.append((index, TollRange(low: 1, best: 1, high: 1), .all))
  }

  func hasAct(_ start: Int, _ end: Int) -> Bool {
    items[start..<max(start, end)].contains { $0.tag == .act || $0.tag == .against }
  }

  func lastHarm(between start: Int, and end: Int, before index: Int) -> Int? {
    for other in harms.indices.reversed() where other < index {
      let item = harms[other].item
      if item >= start, item < end { return other }
      if item < start { return nil }
    }
    return nil
  }

  /// Whether two harms are told of the same people: “enlevé puis tué”, “qui a été retrouvé mort”.
  func isJoined(_ first: Int, _ second: Int) -> Bool {
    guard items[second].marks.isDisjoint(with: [.stop, .pause, .dash]) else { return false }
    var hasLink = second - first <= 1
    for at in first + 1..<max(first + 1, second) {
      guard items[at].marks.isDisjoint(with: [.stop, .pause]) else { return false }
      switch items[at].tag {
      case .and, .who, .or: hasLink = true
      // “enlevé lundi a été retrouvé mort”: the verb of those who were abducted.
      case .be where items[at - 1].tag == .have: hasLink = true
      case .weekday, .month, .ago, .span, .last, .night, .this, .part: break
      case .be, .have, .none, .heOrShe, .of, .towards, .day: break
      // “enlevé par des hommes armés puis retrouvé mort”.
      case .agent, .many, .one, .quantity, .number, .people, .suspect, .side: break
      default: return false
      }
    }
    return hasLink && second - first <= 9
  }

  /// Who blows himself up is one attacker, unless a number says more.
  mutating func claimSelf(_ index: Int) {
    let harm = harms[index]
    for group in groups.indices.reversed() where groups[group].end <= harm.item {
      guard groups[group].sentence == harm.sentence, harm.item - groups[group].end <= 8,
        groups[group].harm < 0
      else { break }
      guard groups[group].kind == .people else { continue }
      if groups[group].strength != .named {
        take(group, index)
        groups[group].party = .attackers
        return
      }
    }
    loose.append((index, TollRange(low: 1, best: 1, high: 1), .attackers))
  }
}
