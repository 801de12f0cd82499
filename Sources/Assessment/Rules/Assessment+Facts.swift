import Model
import Theatre

/// Keeping the facts as the reports are.
extension Assessment {
  /// A fact that is no longer what it was.
  struct Moved {
    var old: FactRow?
    /// Its slot among the facts, or −1 when it is gone.
    var now: Int32
    var subject: Int32
  }

  /// Brings the facts of everything that was settled up to date; fills `moved`.
  func refreshFacts() {
    for incident in settled {
      let subject = FactRow.subject(incident: incident)
      guard memory.incidents.isLive(incident) else { continue }
      let row = memory.incidents.row(incident).pointee
      guard row.stands, row.kind != .claim else {
        removeFact(subject)
        continue
      }
      keep(made(incident: incident, row))
    }
    settled.removeAll(keepingCapacity: true)
    for report in said {
      let subject = FactRow.subject(report: report)
      guard memory.reports.isLive(report), memory.reports.row(report).pointee.state == .standing,
        Self.isSaid(memory.reports.row(report).pointee.kind)
      else {
        removeFact(subject)
        continue
      }
      keep(made(report: report))
    }
    said.removeAll(keepingCapacity: true)
  }

  /// Whether a report of this kind is a fact of its own.
  static func isSaid(_ kind: ReportKind) -> Bool { kind == .statement }

  private func keep(_ fact: FactRow) {
    let found = memory.facts.find(fact.subject)
    let isTooOld =
      FactRow.bucket(of: fact.when)
      < (Int64(memory.meta.clock) - FactRow.horizon) / FactRow.bucket
    if found >= 0 {
      let old = memory.facts.row(found).pointee
      if old.digest == fact.digest { return }
      unchain(found)
      memory.facts.remove(found)
      guard !isTooOld else {
        moved.append(Moved(old: old, now: -1, subject: fact.subject))
        return
      }
      moved.append(Moved(old: old, now: insert(fact), subject: fact.subject))
    } else if !isTooOld {
      moved.append(Moved(old: nil, now: insert(fact), subject: fact.subject))
    }
  }

  private func insert(_ fact: FactRow) -> Int32 {
    let slot = memory.facts.insert(fact)
    chain(slot)
    return slot
  }

  func removeFact(_ subject: Int32) {
    let found = memory.facts.find(subject)
    guard found >= 0 else { return }
    moved.append(Moved(old: memory.facts.row(found).pointee, now: -1, subject: subject))
    unchain(found)
    memory.facts.remove(found)
  }

  /// Forgets a fact without a word: what it stood for is forgotten too.
  func dropFact(_ subject: Int32) {
    let found = memory.facts.find(subject)
    guard found >= 0 else { return }
    unchain(found)
    memory.facts.remove(found)
  }

  /// Drops the buckets that no rule looks at any more.
  func forgetFacts(before clock: UInt32) {
    let bucket = (Int64(clock) - FactRow.horizon) / FactRow.bucket - 1
    guard bucket > memory.meta.factsForgotten else { return }
    // A jump over more than that leaves nothing to drop twice.
    var at = max(memory.meta.factsForgotten + 1, bucket - 64)
    while at <= bucket {
      for kind in ReportKind.every {
        let key = Cell.key(facts: .kind, UInt32(kind.rawValue), bucket: at)
        while true {
          let cell = memory.cells.find(key)
          guard cell >= 0 else { break }
          let slot = memory.cells.row(cell).pointee.head
          unchain(slot)
          memory.facts.remove(slot)
        }
      }
      at += 1
    }
    memory.meta.factsForgotten = bucket
  }

  // MARK: Making

  private func made(incident: Int32, _ row: IncidentRow) -> FactRow {
    var fact = FactRow(subject: FactRow.subject(incident: incident))
    fact.kind = row.kind
    fact.subEvent = row.subEvent
    fact.when = row.earliest &+ row.span / 2
    fact.place = row.place
    let features = memory.features(of: incident)
    fusion.pointee.clear()
    var people = People()
    // What one told, what two did, and what one did who is sure.
    var (once, twice, sure) = (Features(), Features(), Features())
    walk(row.first, AssessmentLimits.membersFused) { slot, view in
      let told = Features(view.row)
      twice.formUnion(once.intersection(told))
      once.formUnion(told)
      if view.row.pointee.isSure {
        fact.certainty = .observed
        sure.formUnion(told)
      }
      if view.row.pointee.has(ReportRow.successBit) { fact.bits |= FactRow.successBit }
      fusion.pointee.addOrigin(view.row.pointee.origin)
      addFamilies(view)
      add(view, to: &people, row.earliest)
      view.forEachToll { cell, range in
        if cell < 6 { fusion.pointee.addToll(cell, range, slot, view.row) }
      }
    }
    addClaimedFamilies(row.firstClaim)
    if fact.certainty != .observed, fusion.pointee.originCount > 1 { fact.certainty = .likely }
    var tolls = Tolls()
    for party in Party.every where fusion.pointee.hasToll(Int(party.rawValue)) {
      tolls[.killed, party] = fusion.pointee.toll(Int(party.rawValue)).range
    }
    fact.killed = max(0, tolls.total(.killed, withAttackers: false).best)
    fact.tollBand = Self.band(killed: fact.killed)
    fact.set(FactRow.complexBit, Self.isComplex(row.subEvent, features))
    if features.targets & Self.people != 0 { people.victims |= 1 << 6 }
    name(&fact, people)
    fact.points = Self.points(
      row.subEvent, features, succeeded: fact.has(FactRow.successBit))
    seal(&fact, features, row.earliest, row.span)
    fact.digest ^=
      mixed(UInt64(UInt32(bitPattern: row.latitude)) << 32)
      &+ mixed(UInt64(UInt32(bitPattern: row.longitude))) &+ mixed(UInt64(row.radius))
      &+ mixed(twice.digest ^ 0x3333) &+ mixed(sure.digest)
    return fact
  }

  private func made(report slot: Int32) -> FactRow {
    let view = ReportView(slot, memory)
    let row = view.row.pointee
    var fact = FactRow(subject: FactRow.subject(report: slot))
    fact.kind = row.kind
    fact.subEvent = row.subEvent
    fact.when = row.earliest &+ row.span / 2
    fact.place = row.place
    if row.isSure { fact.certainty = .observed }
    fact.set(FactRow.successBit, row.has(ReportRow.successBit))
    fusion.pointee.clear()
    addFamilies(view)
    var people = People()
    add(view, to: &people, row.earliest)
    name(&fact, people)
    seal(&fact, Features(view.row), row.earliest, row.span)
    fact.digest ^= mixed(UInt64(row.assertion.rawValue))
    return fact
  }

  private static let people =
    CodeSet<TargetClass>([
      .civilians, .village, .market, .herders, .farmers, .livestock, .displacedPeople, .refugees,
      .communityLeader,
    ]).bits

  /// Who acted and who suffered, gathered over the reports.
  struct People {
    var perpetrators: UInt8 = 0
    var victims: UInt8 = 0
    var others: [UInt8] = []
    var victim: UInt16 = 0
    var victimGrade: UInt8 = .max
    var side: UInt16 = 0
    var sideGrade: UInt8 = .max
    var isCommunity = false
  }

  private func add(_ view: ReportView, to people: inout People, _ when: UInt32) {
    let grade = view.row.pointee.grade
    let instant = Moment.instant(when)
    view.forEachActor { actor in
      let index = Int(memory.names.meaning(actor.name).actor)
      guard index >= 0, actor.attribution != .denied else { return }
      let known = theatre.actors.actors[index]
      let bit = UInt8(1) << (known.inter(at: instant) - 1)
      switch actor.role {
      case .perpetrator, .claimant:
        people.perpetrators |= bit
        if grade < people.sideGrade, known.isIdentified {
          people.sideGrade = grade
          people.side = UInt16(sides[index] + 1)
        }
      case .target, .victimCommunity:
        people.victims |= bit
        if known.isCommunity { people.isCommunity = true }
        // The best-graded report names whom it was; a community rather than “civilians”.
        let rank = grade &+ (known.isCommunity || known.isIdentified && known.inter != 7 ? 0 : 128)
        if rank < people.victimGrade {
          people.victimGrade = rank
          people.victim = UInt16(sides[index] + 1)
        }
      case .other: if people.others.count < 4 { people.others.append(bit) }
      case .protector, .partner: break
      }
    }
  }

  private func name(_ fact: inout FactRow, _ people: People) {
    fact.perpetrators = people.perpetrators
    fact.victims = people.victims
    // Sides of a fight of whom no report says who struck: each stands against the other.
    if fact.perpetrators == 0, people.others.count >= 2 {
      fact.perpetrators = people.others[0]
      fact.victims |= people.others[1...].reduce(0) { $0 | $1 }
    }
    fact.victim = people.victim
    fact.set(FactRow.communityBit, people.isCommunity)
    let likely = fusion.pointee.families.likely
    fact.percent = likely.first.percent
    if likely.first.percent >= 50 {
      fact.family = UInt16(likely.first.key)
      let head = Int(likely.first.key) - 1
      fact.side = people.side
      let instant = Moment.instant(fact.when)
      if let alignment = theatre.actors.actors[head].alignment(at: instant) {
        fact.stances = 1 << alignment.stance.rawValue
      }
    } else if likely.second.key != 0 {
      fact.set(FactRow.ambiguousBit, true)
    }
    let units = memory.names.meaning(fact.place)
    fact.country = units.country
    fact.area1 = units.area1
    fact.area2 = units.area2
  }

  private func seal(
    _ fact: inout FactRow, _ features: Features, _ earliest: UInt32, _ span: UInt32
  ) {
    var hash = mixed(features.targets) &+ mixed(features.themes ^ 0x5555)
    hash = mixed(hash &+ (UInt64(features.tactics) << 32 | UInt64(features.weapons)))
    hash = mixed(hash &+ (UInt64(earliest) << 32 | UInt64(span)))
    hash = mixed(hash &+ (UInt64(fact.place) << 32 | UInt64(UInt32(bitPattern: fact.killed))))
    hash = mixed(
      hash &+ (UInt64(fact.family) << 32 | UInt64(fact.victim) << 16 | UInt64(fact.side)))
    let codes =
      UInt64(fact.perpetrators) << 48 | UInt64(fact.victims) << 40 | UInt64(fact.certainty.rawValue)
      << 32 | UInt64(fact.percent) << 24 | UInt64(fact.bits) << 16 | UInt64(fact.subEvent.rawValue)
      << 8 | UInt64(fact.points)
    fact.digest = mixed(hash &+ codes)
  }

  /// Small arms 1, IED 2, a better device or indirect fire 3, a vehicle bomb 4, with a suicide
  /// driver 5, several or complex 6 (DOMAIN R14); in half points, so that an attempt counts half.
  static func points(
    _ subEvent: SubEventType, _ features: Features, succeeded: Bool
  ) -> UInt8 {
    func has(_ weapon: Weapon) -> Bool { features.has(weapon) }
    func has(_ tactic: Tactic) -> Bool { features.has(tactic) }
    let isAdvanced = features.themes & 1 << UInt64(Theme.advancedDevice.rawValue) != 0
    var points: UInt8 = 0
    if has(.smallArms) || has(.machineGun) { points = 1 }
    if has(.ied) || has(.mine) { points = 2 }
    if isAdvanced || has(.mortar) || has(.rocket) || has(.artillery) { points = 3 }
    if has(.vbied) || has(.vehicleBombing) { points = 4 }
    if has(.svbied) || has(.suicideBombing) || subEvent == .suicideBomb { points = 5 }
    if points >= 4, has(.complexAttack) { points = 6 }
    return succeeded ? points * 2 : points
  }

  // MARK: Chains

  private func keys(_ row: FactRow) -> (area: UInt64, actor: UInt64?, kind: UInt64) {
    let bucket = FactRow.bucket(of: row.when)
    let area = row.area1 >= 0 ? UInt32(row.area1) : 0x1_0000 | UInt32(row.country)
    return (
      Cell.key(facts: .area, area, bucket: bucket),
      row.family == 0 ? nil : Cell.key(facts: .actor, UInt32(row.family), bucket: bucket),
      Cell.key(facts: .kind, UInt32(row.kind.rawValue), bucket: bucket)
    )
  }

  private func chain(_ slot: Int32) {
    let row = memory.facts.relink(slot)
    let keys = keys(row.pointee)
    row.pointee.set(FactRow.chainedBit, true)
    let area = push(slot, keys.area)
    row.pointee.areaNext = area
    if area >= 0 { memory.facts.relink(area).pointee.areaPrevious = slot }
    let kind = push(slot, keys.kind)
    row.pointee.kindNext = kind
    if kind >= 0 { memory.facts.relink(kind).pointee.kindPrevious = slot }
    guard let key = keys.actor else { return }
    let actor = push(slot, key)
    row.pointee.actorNext = actor
    if actor >= 0 { memory.facts.relink(actor).pointee.actorPrevious = slot }
  }

  private func unchain(_ slot: Int32) {
    let row = memory.facts.row(slot).pointee
    guard row.has(FactRow.chainedBit) else { return }
    let keys = keys(row)
    if row.areaPrevious >= 0 {
      memory.facts.relink(row.areaPrevious).pointee.areaNext = row.areaNext
    }
    if row.areaNext >= 0 {
      memory.facts.relink(row.areaNext).pointee.areaPrevious = row.areaPrevious
    }
    pop(keys.area, newHead: row.areaPrevious < 0 ? row.areaNext : nil)
    if row.kindPrevious >= 0 {
      memory.facts.relink(row.kindPrevious).pointee.kindNext = row.kindNext
    }
    if row.kindNext >= 0 {
      memory.facts.relink(row.kindNext).pointee.kindPrevious = row.kindPrevious
    }
    pop(keys.kind, newHead: row.kindPrevious < 0 ? row.kindNext : nil)
    memory.facts.relink(slot).pointee.set(FactRow.chainedBit, false)
    guard let key = keys.actor else { return }
    if row.actorPrevious >= 0 {
      memory.facts.relink(row.actorPrevious).pointee.actorNext = row.actorNext
    }
    if row.actorNext >= 0 {
      memory.facts.relink(row.actorNext).pointee.actorPrevious = row.actorPrevious
    }
    pop(key, newHead: row.actorPrevious < 0 ? row.actorNext : nil)
  }
}
