import Model
import Theatre

/// Which alert a rule wants for a subject, now: a function of the facts, the calendar and log time.
extension Assessment {
  /// nil: none. Ways are tried in order; the first that holds gives the numbers.
  func desired(_ rule: Int, _ subject: Subject) -> DesiredAlert? {
    for way in plan.rules[rule].ways {
      guard Self.key(of: way.condition).isOf(subject, self),
        var alert = desired(rule, way, subject)
      else { continue }
      alert.severity = AlertSeverity(rawValue: plan.rules[rule].severity.rawValue) ?? .unknown
      if alert.level > 0 {
        for _ in 0..<max(0, alert.level - 2) { alert.severity = alert.severity.escalated }
      }
      escalate(&alert, subject)
      return alert
    }
    return nil
  }

  /// What makes two alerts of a condition the same one.
  static func key(of condition: RuleCondition) -> RuleKey {
    switch condition {
    case .each, .pair, .novel, .campaign, .correction: .incident
    case .count(let when): when.per
    case .surge(let when): when.per
    case .sequence(let when): when.per
    case .score: .admin1
    case .ladder: .actor
    case .silence: .source
    case .calendar: .theatre
    }
  }

  private func escalate(_ alert: inout DesiredAlert, _ subject: Subject) {
    for way in plan.rules[alert.rule].escalations {
      let key = Self.key(of: way.condition)
      var own: Subject? = key == .theatre ? .theatre : subject
      if key != .theatre, let first = alert.grounds.last {
        let at = memory.facts.find(first)
        own = at < 0 ? nil : self.subject(key, at, memory.facts.row(at).pointee)
      }
      guard let own, let more = desired(alert.rule, way, own), more.isHigh else { continue }
      alert.severity = alert.severity.escalated
      for number in more.numbers where !alert.numbers.contains(where: { $0.name == number.name }) {
        alert.numbers.append(number)
      }
    }
  }

  private func desired(_ rule: Int, _ way: RuleWay, _ subject: Subject) -> DesiredAlert? {
    switch (way.condition, subject) {
    case (.each, .fact(let at)):
      let fact = Fact(at, memory)
      let match = plan.rules[rule].match
      guard let found = meets(fact, AskedMatches(match, way.match)) else { return nil }
      var alert = alert(rule, subject, [fact], found)
      alert.certainty = certainty(fact, [match, way.match])
      return alert
    case (.pair(let when), .fact(let at)): return pair(rule, way, when, Fact(at, memory))
    case (.novel(let when), .fact(let at)): return novel(rule, way, when, Fact(at, memory))
    case (.count(let when), _): return count(rule, way, when, subject)
    case (.surge(let when), _): return surge(rule, way, when, subject)
    case (.ladder(let when), .actor(let family)):
      return ladder(rule, way, when, subject, family)
    case (.sequence(let when), _): return sequence(rule, way, when, subject)
    case (.silence(let when), .source(let source)): return silence(rule, when, source)
    case (.score(let when), .area(let area)): return score(rule, when, area)
    case (.calendar(let when), .theatre): return calendar(rule, way, when)
    default: return nil
    }
  }

  /// What all alerts say of the facts they rest on.
  func alert(
    _ rule: Int, _ subject: Subject, _ facts: [Fact], _ found: Found
  ) -> DesiredAlert {
    var alert = DesiredAlert(rule: rule, subject: subject)
    alert.id = id(rule, subject)
    alert.entry = found.entry
    alert.polling = found.polling
    alert.numbers = found.numbers
    alert.latest = facts.map(\.latest).max()
    alert.certainty =
      facts.map(\.row.certainty.rawValue).max()
      .flatMap { AlertCertainty(rawValue: $0) } ?? .possible
    alert.tollBand = facts.map(\.row.tollBand).max() ?? 0
    let families = Set(facts.map(\.row.family))
    if families.count == 1, let family = families.first { alert.family = UInt32(family) }
    alert.grounds = facts.suffix(DesiredAlert.groundsMost).map(\.row.subject)
    if case .fact = subject, let fact = facts.last {
      alert.area = areaDigest(fact)
      for ground in facts { alert.groundsDigest ^= mixed(ground.id.low) }
    }
    return alert
  }

  /// Digest of the rule and of what it fired on: the same for every version.
  func id(_ rule: Int, _ subject: Subject) -> Fingerprint {
    if case .fact(let at) = subject {
      return alertID(plan.rules[rule].id, Fact(at, memory).id, salt: 0)
    }
    let text = "\(plan.rules[rule].id)\u{0}\(text(of: subject))"
    return Fingerprint(of: Array(text.utf8))
  }

  func alertID(_ rule: String, _ key: Fingerprint, salt: UInt64) -> Fingerprint {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: rule.utf8)
    scratch.append(0)
    for word in [key.high, key.low, salt] {
      withUnsafeBytes(of: word.littleEndian) { scratch.append(contentsOf: $0) }
    }
    return scratch.withUnsafeBytes { Fingerprint(of: $0) }
  }

  /// Changes when people elsewhere should know: another place, or 10 km.
  func areaDigest(_ fact: Fact) -> UInt64 {
    let latitude = (fact.point?.latitude ?? 0) / 100_000
    let longitude = (fact.point?.longitude ?? 0) / 100_000
    return mixed(UInt64(fact.row.place)) ^ mixed(UInt64(UInt32(bitPattern: latitude)))
      &+ mixed(UInt64(UInt32(bitPattern: longitude)) << 32) &+ UInt64(fact.radius / 10_000)
  }

  // MARK: Counts

  private func count(
    _ rule: Int, _ way: RuleWay, _ when: CountCondition, _ subject: Subject
  ) -> DesiredAlert? {
    let match = plan.rules[rule].match
    let asked = AskedMatches(match, way.match)
    guard
      let (facts, first) = gather(
        subject, within: when.within, kinds: Self.kinds(match, way.match),
        { meets($0, asked) }),
      !facts.isEmpty
    else { return nil }
    var found = first
    var number = Int64(facts.count)
    var isHigh = true
    if !when.sums.isEmpty {
      guard let sum = sum(when.sums, facts) else { return nil }
      found.numbers.append(sum)
      number = sum.value
    } else {
      if let distinct = when.distinct { number = different(distinct, facts, match, way.match) }
      guard number >= when.keepAt else { return nil }
      isHigh = number >= when.atLeast
      let name = when.distinct == nil ? "incidents" : "kinds"
      found.numbers.append(AlertNumber(name, number, threshold: when.atLeast))
    }
    found.numbers.append(
      AlertNumber("window_days", when.within / 86_400, threshold: when.within / 86_400))
    var alert = alert(rule, subject, facts, found)
    alert.isHigh = isHigh
    alert.groundsDigest = Self.band(count: number)
    return alert
  }

  /// The first sum that is reached.
  private func sum(_ sums: [RuleMeasure], _ facts: [Fact]) -> AlertNumber? {
    for asked in sums {
      let total = total(of: asked.measure, facts)
      if total >= asked.least {
        return AlertNumber("\(asked.measure.name)", total, threshold: asked.least)
      }
    }
    return nil
  }

  /// A number over facts: claims about the same people or schools replace each other and are never
  /// added (SORMAS #9039, DOMAIN F6).
  ///
  /// Of one place the largest counts, or how many told of one each; of a unit the larger of what
  /// was said of it whole and of the sum over its parts.
  private func total(of measure: Measure, _ facts: [Fact]) -> Int64 {
    struct Count {
      var largest: Int64 = 0
      var single: Int64 = 0
      var most: Int64 { max(largest, single) }
    }
    var places: [UInt32: Count] = [:]
    var units: [UInt32: (parent: Int16, isWhole: Bool)] = [:]
    for fact in facts {
      let value = self.measure(measure, of: fact)
      guard value > 0 else { continue }
      places[fact.row.place, default: Count()].largest = max(
        places[fact.row.place]?.largest ?? 0, value)
      if value == 1 { places[fact.row.place, default: Count()].single += 1 }
      units[fact.row.place] = (
        fact.row.area1, fact.row.area1 < 0 || fact.radius > Self.townRadius
      )
    }
    // By region: what is said of the region, and the sum over places below it.
    var wholes: [Int16: Int64] = [:]
    var parts: [Int16: Int64] = [:]
    for (place, count) in places {
      guard let unit = units[place] else { continue }
      if unit.isWhole {
        wholes[unit.parent] = max(wholes[unit.parent] ?? 0, count.most)
      } else {
        parts[unit.parent, default: 0] += count.most
      }
    }
    var sum: Int64 = 0
    for region in Set(wholes.keys).union(parts.keys) where region >= 0 {
      sum += max(wholes[region] ?? 0, parts[region] ?? 0)
    }
    return max(sum, wholes[-1] ?? 0)
  }

  /// What is placed less well is said of a unit as a whole.
  private static let townRadius: Int32 = 30_000

  private func different(
    _ what: CountCondition.Distinct, _ facts: [Fact], _ matches: RuleMatch...
  ) -> Int64 {
    switch what {
    case .subEvent: Int64(Set(facts.map(\.row.subEvent.rawValue)).count)
    case .admin2: Int64(Set(facts.map(\.row.area2)).count)
    case .themes:
      Int64(
        (facts.reduce(0) { $0 | $1.themes } & matches.reduce(0) { $0 | $1.themes.bits })
          .nonzeroBitCount)
    }
  }

  /// 0 nobody or not told, 1–4, 5–9, 10–24, 25 and more (VIEWS counts a month of 25 as conflict).
  static func band(killed: Int32) -> UInt8 {
    killed <= 0 ? 0 : killed < 5 ? 1 : killed < 10 ? 2 : killed < 25 ? 3 : 4
  }

  /// Doubling is material; one more is not.
  static func band(count: Int64) -> UInt64 { UInt64(64 - max(1, count).leadingZeroBitCount) }

  // MARK: Pairs

  private func pair(
    _ rule: Int, _ way: RuleWay, _ when: PairCondition, _ fact: Fact
  ) -> DesiredAlert? {
    let asked = AskedMatches(plan.rules[rule].match, way.match)
    guard let found = meets(fact, asked) else { return nil }
    var best: (fact: Fact, found: Found, meters: Int32)?
    forEachPartner(of: fact, when, isLater: false) { other, meters in
      guard other.comesBefore(fact), let its = meets(other, asked) else { return }
      // The nearest in time, so that adding older ones changes nothing.
      if let known = best, !known.fact.comesBefore(other) { return }
      best = (other, its, meters)
    }
    guard let best else { return nil }
    var both = found
    if both.entry == nil { both.entry = best.found.entry }
    both.numbers.append(
      AlertNumber(
        "kilometres", (Int64(best.meters) + 500) / 1_000, threshold: Int64(when.atMost) / 1_000))
    both.numbers.append(
      AlertNumber(
        "days", (Int64(fact.row.when) - Int64(best.fact.row.when)) / 86_400,
        threshold: when.within / 86_400))
    return alert(rule, .fact(fact.at), [best.fact, fact], both)
  }

  /// Facts close to one, before it or after it, that stand in the asked relation.
  func forEachPartner(
    of fact: Fact, _ when: PairCondition, isLater: Bool, _ body: (Fact, Int32) -> Void
  ) {
    guard let point = fact.point, fact.radius <= Self.pairRadius else { return }
    let subjects: [Subject]
    let own = fact.row.area1
    let near: [Subject] =
      own < 0
      ? [.theatre]
      : areas.regions(around: point, meters: when.atMost, own: areas[own].region).map { .area($0) }
    switch when.relation {
    case .sameActor:
      guard fact.row.family != 0 else { return }
      subjects = [.actor(fact.row.family)]
    case .reversed:
      guard fact.row.side != 0, fact.row.victim != 0, fact.row.side != fact.row.victim else {
        return
      }
      subjects = near
    case .anybody: subjects = near
    }
    let middle = Int64(fact.row.when)
    for subject in subjects {
      _ = forEachFact(
        subject, from: isLater ? middle : middle - when.within,
        through: isLater ? middle + when.within : middle, kinds: CodeSet([.security])
      ) { slot, row in
        guard slot != fact.at, let meters = distance(fact, point, to: slot, row, when) else {
          return
        }
        body(Fact(slot, memory), meters)
      }
    }
  }

  /// Metres between two facts, when they are a pair of this sort.
  private func distance(
    _ fact: Fact, _ point: Coordinates, to slot: Int32, _ row: UnsafePointer<FactRow>,
    _ when: PairCondition
  ) -> Int32? {
    if when.relation == .reversed {
      guard row.pointee.side == fact.row.victim, row.pointee.victim == fact.row.side else {
        return nil
      }
    }
    let other = Fact(slot, memory)
    guard let its = other.point, other.radius <= Self.pairRadius else { return nil }
    if when.targetsDiffer {
      guard fact.targets != 0, other.targets != 0, fact.targets & other.targets == 0 else {
        return nil
      }
    }
    let north = Int64(abs(its.latitude - point.latitude)) * 110 / 1_000
    guard when.atMost == 0 || north <= Int64(when.atMost) else { return nil }
    let meters = point.meters(to: its)
    return when.atMost == 0 || meters <= when.atMost ? meters : nil
  }

  /// What is placed less well is near everything.
  static let pairRadius: Int32 = 25_000
}

extension RuleKey {
  /// Whether a subject is of this sort.
  func isOf(_ subject: Subject, _ assessment: Assessment) -> Bool {
    switch (self, subject) {
    case (.incident, .fact), (.place, .place), (.country, .country), (.actor, .actor),
      (.source, .source), (.theatre, .theatre):
      true
    case (.admin1, .area(let area)): Int16(assessment.areas[area].region) == area
    case (.admin2, .area(let area)): Int16(assessment.areas[area].region) != area
    default: false
    }
  }
}
