import Model
import Theatre

/// Lists, parts and what is left out in a second mention.
extension ClaimReader {
  /// “3 soldats et 2 civils ont été tués”, “tuant 3 soldats et 2 civils”.
  mutating func extend(_ index: Int) {
    guard let held = groups.firstIndex(where: { $0.harm == index }) else { return }
    if harms[index].reach != .right {
      var group = held
      while let next = neighbour(of: group, -1), isFree(next), isListed(next, group) {
        group = next
        take(group, index)
      }
      claimCompany(index)
    } else {
      var group = held
      while let next = neighbour(of: group, 1), isFree(next), isListed(group, next) {
        group = next
        take(group, index)
      }
    }
  }

  /// The group beside, past ages and parts.
  func neighbour(of group: Int, _ step: Int) -> Int? {
    var next = group + step
    while groups.indices.contains(next),
      groups[next].kind == .things || groups[next].isSubset
    {
      next += step
    }
    return groups.indices.contains(next) ? next : nil
  }

  /// “a été tué avec deux de ses hommes”.
  mutating func claimCompany(_ index: Int) {
    let item = harms[index].item
    guard let first = groups.firstIndex(where: { $0.start > item }), isFree(first),
      groups[first].start - item <= 2, items[groups[first].start - 1].tag == .with
    else { return }
    take(first, index)
    var group = first
    while let next = neighbour(of: group, 1), isFree(next), isListed(group, next) {
      group = next
      take(group, index)
    }
  }

  func isListed(_ first: Int, _ second: Int, areParts: Bool = false) -> Bool {
    let (a, b) = (groups[first], groups[second])
    guard a.sentence == b.sentence, b.start - a.end <= 9, areParts || !b.isSubset && !a.isSubset,
      a.strength != .named || b.strength == .named
    else { return false }
    // “des Dogons et des Peuls, 5 tués”: a comma joins numbers and single persons only.
    let isCounted = a.strength == .counted || a.range.best == 1
    var hasLink = isCounted && items[b.start].marks.contains(.comma)
    for at in a.end..<b.start {
      if items[at].marks.contains(.comma), isCounted { hasLink = true }
      guard items[at].marks.isDisjoint(with: [.stop, .pause, .colon, .dash]) else { return false }
      switch items[at].tag {
      case .and: hasLink = true
      case .none, .of, .one, .many, .suspect, .other, .people, .to, .things, .span, .number: break
      default: return false
      }
    }
    return hasLink
  }

  /// “Huit morts : cinq soldats et trois civils”.
  mutating func markParts() {
    var isPart = false
    for group in groups.indices {
      let start = groups[group].start
      guard groups[group].harm < 0, groups[group].kind == .people, start > 0,
        groups[group].strength == .counted
      else {
        isPart = false
        continue
      }
      let marks = items[start].marks
      if marks.contains(.colon) || marks.contains(.opening), items[start - 1].tag == .harm,
        groups.contains(where: { $0.harm >= 0 && harms[$0.harm].item == start - 1 })
      {
        isPart = true
      } else if isPart, !isListed(group - 1, group, areParts: true) {
        isPart = false
      }
      if isPart { groups[group].isSubset = true }
    }
  }

  /// “Deux civils, un père et son fils, …”: the second names the first.
  mutating func markApposition(_ index: Int) {
    let chain = groups.indices.filter { groups[$0].harm == index && !groups[$0].isSubset }
    guard chain.count > 2, let first = chain.first, groups[first].range.best > 1,
      items[groups[chain[1]].start].marks.contains(.comma)
    else { return }
    let rest = chain.dropFirst().reduce(Int32(0)) { $0 &+ groups[$1].range.best }
    guard rest == groups[first].range.best else { return }
    for group in chain.dropFirst() { groups[group].isSubset = true }
  }

  /// “Le bilan est passé de 10 à 12”: a number that only the toll speaks for.
  mutating func claimToll() {
    for group in groups.indices
    where groups[group].harm < 0 && groups[group].isBare && groups[group].strength == .counted {
      let (start, sentence) = (groups[group].start, groups[group].sentence)
      guard !groups.contains(where: { $0.harm >= 0 && $0.sentence == sentence }),
        !harms.contains(where: { $0.sentence == sentence && !$0.isVoid }),
        items[max(0, start - 14)..<start].contains(where: {
          $0.tag == .toll && $0.sentence == sentence
        })
      else { continue }
      harms.append(
        HarmWord(item: start, code: Harm.killed.rawValue, reach: .count, sentence: sentence))
      take(group, harms.count - 1)
    }
  }

  /// “10 tués côté CMA, 3 côté GATIA”, “17 civils tués à Talataye, 20 à Anderamboukane”.
  mutating func fillGaps() {
    for group in groups.indices
    where groups[group].harm < 0 && groups[group].isBare && groups[group].strength == .counted
      && !groups[group].isSubset && !groups[group].isAgent
    {
      let (start, end) = (groups[group].start, groups[group].end)
      guard start > 0, end < items.count, items[end].marks.isOpen,
        items[start].marks.contains(.comma) || items[start - 1].tag == .and,
        items[end].tag == .side || items[end].tag == .to || items[end].tag == .towards,
        end + 1 < items.count,
        items[end].tag == .side || frameCapital(end + 1),
        let harm = harms.lastIndex(where: {
          $0.item < start && $0.sentence == groups[group].sentence
        }), harms[harm].code <= 2, groups.contains(where: { $0.harm == harm })
      else { continue }
      take(group, harm)
    }
  }

  func frameCapital(_ item: Int) -> Bool {
    frame.tokens[Int(items[item].start)].marks.contains(.capital)
  }

  /// “7 morts dont 2 enfants”: they are some of those that the harm before holds.
  mutating func attachSubsets() {
    for group in groups.indices where groups[group].isSubset && groups[group].harm < 0 {
      var last = -1
      for index in harms.indices
      where harms[index].item < groups[group].start
        && harms[index].sentence == groups[group].sentence && harms[index].code <= 3
      {
        last = index
      }
      if last < 0 {
        // “7 personnes, dont 2 enfants, ont été tuées”.
        last =
          harms.firstIndex {
            $0.item > groups[group].end && $0.sentence == groups[group].sentence
          } ?? -1
      }
      guard last >= 0 else { continue }
      groups[group].harm = last
    }
  }
}
