import Model
import Theatre

/// An incident near a report, with what speaks for and against their being one.
struct Candidate {
  var incident: Int32
  var evidence: CodeSet<IncidentEvidence>
  var score: Int

  init(_ incident: Int32, _ evidence: CodeSet<IncidentEvidence>) {
    self.incident = incident
    self.evidence = evidence
    score = evidence.score
  }
}

/// The second stage: which happening does a report tell of?
extension Assessment {
  /// A claim needs less: it names place and day, seldom the kind of act.
  static let claimThreshold = 45

  /// Gives a standing report its incident: one that matches, the one it had, or its own.
  func correlate(_ slot: Int32, preferred: Int32) {
    let view = ReportView(slot, memory)
    let row = view.row.pointee
    guard row.state == .standing else { return }
    if row.assertion != .asserted {
      memory.meta.counts.notAsserted += 1
      return
    }
    if row.kind == .claim {
      attachClaim(slot)
      return
    }
    guard row.makesIncident else { return }
    let probe = self.probe(slot, view)
    if !row.has(ReportRow.pointBit) { memory.meta.counts.placeless += 1 }
    let isClear = gather(probe, preferred: preferred)
    if !isClear { memory.meta.counts.crowded += 1 }
    let match = choose(probe, preferred: preferred)
    let home = match?.incident ?? foundOrReturn(slot, preferred)
    if let match {
      join(slot, match.incident, match.evidence)
      note(match.incident, .joined)
    }
    for candidate in candidates where candidate.incident != home {
      contend(home, candidate)
    }
    attachWaiting(to: home)
  }

  func probe(_ slot: Int32, _ view: ReportView) -> Probe {
    fusion.pointee.families.clear()
    addFamilies(view)
    let likely = fusion.pointee.families.likely
    return Probe(
      slot: slot, row: view.row.pointee, familyA: UInt16(likely.first.key),
      familyB: UInt16(likely.second.key), killed: KilledRange(view))
  }

  /// Fills `candidates` with what may be the same, best first, and `waiting` with claims nearby.
  private func gather(_ probe: Probe, preferred: Int32) -> Bool {
    candidates.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    // What is asked of an incident's reports can add no more than this.
    let margin = IncidentEvidence.originShared.points + IncidentEvidence.referred.points
    let isClear = search(probe) { slot in
      let row = memory.incidents.row(slot)
      if row.pointee.kind == .claim {
        waiting.append(slot)
        return
      }
      guard var evidence = Similarity.evidence(probe, row) else { return }
      guard evidence.score + margin >= IncidentEvidence.possible else { return }
      ask(probe, row, &evidence)
      if slot == preferred { evidence.insert(.referred) }
      let candidate = Candidate(slot, evidence)
      if candidate.score >= IncidentEvidence.possible { candidates.append(candidate) }
    }
    candidates.sort { ($1.score, $0.incident) < ($0.score, $1.incident) }
    waiting.sort()
    return isClear
  }

  /// What only the reports of an incident can say: whether one is of the same source, or origin.
  private func ask(
    _ probe: Probe, _ incident: UnsafePointer<IncidentRow>,
    _ evidence: inout CodeSet<IncidentEvidence>
  ) {
    var slot = incident.pointee.first
    var count = 0
    while slot >= 0, count < AssessmentLimits.membersFused {
      let row = memory.reports.row(slot)
      // Two who both tell of "a second attack" may well tell of the same second one.
      if row.pointee.has(ReportRow.anotherBit) { evidence.remove(.another) }
      if row.pointee.source == probe.row.source {
        if !memory.names.meaning(probe.row.source).repeats { evidence.insert(.sameSource) }
      } else if row.pointee.origin == probe.row.origin, probe.row.origin != 0 {
        evidence.insert(.originShared)
      }
      slot = row.pointee.next
      count += 1
    }
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

  /// The incident a report belongs to, or nil when it must stand alone.
  private func choose(_ probe: Probe, preferred: Int32) -> Candidate? {
    var chosen: Candidate?
    for index in candidates.indices {
      guard candidates[index].score >= IncidentEvidence.same else { break }
      if candidates[index].evidence.isVetoed { continue }
      if isTooWide(probe, candidates[index].incident) {
        candidates[index].evidence.insert(.tooWide)
        continue
      }
      // The incident it was in, as long as it fits: no flapping between two that fit.
      if chosen == nil || candidates[index].incident == preferred { chosen = candidates[index] }
    }
    guard let found = chosen, !probe.isPrecise, found.incident != preferred else { return chosen }
    // A vague report that fits two as well identifies none.
    let rivals = candidates.filter {
      !$0.evidence.isVetoed && $0.score >= IncidentEvidence.same && $0.score + 5 >= found.score
    }
    guard rivals.count > 1 else { return chosen }
    memory.meta.counts.ambiguous += 1
    for index in candidates.indices where candidates[index].score >= IncidentEvidence.same {
      candidates[index].evidence.insert(.ambiguous)
    }
    return nil
  }

  /// Whether precise reports would lie more than 30 km or three days apart.
  private func isTooWide(_ probe: Probe, _ incident: Int32) -> Bool {
    guard probe.isPrecise else { return false }
    var slot = memory.incidents.row(incident).pointee.first
    var count = 0
    while slot >= 0, count < AssessmentLimits.membersFused {
      let row = memory.reports.row(slot)
      if row.pointee.radius <= Reach.preciseRadius, row.pointee.span <= Reach.preciseSpan {
        let from = min(Int64(row.pointee.earliest), probe.earliest)
        let to = max(Int64(row.pointee.latest), probe.latest)
        if to - from > 3 * 86_400 { return true }
        if row.pointee.point.meters(to: probe.row.point) > 30_000 { return true }
      }
      slot = row.pointee.next
      count += 1
    }
    return false
  }

  // MARK: Founding

  /// The incident it had when nobody else is there, else one of its own.
  private func foundOrReturn(_ slot: Int32, _ preferred: Int32) -> Int32 {
    let founder = CodeSet<IncidentEvidence>([.founder])
    if preferred >= 0, memory.incidents.isLive(preferred) {
      let row = memory.incidents.row(preferred)
      if row.pointee.first < 0, row.pointee.kind == memory.reports.row(slot).pointee.kind {
        join(slot, preferred, founder)
        note(preferred, .foundedAgain)
        return preferred
      }
    }
    let row = memory.reports.row(slot).pointee
    var id = Self.incidentID(row.id, salt: 0)
    var salt: Int64 = 0
    var existing = memory.incidents.find(id)
    while existing >= 0 {
      let incident = memory.incidents.row(existing)
      if incident.pointee.first < 0, incident.pointee.kind == row.kind {
        join(slot, existing, founder)
        note(existing, .foundedAgain)
        return existing
      }
      // What it founded lives on with others; its next is told apart by the revision.
      salt = max(salt + 1, Int64(row.revision))
      id = Self.incidentID(row.id, salt: salt)
      existing = memory.incidents.find(id)
    }
    var fresh = IncidentRow()
    fresh.id = id
    fresh.kind = row.kind
    fresh.founder = slot
    fresh.created = memory.meta.clock
    fresh.set(IncidentRow.saltedBit, salt != 0)
    let incident = memory.incidents.insert(fresh)
    memory.meta.counts.incidentsFounded += 1
    join(slot, incident, founder)
    note(incident, .founded)
    return incident
  }

  // MARK: Claims

  /// Gives a claim to the incident it fits best; else it waits.
  func attachClaim(_ slot: Int32) {
    let view = ReportView(slot, memory)
    let probe = self.probe(slot, view)
    let named = referredIncident(slot)
    var best: Candidate?
    _ = search(probe) { incident in
      let row = memory.incidents.row(incident)
      guard row.pointee.kind == .security,
        var evidence = Similarity.evidence(probe, row), !evidence.isVetoed
      else { return }
      if incident == named { evidence.insert(.referred) }
      let candidate = Candidate(incident, evidence)
      guard candidate.score >= Self.claimThreshold else { return }
      if let held = best, (held.score, incident) >= (candidate.score, held.incident) { return }
      best = candidate
    }
    if best == nil, named >= 0 { best = Candidate(named, CodeSet([.referred])) }
    if let best {
      join(slot, best.incident, best.evidence)
      note(best.incident, .claimed)
    } else {
      var row = IncidentRow()
      row.id = Self.incidentID(view.row.pointee.id, salt: -1)
      row.kind = .claim
      row.founder = slot
      let incident = memory.incidents.insert(row)
      join(slot, incident, CodeSet())
    }
  }

  /// The security incident of the report that the claim in hand names, or −1.
  private func referredIncident(_ slot: Int32) -> Int32 {
    guard report.kind == .claim, !report.refersTo.isEmpty,
      memory.reports.row(slot).pointee.id == report.id
    else { return -1 }
    let found = memory.reports.find(referred)
    guard found >= 0 else { return -1 }
    let incident = memory.reports.row(found).pointee.incident
    guard incident >= 0, memory.incidents.row(incident).pointee.kind == .security else { return -1 }
    return incident
  }

  /// Gives the claims that wait nearby to an incident that was founded or grew.
  private func attachWaiting(to incident: Int32) {
    guard memory.incidents.row(incident).pointee.kind == .security else { return }
    for waiter in waiting {
      let slot = memory.incidents.row(waiter).pointee.firstClaim
      guard slot >= 0 else { continue }
      let probe = self.probe(slot, ReportView(slot, memory))
      guard let evidence = Similarity.evidence(probe, memory.incidents.row(incident)),
        !evidence.isVetoed, evidence.score >= Self.claimThreshold
      else { continue }
      unlink(slot)
      release(waiter)
      join(slot, incident, evidence)
      note(incident, .claimed)
    }
  }
}
