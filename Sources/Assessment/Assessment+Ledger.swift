import Model

/// The first stage: is it new, and what does it take back or replace?
extension Assessment {
  /// Enters the report in hand.
  func enter(digest: UInt64) -> ReportOutcome {
    let known = memory.reports.find(report.id)
    guard known >= 0 else { return enterNew(digest) }
    let row = memory.reports.row(known)
    if report.revision < row.pointee.revision { return .stale }
    if report.revision == row.pointee.revision {
      guard row.pointee.digest != digest else { return .replay }
      return contradict(known)
    }
    revise(known, digest)
    return .revision
  }

  /// The same identity and revision with other content: the first stands, and says that it is in
  /// question; what came second goes to the rejections, for somebody to decide.
  private func contradict(_ known: Int32) -> ReportOutcome {
    noteTime()
    let row = memory.reports.row(known).pointee
    conflict = ConflictEffect(
      report: row.id, revision: row.revision, incident: nil, cause: 0)
    conflict?.members = differences(row)
    if row.incident >= 0, memory.incidents.row(row.incident).pointee.kind != .claim {
      conflict?.incident = memory.incidents.row(row.incident).pointee.id
      if !row.has(ReportRow.conflictBit) {
        memory.reports.edit(known).pointee.set(ReportRow.conflictBit, true)
        note(row.incident, .conflict)
      }
    }
    return .conflict
  }

  /// In which members the report in hand differs from one that is remembered.
  private func differences(_ row: ReportRow) -> [StaticString] {
    let other = packed(0)
    var members: [StaticString] = []
    func compare(_ member: StaticString, _ isSame: Bool) {
      if !isSame { members.append(member) }
    }
    compare("kind", row.kind == other.kind)
    compare("assertion", row.assertion == other.assertion)
    compare("subEvent", row.subEvent == other.subEvent)
    compare("tactics", row.tactics == other.tactics)
    compare("weapons", row.weapons == other.weapons)
    compare("targets", row.targets == other.targets)
    compare("occurred", row.earliest == other.earliest && row.span == other.span)
    compare("submitted", row.submitted == other.submitted)
    compare(
      "place",
      row.latitude == other.latitude && row.longitude == other.longitude
        && row.radius == other.radius && row.place == other.place)
    compare("actors", (0..<4).allSatisfy { row.actors[$0].bits == other.actors[$0].bits })
    compare("tolls", (0..<3).allSatisfy { row.tolls[$0] == other.tolls[$0] })
    return members
  }

  private func noteTime() {
    isEntered = true
    // A clock that runs ahead must not run ours, or one bad telephone would end every alert: log
    // time is held to the time of receipt, and where that is not known such a report moves nothing.
    if received == nil, report.flags.contains(.clockAhead) { return }
    advance(to: report.submitted)
    letGo()
  }

  private func enterNew(_ digest: UInt64) -> ReportOutcome {
    guard memory.reports.next < Int32.max else { return .exhausted }
    noteTime()
    let slot = insertReport(digest)
    defer { forget() }
    if let by = takeHeld(report.id) {
      let isRetraction = memory.reports.row(by).pointee.kind == .retraction
      memory.reports.edit(slot).pointee.state = isRetraction ? .retracted : .replaced
      return .withdrawn
    }
    let kind = report.kind
    if kind == .decision { return decide(slot) }
    guard !report.refersTo.isEmpty, kind != .statement, kind != .claim, kind != .decision,
      kind != .acknowledgement
    else {
      correlate(slot, preferred: -1)
      return .new
    }
    let target = referred
    guard target != report.id else {
      correlate(slot, preferred: -1)
      return .new
    }
    let found = memory.reports.find(target)
    if found < 0 { hold(target, by: slot) }
    if kind == .retraction {
      guard found >= 0 else { return .held }
      withdraw(found, .retracted)
      return .retraction
    }
    guard found >= 0 else {
      // What is known of people in danger does not wait for what it corrects.
      correlate(slot, preferred: -1)
      return .held
    }
    let incident = memory.reports.row(found).pointee.incident
    withdraw(found, .replaced)
    correlate(slot, preferred: incident)
    return .replacement
  }

  /// The id of the report that the one in hand refers to.
  var referred: Fingerprint {
    report.withText(report.source) { source in
      report.withText(report.refersTo) { other in
        Report.identity(source: source, sourceReport: other, scratch: &scratch)
      }
    }
  }

  private func revise(_ slot: Int32, _ digest: UInt64) {
    noteTime()
    if report.kind == .decision { revoke(report.id) }
    let incident = memory.reports.row(slot).pointee.incident
    let state = memory.reports.row(slot).pointee.state
    if Self.isSaid(memory.reports.row(slot).pointee.kind) { said.append(slot) }
    detach(slot, .reportRevised)
    removeSpill(slot)
    var row = packed(digest)
    row.state = state
    row.set(ReportRow.decidedBit, memory.reports.row(slot).pointee.has(ReportRow.decidedBit))
    memory.reports.edit(slot).pointee = row
    keepSpill(slot)
    derive(slot)
    // What was taken back stays taken back: a source that changes its mind sends a new report.
    guard state == .standing else { return }
    if report.kind == .decision {
      _ = decide(slot)
    } else {
      correlate(slot, preferred: incident)
    }
  }

  /// Takes a report's contribution away.
  private func withdraw(_ slot: Int32, _ state: ReportState) {
    guard memory.reports.row(slot).pointee.state != .retracted else { return }
    memory.reports.edit(slot).pointee.state = state
    if Self.isSaid(memory.reports.row(slot).pointee.kind) { said.append(slot) }
    detach(slot, state == .retracted ? .reportRetracted : .reportReplaced)
  }

  // MARK: Updates before their original

  func hold(_ target: Fingerprint, by slot: Int32) {
    guard memory.held.find(target) < 0 else { return }
    memory.held.insert(HeldRow(target: target, by: slot))
  }

  private func takeHeld(_ id: Fingerprint) -> Int32? {
    guard memory.held.count > 0 else { return nil }
    let found = memory.held.find(id)
    guard found >= 0 else { return nil }
    let by = memory.held.row(found).pointee.by
    memory.held.remove(found)
    return by
  }

  // MARK: Forgetting

  /// Forgets the oldest reports while there are too many.
  private func forget() {
    while memory.reports.count > limits.reportsMax {
      let slot = memory.meta.oldest
      memory.meta.oldest += 1
      memory.meta.counts.forgotten += 1
      forgetReport(slot)
    }
    letGo()
  }

  /// Lets updates go whose original is not to be expected any more: their time has passed, or they
  /// are forgotten themselves. Asked with every report and every clock record.
  func letGo() {
    let oldest = memory.meta.oldest
    while memory.meta.heldFront < memory.held.next {
      let front = memory.meta.heldFront
      if memory.held.isLive(front) {
        let by = memory.held.row(front).pointee.by
        if by >= oldest {
          let since = memory.reports.row(by).pointee.submitted
          guard Int64(since) + limits.heldSeconds < Int64(memory.meta.clock) else { break }
          memory.meta.counts.letGo += 1
        }
        memory.held.remove(front)
      }
      memory.meta.heldFront += 1
    }
  }

  /// An incident keeps what it was told by those that are remembered; it goes with the last.
  private func forgetReport(_ slot: Int32) {
    let row = memory.reports.row(slot).pointee
    unindexReport(slot)
    if row.incident >= 0 {
      unlink(slot)
      leave(row.incident)
    }
    if row.kind == .decision { forgetDecision(row.id) }
    removeSpill(slot)
    if Self.isSaid(row.kind) {
      dropFact(FactRow.subject(report: slot))
      releaseSaid(row.id)
    }
    memory.reports.remove(slot)
    // The incident it founded, emptied before, was kept for its version number.
    let founded = memory.incidents.find(Self.incidentID(row.id, salt: 0))
    if founded >= 0, memory.incidents.row(founded).pointee.has(IncidentRow.retractedBit) {
      release(founded)
    }
  }

  /// After the last report of an incident its claims look for another; nothing is published, the
  /// incident was not taken back.
  private func leave(_ incident: Int32) {
    let left = memory.incidents.row(incident).pointee
    if left.first >= 0 || (left.kind == .claim && left.firstClaim >= 0) {
      settle(incident)
      return
    }
    var claims: [Int32] = []
    walk(left.firstClaim, .max) { slot, _ in claims.append(slot) }
    for claim in claims { unlink(claim) }
    release(incident)
    for claim in claims { seatClaim(claim) }
  }
}
