import Model
import Theatre

/// Conditions that look back: novelty, ladder, sequence, surge, calendar.
extension Assessment {
  func novel(
    _ rule: Int, _ way: RuleWay, _ when: NovelCondition, _ fact: Fact
  ) -> DesiredAlert? {
    let match = plan.rules[rule].match
    guard let found = meets(fact, AskedMatches(match, way.match)) else { return nil }
    let subject: Subject
    switch when.by {
    case .actor:
      guard fact.row.family != 0 else { return nil }
      subject = .actor(fact.row.family)
    case .anybody:
      guard fact.row.area1 >= 0 else { return nil }
      subject = .area(areas[fact.row.area1].region)
    }
    guard isPlaced(fact, when.of) else { return nil }
    let combinations = when.of == .weaponAndTarget ? Combinations(fact) : Combinations()
    if when.of == .weaponAndTarget, combinations.isEmpty { return nil }
    var unseen = combinations
    var known: Int64 = 0
    var same: Int64 = 0
    let middle = Int64(fact.row.when)
    let isClear = forEachFact(
      subject, from: middle - when.history, through: middle,
      kinds: Self.kinds(match, way.match)
    ) { slot, row in
      guard slot != fact.at, row.pointee.kind == fact.row.kind else { return }
      let other = Fact(slot, memory)
      guard other.comesBefore(fact), other.assertion == .asserted else { return }
      known += 1
      switch when.of {
      case .weaponAndTarget: unseen.subtract(Combinations(other))
      case .admin1: if row.pointee.area1 == fact.row.area1 { same += 1 }
      case .admin2: if row.pointee.area2 == fact.row.area2 { same += 1 }
      case .country: if row.pointee.country == fact.row.country { same += 1 }
      }
    }
    // A crowd of earlier ones is no first.
    guard isClear, known >= when.known else { return nil }
    if when.of == .weaponAndTarget {
      guard !unseen.isEmpty else { return nil }
    } else {
      guard same <= when.atMost else { return nil }
    }
    var its = found
    its.numbers.append(AlertNumber("earlier", same, threshold: when.atMost))
    its.numbers.append(
      AlertNumber("history_days", when.history / 86_400, threshold: when.history / 86_400))
    return alert(rule, .fact(fact.at), [fact], its)
  }

  private func isPlaced(_ fact: Fact, _ what: NovelCondition.What) -> Bool {
    switch what {
    case .weaponAndTarget: true
    case .admin1: fact.row.area1 >= 0
    case .admin2: fact.row.area2 >= 0
    case .country: fact.row.country != 0
    }
  }

  // MARK: Ladder

  func ladder(
    _ rule: Int, _ way: RuleWay, _ when: LadderCondition, _ subject: Subject, _ family: UInt16
  ) -> DesiredAlert? {
    let match = plan.rules[rule].match
    let asked = AskedMatches(match, way.match)
    guard
      let (facts, found) = gather(
        subject, within: when.within, kinds: Self.kinds(match, way.match),
        { meets($0, asked) }),
      facts.count >= 2
    else { return nil }
    // The best that is new against the best of before it.
    var before: UInt8 = 0
    var rise: (index: Int, from: UInt8, to: UInt8)?
    for (index, fact) in facts.enumerated() {
      if before > 0, fact.row.points > before, Int64(fact.row.points - before) >= when.rise * 2 {
        rise = (index, before, fact.row.points)
      }
      before = max(before, fact.row.points)
    }
    guard let rise else { return nil }
    var its = found
    its.numbers.append(
      AlertNumber("points", Int64(rise.to) / 2, threshold: Int64(rise.from) / 2 + when.rise))
    its.numbers.append(
      AlertNumber("window_days", when.within / 86_400, threshold: when.within / 86_400))
    var alert = alert(rule, subject, Array(facts[...rise.index]), its)
    alert.groundsDigest = UInt64(rise.to)
    alert.latest = facts[rise.index].latest
    return alert
  }

  // MARK: Sequence

  func sequence(
    _ rule: Int, _ way: RuleWay, _ when: SequenceCondition, _ subject: Subject
  ) -> DesiredAlert? {
    let match = plan.rules[rule].match
    var kinds = CodeSet<ReportKind>()
    for step in when.steps { kinds.formUnion(Self.kinds(match, way.match, step)) }
    let asked = when.steps.map { AskedMatches(match, way.match, $0) }
    // Bit n: it is step n.
    var steps: [UInt8] = []
    var founds: [Found] = []
    let window = when.gap * Int64(when.isOrdered ? when.steps.count - 1 : 1)
    guard
      let (facts, _) = gather(
        subject, within: min(window, FactRow.horizon), kinds: kinds,
        { fact in
          asked.contains { self.meets(fact, $0) != nil } ? Found() : nil
        })
    else { return nil }
    for fact in facts {
      var bits: UInt8 = 0
      var first: Found?
      for (index, step) in asked.enumerated() {
        guard let found = meets(fact, step) else { continue }
        bits |= 1 << UInt8(index)
        if first?.entry == nil { first = found }
      }
      steps.append(bits)
      founds.append(first ?? Found())
    }
    guard let chain = when.isOrdered ? ordered(facts, steps, when) : together(facts, steps, when)
    else { return nil }
    var found = Found()
    found.entry = chain.lazy.compactMap { founds[$0].entry }.first
    found.numbers = [
      AlertNumber("steps", Int64(chain.count), threshold: Int64(when.steps.count)),
      AlertNumber(
        "days",
        (Int64(facts[chain[chain.count - 1]].row.when) - Int64(facts[chain[0]].row.when)) / 86_400,
        threshold: window / 86_400),
    ]
    let grounds = chain.map { facts[$0] }
    var alert = alert(rule, subject, grounds, found)
    // Which facts stand for the steps may change with every report; that they are there does not.
    alert.groundsDigest = UInt64(chain.count)
    return alert
  }

  /// The latest chain of facts that are the steps in order.
  private func ordered(_ facts: [Fact], _ steps: [UInt8], _ when: SequenceCondition) -> [Int]? {
    let last = when.steps.count - 1
    // before[n][i]: the fact that stands for step n−1 when fact i stands for step n.
    var before = [[Int]](
      repeating: [Int](repeating: -1, count: facts.count), count: when.steps.count)
    for step in 0...last {
      for index in facts.indices where steps[index] & 1 << UInt8(step) != 0 {
        guard step > 0 else {
          before[0][index] = index
          continue
        }
        for earlier in (0..<index).reversed() {
          guard before[step - 1][earlier] >= 0,
            Int64(facts[index].row.when) - Int64(facts[earlier].row.when) <= when.gap,
            isClose(facts[earlier], facts[index], when.atMost)
          else { continue }
          before[step][index] = earlier
          break
        }
      }
    }
    guard let end = facts.indices.last(where: { before[last][$0] >= 0 }) else { return nil }
    var chain = [end]
    for step in stride(from: last, to: 0, by: -1) {
      chain.append(before[step][chain[chain.count - 1]])
    }
    return chain.reversed()
  }

  /// The latest fact of each step; each fact stands for one step.
  private func together(_ facts: [Fact], _ steps: [UInt8], _ when: SequenceCondition) -> [Int]? {
    var chain: [Int] = []
    for step in when.steps.indices {
      guard
        let index = facts.indices.last(where: {
          steps[$0] & 1 << UInt8(step) != 0 && !chain.contains($0)
        })
      else { return nil }
      chain.append(index)
    }
    return chain.sorted()
  }

  private func isClose(_ a: Fact, _ b: Fact, _ meters: Int32) -> Bool {
    guard meters > 0 else { return true }
    guard let one = a.point, let other = b.point else { return false }
    return one.meters(to: other) <= meters
  }

  // MARK: Calendar

  func calendar(_ rule: Int, _ way: RuleWay, _ when: RuleCalendar) -> DesiredAlert? {
    let now = Moment.instant(memory.meta.clock)
    let span = TimeSpan(earliest: now, latest: now, precision: .minute)
    guard
      let entry = theatre.calendar.near(
        span, kinds: when.kinds, before: when.before ?? CalendarEntry.windowDefault,
        after: when.after ?? CalendarEntry.windowDefault
      ).first
    else { return nil }
    var found = Found()
    found.entry = entry
    let seconds = theatre.calendar.entries[entry].offset(of: span)
    found.numbers = [
      AlertNumber(
        "days", (abs(seconds) + 86_399) / 86_400,
        threshold: (when.before ?? CalendarEntry.windowDefault) / 86_400)
    ]
    var alert = alert(rule, .theatre, [], found)
    alert.certainty = .possible
    alert.groundsDigest = UInt64(entry)
    // One alert for each entry.
    alert.id = Fingerprint(
      of: Array("\(plan.rules[rule].id)\u{0}\(theatre.calendar.entries[entry].id)".utf8))
    return alert
  }
}

/// Weapons with classes of target, of one fact: what a tactic is new in.
struct Combinations {
  /// By weapon, the classes of target.
  private var classes: InlineArray<17, UInt8> = .init(repeating: 0)
  private(set) var isEmpty = true

  init() {}

  /// A weapon says little about an actor when everybody has it.
  private static let telling: [Weapon] = [
    .rocket, .mortar, .artillery, .ied, .mine, .vbied, .svbied, .suicideVest, .drone,
  ]

  private static let groups: [CodeSet<TargetClass>] = [
    CodeSet([.base, .headquarters, .checkpoint, .airport]),
    CodeSet([.patrol, .convoy, .military, .police, .gendarmerie]),
    CodeSet([.peacekeepers, .foreignForces]),
    CodeSet([.diplomatic, .government, .official]),
    CodeSet([.candidate, .campaignConvoy, .electionStaff, .electionMaterial, .pollingPlace]),
    CodeSet([.school, .health, .ngo, .journalists, .worship]),
    CodeSet([.market, .hotel, .business, .transport, .telecom, .utility]),
    CodeSet([.civilians, .village, .herders, .farmers, .displacedPeople, .refugees]),
  ]

  init(_ fact: Fact) {
    var groups: UInt8 = 0
    for (index, group) in Self.groups.enumerated() where group.bits & fact.targets != 0 {
      groups |= 1 << UInt8(index)
    }
    guard groups != 0 else { return }
    for weapon in Self.telling where fact.weapons & 1 << UInt32(weapon.rawValue) != 0 {
      classes[Int(weapon.rawValue)] = groups
      isEmpty = false
    }
  }

  mutating func subtract(_ other: Combinations) {
    isEmpty = true
    for index in 0..<17 {
      classes[index] &= ~other.classes[index]
      if classes[index] != 0 { isEmpty = false }
    }
  }
}
