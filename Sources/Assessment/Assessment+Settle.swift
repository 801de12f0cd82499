import Model

/// Asking those that are attached again, where incidents changed.
///
/// Only those look for a seat again to whom the change can make a difference: it is their home, or
/// it fits as well as their home does, or they fit none or several. To all others it is at most a
/// contender. So a change costs a comparison with each vague report around it, and no search.
extension Assessment {
  /// A vague report or a claim that an incident's change concerns.
  private struct Ask {
    let slot: Int32
    /// What it has a contender in; nil when it must look again.
    let other: Candidate?
  }

  /// Lets vague reports, and then claims, look again at what the record in hand changed.
  func settleAttachments() {
    var asks = unsettled.filter { memory.reports.isLive($0) }.map { Ask(slot: $0, other: nil) }
    unsettled.removeAll(keepingCapacity: true)
    for change in changed { askVague(around: change, &asks) }
    inTurn(&asks)
    var done: Int32 = -1
    for ask in asks where ask.slot != done {
      let home = memory.reports.row(ask.slot).pointee.incident
      guard home >= 0 else { continue }
      if let other = ask.other {
        if other.incident != home { contend(home, other) }
      } else {
        seat(ask.slot, preferred: -1)
        done = ask.slot
      }
    }
    asks.removeAll(keepingCapacity: true)
    for change in changed { askVoices(around: change.incident, &asks) }
    inTurn(&asks)
    done = -1
    for ask in asks where ask.slot != done {
      seatClaim(ask.slot)
      done = ask.slot
    }
  }

  /// In the order of submission; who must look again has nothing before that.
  private func inTurn(_ asks: inout [Ask]) {
    guard asks.count > 1 else { return }
    asks.sort { one, other in
      if one.slot != other.slot {
        return memory.reports.row(one.slot).pointee.turn
          < memory.reports.row(other.slot).pointee.turn
      }
      return (one.other?.incident ?? -1) < (other.other?.incident ?? -1)
    }
  }

  // MARK: Vague reports

  private func askVague(around change: Changed, _ asks: inout [Ask]) {
    let incident = change.incident
    guard memory.incidents.isLive(incident) else { return }
    let row = memory.incidents.row(incident)
    guard row.pointee.kind != .claim else { return }
    let isPrecise = row.pointee.has(IncidentRow.preciseBit)
    if isPrecise { askMembers(of: incident, &asks) }
    // Vague reports look for precise ones alone; where those went, some may be free to choose.
    guard isPrecise || change.isCorrection else { return }
    _ = search(Outline(row), .vague) { slot in
      let report = memory.reports.row(slot)
      guard report.pointee.incident != incident, report.pointee.incident >= 0 else { return }
      if report.pointee.bits & (ReportRow.openBit | ReportRow.decidedBit) != 0 {
        asks.append(Ask(slot: slot, other: nil))
      } else if isPrecise, let ask = ask(slot, about: incident) {
        asks.append(ask)
      }
    }
  }

  /// The vague reports that an incident has: they stay unless it fits them less than it did.
  private func askMembers(of incident: Int32, _ asks: inout [Ask]) {
    var slot = memory.incidents.row(incident).pointee.first
    var count = 0
    while slot >= 0, count < AssessmentLimits.vagueCandidatesMax {
      let report = memory.reports.row(slot)
      if !report.pointee.isPrecise {
        let known = CodeSet<IncidentEvidence>(bits: UInt64(report.pointee.evidence))
        let now = evidence(slot, Outline(report), incident)
        if now != known || report.pointee.has(ReportRow.decidedBit) {
          asks.append(Ask(slot: slot, other: nil))
        }
      }
      count += 1
      slot = report.pointee.next
    }
  }

  /// What an incident that changed is to a vague report that has another; nil when it is nothing.
  private func ask(_ slot: Int32, about incident: Int32) -> Ask? {
    let report = memory.reports.row(slot)
    let outline = Outline(report)
    guard let likeness = Similarity.evidence(outline, Outline(memory.incidents.row(incident))),
      // What is asked of an incident's reports can add no more than this.
      weights.score(likeness) + max(0, weights[.originShared]) >= weights.possible,
      let evidence = evidence(slot, outline, incident)
    else { return nil }
    let score = weights.score(evidence)
    guard score >= weights.possible else { return nil }
    if isStrong(evidence, score: score) {
      let home = memory.incidents.row(report.pointee.incident)
      let known = weights.score(CodeSet(bits: UInt64(report.pointee.evidence)))
      guard home.pointee.has(IncidentRow.preciseBit),
        score + AssessmentLimits.ambiguityPoints < known
      else { return Ask(slot: slot, other: nil) }
    }
    return Ask(slot: slot, other: Candidate(incident, evidence, score: score))
  }

  // MARK: Claims

  private func askVoices(around incident: Int32, _ asks: inout [Ask]) {
    guard memory.incidents.isLive(incident) else { return }
    let row = memory.incidents.row(incident)
    guard row.pointee.kind != .claim else { return }
    var slot = row.pointee.firstClaim
    while slot >= 0 {
      asks.append(Ask(slot: slot, other: nil))
      slot = memory.reports.row(slot).pointee.next
    }
    guard row.pointee.kind == .security else { return }
    _ = search(Outline(row), .voices) { slot in
      let report = memory.reports.row(slot)
      guard report.pointee.incident != incident, report.pointee.incident >= 0 else { return }
      if report.pointee.has(ReportRow.openBit) || mayLeave(slot, for: incident) {
        asks.append(Ask(slot: slot, other: nil))
      }
    }
  }

  /// Whether a claim may be about an incident that changed rather than about the one it has.
  private func mayLeave(_ slot: Int32, for incident: Int32) -> Bool {
    let report = memory.reports.row(slot)
    let outline = Outline(report)
    guard let evidence = claimEvidence(slot, outline, incident, named: -1) else { return false }
    let home = memory.incidents.row(report.pointee.incident)
    if outline.isPrecise {
      let isPrecise = memory.incidents.row(incident).pointee.has(IncidentRow.preciseBit)
      let isHomePrecise = home.pointee.has(IncidentRow.preciseBit)
      guard isPrecise == isHomePrecise else { return isPrecise }
    }
    let known = weights.score(CodeSet(bits: UInt64(report.pointee.evidence)))
    return weights.score(evidence) >= known
  }
}
