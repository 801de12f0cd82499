import Model
import Theatre

/// The third stage: what the rules want against what stands.
extension Assessment {
  func warn(_ incident: Int32, isCorrection: Bool, _ effects: inout Effects) {
    evaluate(incident)
    let wanted = desired
    var slot = memory.incidents.row(incident).pointee.firstAlert
    while slot >= 0 {
      let row = memory.alerts.row(slot).pointee
      if memory.campaigns.count == 0 || memory.campaigns.find(slot) < 0,
        !wanted.contains(where: { $0.id == row.id }), row.state.isLive
      {
        let isGone = memory.incidents.row(incident).pointee.first < 0
        cancel(slot, isGone ? .incidentRetracted : .conditionsGone, [incident], &effects)
      }
      slot = row.next
    }
    for alert in wanted { bring(alert, isCorrection: isCorrection, &effects) }
    campaign(incident, isCorrection: isCorrection, &effects)
  }

  /// Raises, updates or leaves an alert.
  func bring(_ alert: DesiredAlert, isCorrection: Bool, _ effects: inout Effects) {
    let found = memory.alerts.find(alert.id)
    guard found >= 0 else {
      if isFresh(alert) { raise(alert, &effects) }
      return
    }
    let row = memory.alerts.row(found).pointee
    let reason: AlertReason
    switch row.state {
    case .firing, .updated:
      guard let change = change(row, alert, isCorrection) else { return }
      reason = change
    case .cancelled:
      guard isFresh(alert) else { return }
      reason = .raised
    case .expired:
      guard let change = change(row, alert, false), isFresh(alert) else { return }
      reason = change
    }
    store(found, alert, row.state == .cancelled ? .firing : .updated)
    emit(found, alert, reason, &effects)
  }

  private func isFresh(_ alert: DesiredAlert) -> Bool {
    var latest: UInt32 = 0
    for incident in alert.incidents {
      latest = max(latest, memory.incidents.row(incident).pointee.latest)
    }
    return Int64(latest) + limits.alertFreshness >= Int64(memory.meta.clock)
  }

  /// What changed that people must be told, or nil.
  private func change(
    _ row: AlertRow, _ alert: DesiredAlert, _ isCorrection: Bool
  ) -> AlertReason? {
    if row.grounds != alert.grounds { return .groundsChanged }
    if row.severity != alert.severity { return .severityChanged }
    if row.certainty != alert.certainty { return .certaintyChanged }
    if row.area != alert.area { return .areaChanged }
    if row.tollBand != alert.tollBand { return .tollChanged }
    if row.actor != actorName(alert.family) { return .actorChanged }
    return isCorrection ? .corrected : nil
  }

  /// The number of the id of a family's head.
  func actorName(_ family: UInt32) -> UInt32 {
    guard family > 0, Int(family) <= theatre.actors.actors.count else { return 0 }
    return nameNumber(theatre.actors.actors[Int(family) - 1].id)
  }

  func nameNumber(_ text: String) -> UInt32 {
    var text = text
    return text.withUTF8 {
      memory.names.number(
        UnsafeRawBufferPointer($0), missed: &memory.meta.counts.namesMissed)
    }
  }

  private func raise(_ alert: DesiredAlert, _ effects: inout Effects) {
    var row = AlertRow()
    row.id = alert.id
    row.raised = memory.meta.clock
    row.incident = alert.incidents[0]
    let incident = memory.incidents.relink(alert.incidents[0])
    row.next = incident.pointee.firstAlert
    // Not live until stored: it is in no chain of expiry yet.
    row.state = .cancelled
    let slot = memory.alerts.insert(row)
    incident.pointee.firstAlert = slot
    memory.meta.counts.alertsRaised += 1
    store(slot, alert, .firing)
    emit(slot, alert, .raised, &effects)
  }

  /// Writes what an alert now says into its row.
  private func store(_ slot: Int32, _ alert: DesiredAlert, _ state: AlertState) {
    leaveExpiry(slot)
    let row = memory.alerts.edit(slot)
    row.pointee.version += 1
    row.pointee.state = state
    row.pointee.rule = nameNumber(alert.rule.id)
    row.pointee.entry = alert.entry.map { nameNumber(theatre.calendar.entries[$0].id) } ?? 0
    row.pointee.actor = actorName(alert.family)
    row.pointee.severity = alert.severity
    row.pointee.certainty = alert.certainty
    row.pointee.tollBand = alert.tollBand
    row.pointee.grounds = alert.grounds
    row.pointee.area = alert.area
    row.pointee.updated = memory.meta.clock
    // CAP practice discourages more than 24 hours without an update.
    let life = UInt32(clamping: min(max(alert.rule.expiresAfter, 3_600), 86_400))
    row.pointee.expires = Tick.begin(of: memory.meta.clock &+ life)
    joinExpiry(slot)
  }

  func cancel(
    _ slot: Int32, _ reason: AlertReason, _ incidents: [Int32], _ effects: inout Effects
  ) {
    leaveExpiry(slot)
    let row = memory.alerts.edit(slot)
    row.pointee.version += 1
    row.pointee.state = reason == .timePassed ? .expired : .cancelled
    row.pointee.updated = memory.meta.clock
    emitEnd(slot, reason, incidents, &effects)
  }

  /// The incidents an alert rests on.
  func grounds(_ slot: Int32) -> [Int32] {
    let found = memory.campaigns.find(slot)
    guard found >= 0 else { return [memory.alerts.row(slot).pointee.incident] }
    let row = memory.campaigns.row(found).pointee
    return (0..<Int(row.count)).map { row.incidents[$0] }
  }

  /// Forgets the alerts of an incident that is forgotten.
  func releaseAlerts(_ incident: Int32) {
    let row = memory.incidents.row(incident).pointee
    if row.campaign >= 0 { leaveCampaign(incident, row.campaign) }
    var slot = memory.incidents.row(incident).pointee.firstAlert
    while slot >= 0 {
      let next = memory.alerts.row(slot).pointee.next
      leaveExpiry(slot)
      dissolve(slot)
      memory.alerts.remove(slot)
      slot = next
    }
  }
}
