import Model
import Theatre

/// Finds the words of harm and to which side of them those who suffer it stand.
struct HarmFinder {
  let frame: SentenceFrame
  let lexicon: Lexicon
  let groups: [Group]
  var harms: [HarmWord] = []
  /// A harm was only attempted.
  var isAttempt = false
  /// The group that begins at an item, or −1, and the one that ends before it.
  private var startsAt: [Int] = []
  private var endsAt: [Int] = []

  init(_ frame: SentenceFrame, _ lexicon: Lexicon, _ groups: [Group]) {
    self.frame = frame
    self.lexicon = lexicon
    self.groups = groups
    startsAt = [Int](repeating: -1, count: frame.items.count + 1)
    endsAt = startsAt
    for (index, group) in groups.enumerated() {
      startsAt[group.start] = index
      endsAt[group.end] = index
    }
  }

  private var items: [SentenceFrame.Item] { frame.items }

  mutating func find() {
    for at in items.indices where items[at].tag == .harm && !frame.isTaken(items[at]) {
      let sense = lexicon.grammar[Int(items[at].sense)]
      var harm = HarmWord(
        item: at, code: sense.code, reach: reach(at, sense), sentence: items[at].sentence)
      judge(&harm)
      harms.append(harm)
      // “No casualties”: nobody died and nobody was hurt.
      if sense.form == .nobody {
        harm.code = Harm.wounded.rawValue
        harms.append(harm)
      }
    }
  }

  private func reach(_ at: Int, _ sense: WordSense) -> HarmWord.Reach {
    switch sense.form {
    case .done: return isActive(at) ? .right : .left
    case .doing: return isSuffered(at) ? .left : .right
    case .count, .nobody: return .count
    case .deed: return .right
    case .undergo: return .left
    case .selfInflicted: return .oneself
    case .either: return either(at)
    }
  }

  /// `a tué`, but not `a été tué`.
  private func isActive(_ at: Int) -> Bool {
    var before = at - 1
    // “ont pillé la ville et enlevé trois gendarmes”.
    if before >= 0, items[before].tag == .and, !isNumbered(at), begins(at + 1, within: 1) {
      return true
    }
    for _ in 0..<3 {
      guard before >= 0, items[before + 1].marks.isOpen else { return false }
      switch items[before].tag {
      case .have, .had: return !isNumbered(at)
      case .none: before -= 1
      default: return false
      }
    }
    return false
  }

  /// “Il a 3 blessés”: a number before the word makes it count.
  private func isNumbered(_ at: Int) -> Bool {
    endsAt[at] >= 0 && groups[endsAt[at]].strength == .counted
  }

  /// `s'est fait tuer`; and `tue` for `tué` in a text without accents.
  private func isSuffered(_ at: Int) -> Bool {
    guard at > 0, items[at].marks.isOpen else { return false }
    if items[at - 1].tag == .be { return true }
    let before = Int(items[at].start) - 1
    if frame.isWord(before, "fait") || frame.isWord(before, "faire") { return true }
    return !frame.hasAccents && lexicon.language == "fr" && isNumbered(at)
      && !begins(at + 1, within: 1)
  }

  /// English `killed`: verb when people follow, participle when they stand before.
  private func either(_ at: Int) -> HarmWord.Reach {
    var before = at - 1
    for _ in 0..<3 {
      guard before >= 0, items[before + 1].marks.isOpen else { break }
      switch items[before].tag {
      case .be: return .left
      case .have, .had: return begins(at + 1, within: 2) ? .right : .left
      case .none: before -= 1
      default: before = -1
      }
    }
    if isNumbered(at), !(begins(at + 1, within: 1)) { return .left }
    // “killed seven men and seized weapons”: a second verb of the same subject.
    if at > 0, items[at - 1].tag == .and, harms.last?.reach == .right,
      harms.last?.sentence == items[at].sentence
    {
      return .right
    }
    return begins(at + 1, within: 2) ? .right : .left
  }

  /// Whether a group begins at an item or a few behind, with nothing but small words before it.
  private func begins(_ at: Int, within steps: Int) -> Bool {
    for next in at..<min(at + steps, items.count) {
      guard items[next].marks.isOpen else { return false }
      if startsAt[next] >= 0 { return !groups[startsAt[next]].isAgent }
      switch items[next].tag {
      case .one, .many, .none, .of, .suspect, .other: break
      default: return false
      }
    }
    return false
  }

  /// What did not happen, may happen or happened long ago counts nobody.
  private mutating func judge(_ harm: inout HarmWord) {
    var at = harm.item - 1
    var steps = 0
    while at >= 0, items[at].sentence == harm.sentence, steps < 40 {
      let isNear = items[at + 1].marks.isDisjoint(with: [.pause, .closing])
      switch items[at].tag {
      case .had where steps < 5 && isNear && at > 0 && items[at - 1].tag == .who:
        harm.isVoid = true
      case .had where steps < 2 && isNear && !isOwnCount(harm.item):
        harm.isVoid = harm.isVoid || isBackground(at)
      case .attempt where steps < 3:
        harm.isVoid = true
        isAttempt = true
      case .hypothetical where steps < 4: harm.isVoid = true
      case .historical: harm.isVoid = true
      case .cumulative where steps < 14: harm.isVoid = true
      case .negated where steps < 4: harm.isVoid = true
      case .no where steps < (harm.reach == .count ? 5 : 2) && isNear:
        harm.isZero = steps == 0 || !hasGroup(from: at + 1, to: harm.item)
      default: break
      }
      at -= 1
      steps += 1
    }
    for next in harm.item + 1..<max(harm.item + 1, min(harm.item + 4, items.count)) {
      guard items[next].marks.isDisjoint(with: [.stop, .comma, .pause, .closing, .opening]) else {
        break
      }
      if items[next].tag == .cumulative { harm.isVoid = true }
    }
    // “3 otages libérés” are nobody's abduction.
    if harm.reach == .count, harm.code == 2 { judgeHostages(&harm) }
  }

  private func judgeHostages(_ harm: inout HarmWord) {
    for next in harm.item + 1..<max(harm.item + 1, min(harm.item + 5, items.count)) {
      guard items[next].marks.isDisjoint(with: [.stop, .pause]) else { return }
      // “3 otages libérés”, “huit des otages ont été tués”.
      if items[next].tag == .harm, items[next - 1].tag == .be || items[next - 1].tag == .harm,
        lexicon.grammar[Int(items[next].sense)].code != harm.code
      {
        harm.isVoid = true
        harm.code = WordSense.elsewise
      }
    }
    var at = harm.item - 1
    for _ in 0..<4 where at >= 0 {
      if items[at].tag == .harm, lexicon.grammar[Int(items[at].sense)].code == WordSense.elsewise {
        harm.isVoid = true
      }
      at -= 1
    }
  }

  /// “Il y avait 3 morts”: `avait` belongs to the number.
  private func isOwnCount(_ at: Int) -> Bool { endsAt[at] >= 0 }

  /// Pluperfect: “qui avait fait 12 morts”, but not “l'armée dit que 3 soldats avaient été tués”.
  private func isBackground(_ had: Int) -> Bool {
    !items[..<had].contains { $0.sentence == items[had].sentence && $0.tag == .speech }
  }

  private func hasGroup(from start: Int, to end: Int) -> Bool {
    for at in start..<max(start, end) where startsAt[at] >= 0 { return true }
    return false
  }
}
