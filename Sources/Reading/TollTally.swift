import Model
import Theatre

/// Adds up what a text says: lists are summed, a later toll stands for an earlier one, parts are
/// held apart from totals.
struct TollTally {
  let frame: SentenceFrame
  let lexicon: Lexicon
  let parties: PartyTable
  var claims: ClaimReader

  /// One number of one harm.
  struct Entry {
    var range: TollRange
    var party: Party
    var sentence: Int32
    var isSubset = false
    var isOther = false
    var isHousehold = false
    var strength = Group.Strength.counted
    /// Words, for the evidence.
    var start: Int32
    var end: Int32
  }

  private var items: [SentenceFrame.Item] { frame.items }

  init(_ frame: SentenceFrame, _ lexicon: Lexicon, _ parties: PartyTable, _ claims: ClaimReader) {
    self.frame = frame
    self.lexicon = lexicon
    self.parties = parties
    self.claims = claims
  }

  /// The entries of one harm, in the order of the text.
  mutating func entries(of code: UInt8) -> [Entry] {
    var entries: [(at: Int, entry: Entry)] = []
    func add(_ group: Group, _ harm: HarmWord) {
      guard harm.code == code, !harm.isVoid || group.range.high == 0 else { return }
      let start = items[min(group.start, harm.item)].start
      let end = items[max(group.end - 1, harm.item)].end
      entries.append(
        (
          group.start,
          Entry(
            range: harm.isZero && group.strength != .counted
              ? TollRange(low: 0, best: 0, high: 0) : group.range,
            party: group.party, sentence: group.sentence, isSubset: group.isSubset,
            isOther: group.isOther, isHousehold: group.kind == .households,
            strength: group.strength, start: start, end: end)
        ))
    }
    for group in claims.groups where group.harm >= 0 { add(group, claims.harms[group.harm]) }
    for (group, harm) in claims.shared where !isSame(group, harm) {
      add(claims.groups[group], claims.harms[harm])
    }
    for (index, range, party) in claims.loose {
      let harm = claims.harms[index]
      guard harm.code == code, !harm.isVoid || range.high == 0 else { continue }
      let item = items[harm.item]
      entries.append(
        (
          harm.item,
          Entry(
            range: range, party: party, sentence: harm.sentence, start: item.start, end: item.end)
        ))
    }
    return entries.sorted { $0.at < $1.at }.map(\.entry)
  }

  /// “retrouvés morts, égorgés”: one death.
  private func isSame(_ group: Int, _ harm: Int) -> Bool {
    let first = claims.groups[group].harm
    return first >= 0 && claims.harms[first].code == claims.harms[harm].code
  }

  /// Whose people the numbers without a noun are: “côté assaillants, 5 tués”, “3 soldats tués et 5
  /// blessés”.
  mutating func settleParties() {
    for index in claims.groups.indices where claims.groups[index].party == .all {
      let group = claims.groups[index]
      guard group.harm >= 0, group.kind == .people, !group.isSubset else { continue }
      if let party = noun(behind: group) ?? side(of: group) {
        claims.groups[index].party = party
      } else if isElliptical(group), !hasOtherPart(index), let party = previous(index) {
        claims.groups[index].party = party
      }
    }
  }

  /// “4 blessés FDS”, “3 morts civils”.
  private func noun(behind group: Group) -> Party? {
    let item = claims.harms[group.harm].item
    guard item >= group.end, item + 1 < items.count, items[item + 1].marks.isOpen else {
      return nil
    }
    let index = frame.actorAt[Int(items[item + 1].start)]
    if index >= 0 { return parties[frame.actors[Int(index)].index] }
    guard items[item + 1].tag == .people,
      let party = Party(rawValue: lexicon.grammar[Int(items[item + 1].sense)].code), party != .all
    else { return nil }
    return party
  }

  private func isElliptical(_ group: Group) -> Bool {
    // No people's noun within.
    !items[group.start..<group.end].contains { $0.tag == .people }
  }

  /// “31 blessés dont 4 soldats”.
  private func hasOtherPart(_ index: Int) -> Bool {
    index + 1 < claims.groups.count && claims.groups[index + 1].isSubset
      && claims.groups[index + 1].party != .all
  }

  private func previous(_ index: Int) -> Party? {
    let group = claims.groups[index]
    for before in claims.groups[..<index].reversed() {
      guard before.sentence == group.sentence else { return nil }
      guard before.harm >= 0, !before.isSubset, before.strength != .named else { continue }
      if before.party == .attackers, claims.harms[before.harm].reach == .oneself { return nil }
      return before.party == .all ? nil : before.party
    }
    return nil
  }

  private func side(of group: Group) -> Party? {
    var at = group.start - 1
    var hasOther = false
    while at >= 0, items[at].sentence == group.sentence, group.start - at < 12 {
      if items[at + 1].marks.contains(.pause) { break }
      if items[at].tag == .side, let (party, end) = party(behind: at) {
        // Behind the number of somebody else it belongs to that.
        if !hasCounted(before: at, group.sentence) || items[end].marks.contains(.comma)
          || items[end].marks.contains(.colon)
        {
          if !hasOther { return party }
        }
        break
      }
      if items[at].tag == .side { hasOther = true }
      at -= 1
    }
    at = group.end
    while at < items.count, items[at].sentence == group.sentence, at - group.end < 9 {
      if items[at].marks.contains(.pause) { return nil }
      if items[at].tag == .side { return party(behind: at)?.party }
      at += 1
    }
    return nil
  }

  private func hasCounted(before item: Int, _ sentence: Int32) -> Bool {
    claims.groups.contains {
      $0.end <= item && $0.sentence == sentence && $0.harm >= 0 && item - $0.end <= 4
    }
  }

  /// The people or force that a phrase such as `côté` is followed by, and the item behind.
  private func party(behind item: Int) -> (party: Party, end: Int)? {
    for at in item + 1..<max(item + 1, min(item + 4, items.count)) {
      let word = Int(items[at].start)
      if frame.actorAt[word] >= 0 {
        let mention = frame.actors[Int(frame.actorAt[word])]
        let end = Int(frame.itemOf[Int(mention.end) - 1]) + 1
        return (parties[mention.index], min(end, items.count - 1))
      }
      if items[at].tag == .people,
        let party = Party(rawValue: lexicon.grammar[Int(items[at].sense)].code), party != .all
      {
        return (party, min(at + 1, items.count - 1))
      }
    }
    return nil
  }
}
