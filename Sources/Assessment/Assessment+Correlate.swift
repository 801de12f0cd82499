import Model
import Theatre

/// The second stage: which happening does a report tell of?
///
/// Incidents are a function of the reports that stand, not of the order in which they came: a
/// report joins where it matches one and contradicts none, two incidents that it matches and that
/// agree become one, and wherever something keeps them apart all reports concerned are taken again
/// in the order of their submission (`Assessment+Rebuild`).
extension Assessment {
  /// Gives a standing report its incident: one that matches, the one it had, or its own.
  func correlate(_ slot: Int32, preferred: Int32) {
    let row = memory.reports.row(slot).pointee
    guard row.state == .standing else { return }
    if Self.isSaid(row.kind) { said.append(slot) }
    if row.assertion != .asserted { memory.meta.counts.notAsserted += 1 }
    if row.isVoice {
      // A statement speaks about a happening when it says so; a threat at noon is not about the
      // attack of the same day.
      guard row.kind != .statement || !report.refersTo.isEmpty else { return }
      guard row.assertion == .asserted || row.assertion == .negated else { return }
      indexReport(slot)
      seatClaim(slot)
      return
    }
    guard row.makesIncident else { return }
    if !row.has(ReportRow.pointBit) { memory.meta.counts.placeless += 1 }
    indexReport(slot)
    if row.isPrecise {
      settleIn(slot, preferred: preferred)
    } else {
      seat(slot, preferred: preferred)
    }
  }

  /// An incident that a report matches, and the report there that it matches best.
  struct Side {
    var home: Int32
    var best: Near
  }

  /// Gives a report that may hold an incident together its place among those like it.
  func settleIn(_ slot: Int32, preferred: Int32) {
    if !lookAround(slot) { memory.meta.counts.crowded += 1 }
    let sides = strongSides()
    guard !sides.isEmpty else {
      let home = found(slot, preferred: preferred)
      contend(slot, home)
      return
    }
    if isPlain(slot, sides) {
      unite(slot, sides, preferred: preferred)
    } else if let part = component(of: [slot]) {
      rebuild(part, preferred: preferred)
    } else {
      // Too many to be taken again: the best that it does not contradict, or its own.
      memory.meta.counts.crowded += 1
      let open = sides.filter { fits(slot, $0.home) }
      guard let best = open.first else {
        let home = found(slot, preferred: preferred)
        contend(slot, home)
        return
      }
      unite(slot, [best], preferred: preferred)
    }
  }

  /// The homes of the strong ones in `near`, best first.
  private func strongSides() -> [Side] {
    var sides: [Side] = []
    for item in near where item.isStrong {
      if let at = sides.firstIndex(where: { $0.home == item.home }) {
        if isBetter(item, sides[at].best) { sides[at].best = item }
      } else {
        sides.append(Side(home: item.home, best: item))
      }
    }
    if sides.count > 1 { sides.sort { isBetter($0.best, $1.best) } }
    return sides
  }

  func isBetter(_ a: Near, _ b: Near) -> Bool {
    if a.score != b.score { return a.score > b.score }
    return memory.reports.row(a.slot).pointee.turn < memory.reports.row(b.slot).pointee.turn
  }

  /// Whether nothing keeps anything apart here, so that all becomes one whatever the order.
  private func isPlain(_ slot: Int32, _ sides: [Side]) -> Bool {
    guard !memory.reports.row(slot).pointee.has(ReportRow.decidedBit) else { return false }
    for side in sides {
      let row = memory.incidents.row(side.home)
      guard row.pointee.bits & (IncidentRow.blockedBit | IncidentRow.decidedBit) == 0,
        row.pointee.members < AssessmentLimits.membersFused, fits(slot, side.home)
      else { return false }
    }
    for (index, side) in sides.enumerated() {
      for other in sides[(index + 1)...] where !agree(side.home, other.home) { return false }
    }
    return true
  }

  /// Joins the report to the incident that was founded first, and the others to that.
  private func unite(_ slot: Int32, _ sides: [Side], preferred: Int32) {
    var home = sides[0].home
    for side in sides where side.home < home { home = side.home }
    join(slot, home, sides[0].best.evidence)
    note(home, .joined)
    for side in sides where side.home != home {
      merge(side.home, into: home, side.best.evidence)
    }
    retire(preferred, for: home)
    contend(slot, home)
  }

  /// An incident that its report has left for another ends there.
  func retire(_ incident: Int32, for home: Int32) {
    guard incident >= 0, incident != home, memory.incidents.isLive(incident),
      memory.incidents.row(incident).pointee.first < 0
    else { return }
    memory.incidents.edit(incident).pointee.mergedInto = home
  }

  /// Links the report's incident with those it may be the same as, and says where it is blocked.
  func contend(_ slot: Int32, _ home: Int32) {
    for item in near {
      let other = memory.reports.row(item.slot).pointee.incident
      guard other >= 0, other != home else { continue }
      contend(home, other, item)
    }
  }

  func contend(_ home: Int32, _ other: Int32, _ item: Near) {
    var evidence = item.evidence
    if item.isStrong {
      evidence.insert(.contradicts)
      for incident in [home, other]
      where !memory.incidents.row(incident).pointee.has(IncidentRow.blockedBit) {
        memory.incidents.edit(incident).pointee.set(IncidentRow.blockedBit, true)
      }
    }
    contend(home, Candidate(other, evidence, score: item.score))
  }

  /// Moves all of one incident into another; its id ends there.
  func merge(_ from: Int32, into home: Int32, _ evidence: CodeSet<IncidentEvidence>) {
    var slot = memory.incidents.row(from).pointee.first
    while slot >= 0 {
      let next = memory.reports.row(slot).pointee.next
      var why = CodeSet<IncidentEvidence>(bits: UInt64(memory.reports.row(slot).pointee.evidence))
      if why.contains(.founder) { why = evidence }
      move(slot, to: home, why)
      slot = next
    }
    slot = memory.incidents.row(from).pointee.firstClaim
    while slot >= 0 {
      let next = memory.reports.row(slot).pointee.next
      let why = CodeSet<IncidentEvidence>(bits: UInt64(memory.reports.row(slot).pointee.evidence))
      move(slot, to: home, why)
      slot = next
    }
    inherit(from, home)
    settle(home)
    end(from, in: home)
    note(home, .merged)
  }

  /// Links a report elsewhere, without settling.
  func move(_ slot: Int32, to home: Int32, _ evidence: CodeSet<IncidentEvidence>) {
    if memory.reports.row(slot).pointee.incident >= 0 { unlink(slot) }
    link(slot, home)
    memory.reports.edit(slot).pointee.evidence = UInt32(truncatingIfNeeded: evidence.bits)
  }

  /// An incident without reports of its own any more: its id says where they went.
  func end(_ incident: Int32, in home: Int32) {
    removeLinks(incident)
    memory.incidents.edit(incident).pointee.mergedInto = home
    settle(incident)
    note(incident, .mergedAway, isCorrection: true)
  }

  // MARK: Founding

  /// The incident a report had when nobody else is there, else one of its own.
  func found(_ slot: Int32, preferred: Int32) -> Int32 {
    let founder = CodeSet<IncidentEvidence>([.founder])
    if preferred >= 0, memory.incidents.isLive(preferred), revives(preferred, slot) {
      join(slot, preferred, founder)
      note(preferred, .foundedAgain)
      return preferred
    }
    let (id, existing, isSalted) = foundingID(slot)
    if existing >= 0 {
      join(slot, existing, founder)
      note(existing, .foundedAgain)
      return existing
    }
    let incident = insertIncident(id, slot, isSalted: isSalted)
    join(slot, incident, founder)
    note(incident, .founded)
    return incident
  }

  private func revives(_ incident: Int32, _ slot: Int32) -> Bool {
    let row = memory.incidents.row(incident)
    return row.pointee.first < 0 && row.pointee.kind == memory.reports.row(slot).pointee.kind
  }

  /// The id under which a report founds, and the empty incident that has it already, or −1.
  func foundingID(_ slot: Int32) -> (id: Fingerprint, existing: Int32, isSalted: Bool) {
    let row = memory.reports.row(slot).pointee
    var id = Self.incidentID(row.id, salt: 0)
    var salt: Int64 = 0
    var existing = memory.incidents.find(id)
    while existing >= 0 {
      if revives(existing, slot) { return (id, existing, salt != 0) }
      // What it founded lives on with others; its next is told apart by the revision.
      salt = max(salt + 1, Int64(row.revision))
      id = Self.incidentID(row.id, salt: salt)
      existing = memory.incidents.find(id)
    }
    return (id, -1, salt != 0)
  }

  func insertIncident(_ id: Fingerprint, _ slot: Int32, isSalted: Bool) -> Int32 {
    var fresh = IncidentRow()
    fresh.id = id
    fresh.kind = memory.reports.row(slot).pointee.kind
    fresh.founder = slot
    fresh.created = memory.meta.clock
    fresh.set(IncidentRow.saltedBit, isSalted)
    memory.meta.counts.incidentsFounded += 1
    return memory.incidents.insert(fresh)
  }

  /// Whether a source tells of one happening in several reports. Teams, observers and data sets do
  /// not: their two ids are two happenings, unless one says that it replaces the other.
  static func repeats(_ source: Int32, _ registry: SourceRegistry) -> Bool {
    guard source >= 0 else { return false }
    switch registry.sources[Int(source)].kind {
    case .agency, .broadcaster, .newspaper, .authority, .party, .analyst: return true
    case .team, .observer, .dataset: return false
    }
  }
}
