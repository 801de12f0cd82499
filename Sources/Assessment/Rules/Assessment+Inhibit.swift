import Model
import Theatre

/// What an alert rests on beside its own incident, alerts that speak for others, and good news.
extension Assessment {
  // MARK: Resting

  /// The earlier incident of a pair; a campaign keeps its members itself.
  func other(of alert: DesiredAlert) -> Int32 {
    guard case .fact = alert.subject, alert.rule != plan.campaign, alert.grounds.count == 2,
      alert.grounds[0] & 1 == 0, alert.grounds[0] != alert.grounds[1]
    else { return -1 }
    return alert.grounds[0] >> 1
  }

  /// Hangs an alert among those that rest on an incident, so that what becomes of that one reaches
  /// it whatever else there is.
  func rest(_ slot: Int32, on incident: Int32) {
    let row = memory.alerts.row(slot).pointee
    guard row.other != incident else { return }
    if row.other >= 0 {
      if row.otherPrevious >= 0 {
        memory.alerts.relink(row.otherPrevious).pointee.otherNext = row.otherNext
      } else {
        memory.incidents.relink(row.other).pointee.firstRested = row.otherNext
      }
      if row.otherNext >= 0 {
        memory.alerts.relink(row.otherNext).pointee.otherPrevious = row.otherPrevious
      }
    }
    memory.alerts.edit(slot).pointee.other = incident
    relinkRested(slot)
  }

  /// Puts an alert at the head of the chain of what it rests on.
  func relinkRested(_ slot: Int32) {
    let row = memory.alerts.relink(slot)
    row.pointee.otherNext = -1
    row.pointee.otherPrevious = -1
    guard row.pointee.other >= 0 else { return }
    let incident = memory.incidents.relink(row.pointee.other)
    row.pointee.otherNext = incident.pointee.firstRested
    if incident.pointee.firstRested >= 0 {
      memory.alerts.relink(incident.pointee.firstRested).pointee.otherPrevious = slot
    }
    incident.pointee.firstRested = slot
  }

  /// Asks the alerts anew that rest on an incident which changed or went, by their ids.
  func askRested(on incident: Int32, _ effects: inout Effects) {
    guard memory.incidents.isLive(incident) else { return }
    var rested: [(id: Fingerprint, slot: Int32)] = []
    var slot = memory.incidents.row(incident).pointee.firstRested
    while slot >= 0 {
      let row = memory.alerts.row(slot)
      rested.append((row.pointee.id, slot))
      slot = row.pointee.otherNext
    }
    rested.sort { $0.id < $1.id }
    for item in rested {
      let row = memory.alerts.row(item.slot).pointee
      guard row.state.isLive || row.state == .suppressed, row.incident >= 0,
        let rule = rule(of: row)
      else { continue }
      let at = memory.facts.find(FactRow.subject(incident: row.incident))
      if at >= 0 { settle(rule, .fact(at), isCorrection: true, &effects) }
    }
  }

  // MARK: Holding back

  func isHeldBack(_ alert: DesiredAlert) -> Bool {
    guard let incident = incident(of: alert) else { return false }
    let id = plan.rules[alert.rule].id
    func holds(_ slot: Int32) -> Bool {
      let row = memory.alerts.row(slot).pointee
      guard row.state.isLive, let other = rule(of: row) else { return false }
      return plan.rules[other].inhibits.contains(id)
    }
    let row = memory.incidents.row(incident).pointee
    if row.campaign >= 0, holds(row.campaign) { return true }
    var slot = row.firstAlert
    while slot >= 0 {
      if holds(slot) { return true }
      slot = memory.alerts.row(slot).pointee.next
    }
    return false
  }

  private func incident(of alert: DesiredAlert) -> Int32? {
    guard case .fact = alert.subject, let last = alert.grounds.last, last & 1 == 0 else {
      return nil
    }
    return last >> 1
  }

  /// Holds back what stands on the same incidents and is told by this alert as well.
  func holdBack(by alert: DesiredAlert, _ effects: inout Effects) {
    let inhibits = plan.rules[alert.rule].inhibits
    guard !inhibits.isEmpty, case .fact = alert.subject else { return }
    for ground in alert.grounds where ground & 1 == 0 {
      // A pair holds back what its later part raised; a campaign, what all its members did.
      var slot = memory.incidents.row(ground >> 1).pointee.firstAlert
      while slot >= 0 {
        let row = memory.alerts.row(slot).pointee
        if row.state.isLive, row.id != alert.id, let other = rule(of: row),
          inhibits.contains(plan.rules[other].id)
        {
          memory.meta.counts.alertsSuppressed += 1
          say(slot, asked(other, row) ?? standing(slot, other), .suppressed, .inhibited, &effects)
        }
        slot = row.next
      }
    }
  }

  /// What an alert that is taken back held back may speak again.
  func release(heldBackBy slot: Int32, _ effects: inout Effects) {
    let row = memory.alerts.row(slot).pointee
    guard let rule = rule(of: row), !plan.rules[rule].inhibits.isEmpty else { return }
    for incident in members(slot) where memory.incidents.isLive(incident) {
      let at = memory.facts.find(FactRow.subject(incident: incident))
      guard at >= 0 else { continue }
      var other = memory.incidents.row(incident).pointee.firstAlert
      while other >= 0 {
        let held = memory.alerts.row(other).pointee
        if held.state == .suppressed, let its = self.rule(of: held),
          plan.rules[rule].inhibits.contains(plan.rules[its].id),
          let alert = desired(its, .fact(at))
        {
          bring(alert, isCorrection: true, &effects)
        }
        other = held.next
      }
    }
  }

  /// Lowers the live alerts of the rules that good news eases, in the same country. Never ends one.
  func ease(_ rule: Rule, _ alert: DesiredAlert, _ effects: inout Effects) {
    var eased: [(id: Fingerprint, slot: Int32)] = []
    memory.alerts.forEachLive { slot, row in
      guard row.pointee.state.isLive, !row.pointee.has(AlertRow.easedBit) else { return }
      let id = memory.names.string(row.pointee.rule)
      if rule.eases.contains(id) { eased.append((row.pointee.id, slot)) }
    }
    eased.sort { $0.id < $1.id }
    for item in eased {
      let row = memory.alerts.row(item.slot).pointee
      guard let other = self.rule(of: row) else { continue }
      let standing = asked(other, row) ?? standing(item.slot, other)
      let edited = memory.alerts.edit(item.slot)
      edited.pointee.bits |= AlertRow.easedBit
      edited.pointee.severity = row.severity.eased
      say(item.slot, standing, .updated, .eased, renews: false, &effects)
    }
  }
}
