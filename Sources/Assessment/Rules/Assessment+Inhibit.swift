import Model
import Theatre

/// Alerts that speak for others, and good news.
extension Assessment {
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
