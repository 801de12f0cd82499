import Model
import Theatre

/// The third stage: what the rules want against what stands.
extension Assessment {
  /// Asks every rule that what moved can touch.
  func warn(_ effects: inout Effects) {
    while !moved.isEmpty {
      let batch = moved
      moved.removeAll(keepingCapacity: true)
      for move in batch { warn(move, &effects) }
    }
    for change in changed where change.isCorrection { reach(change.incident, &effects) }
  }

  private func warn(_ move: Moved, _ effects: inout Effects) {
    let now = move.now >= 0 ? memory.facts.row(move.now).pointee : nil
    let isCorrection = isCorrected(move.subject)
    if now == nil { end(move.subject, &effects) }
    var mask = (move.old.map { plan.touched($0) } ?? 0) | (now.map { plan.touched($0) } ?? 0)
    while mask != 0 {
      let rule = mask.trailingZeroBitCount
      mask &= mask - 1
      var asked: [Subject] = []
      for way in plan.rules[rule].ways {
        let key = Self.key(of: way.condition)
        if let now, let subject = subject(key, move.now, now), !asked.contains(subject) {
          asked.append(subject)
        }
        if key != .incident, let old = move.old, let subject = subject(key, -1, old),
          !asked.contains(subject)
        {
          asked.append(subject)
        }
      }
      for subject in asked { settle(rule, subject, isCorrection: isCorrection, &effects) }
    }
    askLinked(move, now, &effects)
    if plan.scored != nil {
      if let old = move.old { markStale(old.area1) }
      if let now { markStale(now.area1) }
    }
    if move.subject & 1 == 0 { campaign(move.subject >> 1, isCorrection: isCorrection, &effects) }
  }

  /// Whether something said before of this incident no longer holds.
  private func isCorrected(_ subject: Int32) -> Bool {
    if subject & 1 == 1 { return true }
    return changed.contains { $0.incident == subject >> 1 && $0.isCorrection }
  }

  /// A correction reaches every live alert of its incident, also when no threshold was crossed.
  private func reach(_ incident: Int32, _ effects: inout Effects) {
    guard memory.incidents.isLive(incident) else { return }
    var slot = memory.incidents.row(incident).pointee.firstAlert
    while slot >= 0 {
      let row = memory.alerts.row(slot).pointee
      if row.state.isLive, !told.contains(slot) {
        if memory.campaigns.count > 0, memory.campaigns.find(slot) >= 0 {
          campaign(incident, isCorrection: true, &effects)
        } else if let rule = rule(of: row) {
          let at = memory.facts.find(FactRow.subject(incident: incident))
          if at >= 0 { settle(rule, .fact(at), isCorrection: true, &effects) }
        }
      }
      slot = row.next
    }
  }

  /// Facts around one that moved, whose alerts may rest on it.
  private func askLinked(_ move: Moved, _ now: FactRow?, _ effects: inout Effects) {
    // Before its own alerts end, as those do that rest on it.
    if move.old != nil, move.subject & 1 == 0 { askRested(on: move.subject >> 1, &effects) }
    guard let now else { return }
    var mask = plan.linked & plan.touched(now)
    let fact = Fact(move.now, memory)
    while mask != 0 {
      let rule = mask.trailingZeroBitCount
      mask &= mask - 1
      var later: [Fact] = []
      for way in plan.rules[rule].ways {
        guard case .pair(let when) = way.condition else { continue }
        forEachPartner(of: fact, when, isLater: true) { other, _ in
          if fact.comesBefore(other), !later.contains(where: { $0.at == other.at }) {
            later.append(other)
          }
        }
      }
      later.sort { $0.comesBefore($1) }
      for other in later.prefix(AssessmentLimits.linkedAsked) {
        settle(rule, .fact(other.at), isCorrection: move.old != nil, &effects)
      }
    }
  }

  func rule(of row: AlertRow) -> Int? {
    let number = memory.names.meaning(row.rule).rule
    return number < 0 ? nil : Int(number)
  }

  /// Ends the alerts of a subject that is gone.
  private func end(_ subject: Int32, _ effects: inout Effects) {
    guard subject & 1 == 0 else {
      let id = memory.reports.row(subject >> 1).pointee.id
      for rule in plan.rules.indices {
        let slot = memory.alerts.find(alertID(plan.rules[rule].id, id, salt: 0))
        if slot >= 0 { stop(slot, .incidentRetracted, &effects) }
      }
      return
    }
    guard memory.incidents.isLive(subject >> 1) else { return }
    let reason = memory.incidents.row(subject >> 1).pointee.goneReason
    var slot = memory.incidents.row(subject >> 1).pointee.firstAlert
    while slot >= 0 {
      let row = memory.alerts.row(slot).pointee
      if memory.campaigns.count == 0 || memory.campaigns.find(slot) < 0 {
        stop(slot, reason, &effects)
      }
      slot = row.next
    }
  }

  /// Forgets the alerts of a report that is forgotten.
  func releaseSaid(_ report: Fingerprint) {
    for rule in plan.rules.indices {
      let slot = memory.alerts.find(alertID(plan.rules[rule].id, report, salt: 0))
      guard slot >= 0 else { continue }
      leaveDue(slot)
      memory.alerts.remove(slot)
    }
  }

  /// Forgets the alerts of an incident that is forgotten.
  func releaseAlerts(_ incident: Int32) {
    let row = memory.incidents.row(incident).pointee
    if row.campaign >= 0 { leaveCampaign(incident, row.campaign) }
    while memory.incidents.row(incident).pointee.firstRested >= 0 {
      rest(memory.incidents.row(incident).pointee.firstRested, on: -1)
    }
    var slot = memory.incidents.row(incident).pointee.firstAlert
    while slot >= 0 {
      let next = memory.alerts.row(slot).pointee.next
      leaveDue(slot)
      rest(slot, on: -1)
      dissolve(slot)
      memory.alerts.remove(slot)
      slot = next
    }
  }
}
