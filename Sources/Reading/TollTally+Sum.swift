import Model
import Theatre

/// The sums of one harm.
struct TollSum {
  var cells = [TollRange](repeating: .absent, count: Party.every.count)
  var households = TollRange.absent
  /// The words of each party's number.
  var words = [(start: Int32, end: Int32)](repeating: (0, 0), count: Party.every.count)
  var strength = Group.Strength.counted

  subscript(party: Party) -> TollRange {
    get { cells[Int(party.rawValue)] }
    set { cells[Int(party.rawValue)] = newValue }
  }
}

extension TollTally {
  func sum(_ entries: [Entry]) -> TollSum {
    var sum = TollSum()
    var last = [Entry?](repeating: nil, count: Party.every.count)
    for entry in entries {
      if entry.isHousehold {
        sum.households = entry.range
        continue
      }
      if entry.strength.rawValue < sum.strength.rawValue { sum.strength = entry.strength }
      if entry.isSubset {
        addPart(entry, entries, &sum)
        continue
      }
      let party = settled(entry, entries, sum)
      let index = Int(party.rawValue)
      let before = last[index]
      last[index] = entry
      sum.words[index] = (entry.start, entry.end)
      guard let before, sum[party].isPresent else {
        sum[party] = entry.range
        continue
      }
      sum[party] = merged(sum[party], before, entry)
    }
    return sum
  }

  /// A total beside numbers of its parts is `all`; in a list with them it is somebody else.
  private func settled(_ entry: Entry, _ entries: [Entry], _ sum: TollSum) -> Party {
    guard entry.party == .all, entry.range.best > 0 else { return entry.party }
    var specific: Int32 = 0
    for other in entries
    where other.party != .all && !other.isSubset && other.sentence == entry.sentence {
      specific &+= other.range.best
    }
    if specific == 0 { return .all }
    if isTotal(entry, specific) { return .all }
    return .unknown
  }

  private func isTotal(_ entry: Entry, _ specific: Int32) -> Bool {
    if entry.range.best < specific { return false }
    if entry.range.best == specific { return true }
    // “7 morts : 3 soldats …”.
    let behind = Int(entry.end)
    return behind < frame.tokens.count
      && !frame.tokens[behind].marks.isDisjoint(with: [.colon, .opening])
  }

  private func merged(_ sum: TollRange, _ before: Entry, _ entry: Entry) -> TollRange {
    if entry.range.high == 0 { return sum }
    if sum.high == 0 { return entry.range }
    let isSame = entry.range.best == sum.best
    if entry.sentence == before.sentence {
      // “deux civils, un père et son fils”; “3 soldats tués … ont tué 3 soldats”.
      if isSame, sum.best > 1, !entry.isOther, isApposed(before, entry) { return sum }
      if entry.strength == .named, before.strength == .counted { return sum }
      return added(sum, entry.range)
    }
    if entry.isOther { return added(sum, entry.range) }
    if isSame || entry.strength == .named { return sum }
    if entry.strength == .definite, entry.range.best <= sum.best { return sum }
    if isBulletin(entry.sentence) { return entry.range }
    return added(sum, entry.range)
  }

  private func isApposed(_ before: Entry, _ entry: Entry) -> Bool {
    let between = Int(before.end)..<max(Int(before.end), Int(entry.start))
    return !between.contains { frame.items[Int(frame.itemOf[$0])].tag == .and }
      && entry.start >= before.end
  }

  /// Whether a sentence tells a toll anew: “le bilan est de 3 morts”.
  private func isBulletin(_ sentence: Int32) -> Bool {
    frame.items.contains { $0.sentence == sentence && ($0.tag == .toll || $0.tag == .revised) }
  }

  private func addPart(_ entry: Entry, _ entries: [Entry], _ sum: inout TollSum) {
    guard entry.party != .all,
      entries.contains(where: { !$0.isSubset && $0.party == .all && $0.range.best > 0 })
    else { return }
    let index = Int(entry.party.rawValue)
    sum.words[index] = (entry.start, entry.end)
    sum[entry.party] =
      sum[entry.party].isPresent ? added(sum[entry.party], entry.range) : entry.range
  }

  private func added(_ a: TollRange, _ b: TollRange) -> TollRange {
    TollRange(low: a.low &+ b.low, best: a.best &+ b.best, high: a.high &+ b.high)
  }
}
