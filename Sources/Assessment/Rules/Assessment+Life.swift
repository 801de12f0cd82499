import Model
import Theatre

/// An alert's life: waiting, raised, updated, renewed, eased, held back, ended.
extension Assessment {
  /// Holds what a rule wants of a subject against what stands.
  func settle(
    _ rule: Int, _ subject: Subject, isCorrection: Bool, _ effects: inout Effects
  ) {
    let wanted = desired(rule, subject)
    if let wanted {
      bring(wanted, isCorrection: isCorrection, &effects)
      return
    }
    if case .fact(let at) = subject {
      let row = memory.facts.row(at)
      if !row.pointee.isReport,
        memory.incidents.row(row.pointee.slot).pointee.firstAlert < 0
      {
        return
      }
    }
    let slot = memory.alerts.find(id(rule, subject))
    guard slot >= 0 else { return }
    // What is counted over a window goes down as time passes; only a correction ends it at once.
    if case .fact = subject {
      stop(slot, .conditionsGone, &effects)
    } else if isCorrection || memory.alerts.row(slot).pointee.state == .pending {
      stop(slot, .conditionsGone, &effects)
    }
  }

  /// Raises, updates or leaves an alert.
  func bring(_ alert: DesiredAlert, isCorrection: Bool, _ effects: inout Effects) {
    let rule = plan.rules[alert.rule]
    let found = memory.alerts.find(alert.id)
    guard found >= 0 else {
      guard alert.isHigh, isFresh(alert) else { return }
      begin(insert(alert), alert, .raised, &effects)
      return
    }
    let row = memory.alerts.row(found).pointee
    switch row.state {
    case .pending: return
    case .suppressed:
      // Held back as long as what holds it back stands.
      if !isHeldBack(alert), isCorrection { begin(found, alert, .raised, &effects) }
    case .firing, .updated:
      if row.below != 0 { memory.alerts.edit(found).pointee.below = 0 }
      // A correction is told once, however many facts of it the record in hand moved.
      let isNew = isCorrection && !told.contains(found)
      guard let change = change(row, alert, isNew) else { return }
      say(found, alert, .updated, change, &effects)
    case .cancelled:
      guard alert.isHigh, isFresh(alert) else { return }
      begin(found, alert, .raised, &effects)
    case .expired:
      guard alert.isHigh, isFresh(alert) else { return }
      let isOver = Int64(memory.meta.clock) - Int64(row.updated) >= rule.life.cooldown
      let isWorse = alert.severity.rawValue < row.severity.rawValue
      if case .fact = alert.subject {
        guard let change = change(row, alert, false) else { return }
        say(found, alert, .updated, change, &effects)
      } else if isOver || isWorse {
        begin(found, alert, .raised, &effects)
      } else {
        memory.meta.counts.alertsSuppressed += 1
      }
    }
  }

  private func isFresh(_ alert: DesiredAlert) -> Bool {
    guard let latest = alert.latest else { return true }
    return Int64(latest) + limits.alertFreshness >= Int64(memory.meta.clock)
  }

  /// What changed that people must be told, or nil.
  private func change(
    _ row: AlertRow, _ alert: DesiredAlert, _ isCorrection: Bool
  ) -> AlertReason? {
    // A severity that was eased is not the rule's.
    let own = row.has(AlertRow.easedBit)
    if row.grounds != alert.groundsDigest {
      if case .fact = alert.subject { return .groundsChanged }
      // Of a count, more is material; fewer is not, while it stands.
      if alert.groundsDigest > row.grounds { return .groundsChanged }
    }
    if row.severity != alert.severity, !own { return .severityChanged }
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

  private func insert(_ alert: DesiredAlert) -> Int32 {
    var row = AlertRow()
    row.id = alert.id
    // In no chain yet.
    row.state = .cancelled
    if let first = alert.grounds.last, case .fact = alert.subject, first & 1 == 0 {
      row.incident = first >> 1
    } else {
      row.subject = nameNumber(text(of: alert.subject))
    }
    guard row.incident >= 0 else { return memory.alerts.insert(row) }
    let incident = memory.incidents.relink(row.incident)
    row.next = incident.pointee.firstAlert
    let slot = memory.alerts.insert(row)
    incident.pointee.firstAlert = slot
    return slot
  }

  /// From nothing, or from an end: waits, is held back, or is raised.
  private func begin(
    _ slot: Int32, _ alert: DesiredAlert, _ reason: AlertReason, _ effects: inout Effects
  ) {
    let rule = plan.rules[alert.rule]
    if isHeldBack(alert) {
      memory.meta.counts.alertsSuppressed += 1
      say(slot, alert, .suppressed, .inhibited, &effects)
      return
    }
    let state = memory.alerts.row(slot).pointee.state
    if rule.life.pendingFor > 0, state != .pending {
      leaveDue(slot)
      let row = memory.alerts.edit(slot)
      row.pointee.state = .pending
      row.pointee.rule = nameNumber(rule.id)
      row.pointee.due = Tick.begin(
        of: memory.meta.clock &+ UInt32(clamping: rule.life.pendingFor) &+ 599)
      joinDue(slot)
      return
    }
    memory.meta.counts.alertsRaised += 1
    let row = memory.alerts.edit(slot)
    row.pointee.raised = memory.meta.clock
    row.pointee.bits = 0
    row.pointee.sent = .init(repeating: 0)
    say(slot, alert, .firing, reason, &effects)
    holdBack(by: alert, &effects)
    if !rule.eases.isEmpty { ease(rule, alert, &effects) }
  }

  /// Writes what an alert now says into its row, and tells it.
  ///
  /// `renews`: it lives on from now. What is said about it without new grounds (nobody answered,
  /// somebody did) makes it live no longer.
  func say(
    _ slot: Int32, _ alert: DesiredAlert, _ state: AlertState, _ reason: AlertReason,
    renews: Bool = true, _ effects: inout Effects
  ) {
    let rule = plan.rules[alert.rule]
    leaveDue(slot)
    let row = memory.alerts.edit(slot)
    noteSent(row, wasLive: row.pointee.state.isLive)
    row.pointee.version += 1
    row.pointee.state = state
    row.pointee.rule = nameNumber(rule.id)
    row.pointee.entry = alert.entry.map { nameNumber(theatre.calendar.entries[$0].id) } ?? 0
    row.pointee.actor = actorName(alert.family)
    if !row.pointee.has(AlertRow.easedBit) {
      row.pointee.severity = alert.severity
    }
    row.pointee.certainty = alert.certainty
    row.pointee.tollBand = alert.tollBand
    row.pointee.grounds = alert.groundsDigest
    row.pointee.area = alert.area
    row.pointee.updated = memory.meta.clock
    // CAP practice discourages more than 24 hours without an update.
    if renews || row.pointee.expires <= memory.meta.clock {
      let life = UInt32(clamping: min(max(rule.life.expiresAfter, 3_600), 86_400))
      row.pointee.expires = Tick.begin(of: memory.meta.clock &+ life)
    }
    row.pointee.due = row.pointee.expires
    let patience = rule.life.unacknowledgedAfter
    if patience > 0, !row.pointee.has(AlertRow.acknowledgedBit | AlertRow.escalatedBit) {
      let moment = Tick.begin(of: row.pointee.raised &+ UInt32(clamping: patience) &+ 599)
      if moment > memory.meta.clock { row.pointee.due = min(row.pointee.due, moment) }
    }
    joinDue(slot)
    rest(slot, on: other(of: alert))
    told.append(slot)
    emit(slot, alert, reason, &effects)
    if state == .suppressed { memory.alerts.edit(slot).pointee.sent = .init(repeating: 0) }
  }

  /// Notes the version before this one, when it was told and stood: what ended has nothing that an
  /// update could stand in for.
  private func noteSent(_ row: UnsafeMutablePointer<AlertRow>, wasLive: Bool) {
    guard row.pointee.version > 0, wasLive else { return }
    for index in (1..<4).reversed() { row.pointee.sent[index] = row.pointee.sent[index - 1] }
    row.pointee.sent[0] = row.pointee.updated
  }

  /// Ends an alert for a reason. What waited goes without a word.
  func stop(_ slot: Int32, _ reason: AlertReason, _ effects: inout Effects) {
    let was = memory.alerts.row(slot).pointee.state
    guard was.isLive || was == .pending || was == .suppressed else { return }
    leaveDue(slot)
    rest(slot, on: -1)
    let row = memory.alerts.edit(slot)
    row.pointee.state = reason == .timePassed ? .expired : .cancelled
    // What was held back lapses without a word: its `expires` says so.
    guard was != .pending, was != .suppressed || reason != .timePassed else { return }
    noteSent(row, wasLive: was.isLive)
    row.pointee.version += 1
    row.pointee.updated = memory.meta.clock
    told.append(slot)
    emitEnd(slot, reason, &effects)
    if was.isLive, reason != .timePassed { release(heldBackBy: slot, &effects) }
  }

  // MARK: Falling due

  /// What falls due for an alert with its tick.
  func fallDue(_ slot: Int32, _ effects: inout Effects) {
    let row = memory.alerts.row(slot).pointee
    guard let rule = rule(of: row) else { return stop(slot, .timePassed, &effects) }
    let life = plan.rules[rule].life
    switch row.state {
    case .pending:
      guard let alert = asked(rule, row), alert.isHigh else {
        return stop(slot, .conditionsGone, &effects)
      }
      begin(slot, alert, .raised, &effects)
    case .firing, .updated, .suppressed:
      if row.due < row.expires {
        insist(slot, rule, &effects)
        return
      }
      guard life.renews, row.state != .suppressed else {
        return stop(slot, .timePassed, &effects)
      }
      if let alert = asked(rule, row) {
        memory.alerts.edit(slot).pointee.below = 0
        say(slot, alert, .updated, .renewed, &effects)
      } else if life.clearAfter > 0 {
        let since = row.below == 0 ? memory.meta.clock : row.below
        guard Int64(memory.meta.clock) - Int64(since) < life.clearAfter else {
          return stop(slot, .timePassed, &effects)
        }
        memory.alerts.edit(slot).pointee.below = since
        say(slot, standing(slot, rule), .updated, .renewed, &effects)
      } else {
        stop(slot, .timePassed, &effects)
      }
    case .cancelled, .expired: break
    }
  }

  /// What its rule wants of a remembered alert's subject now.
  func asked(_ rule: Int, _ row: AlertRow) -> DesiredAlert? {
    if row.incident >= 0 {
      let at = memory.facts.find(FactRow.subject(incident: row.incident))
      return at < 0 ? nil : desired(rule, .fact(at))
    }
    for way in plan.rules[rule].ways {
      let key = Self.key(of: way.condition)
      if let subject = subject(key, text: row.subject), let alert = desired(rule, subject),
        alert.id == row.id
      {
        return alert
      }
    }
    return nil
  }

  /// An alert as it stands, when its condition does not say more.
  func standing(_ slot: Int32, _ rule: Int) -> DesiredAlert {
    let row = memory.alerts.row(slot).pointee
    var alert = DesiredAlert(rule: rule, subject: .theatre)
    if row.incident >= 0 {
      let subject = FactRow.subject(incident: row.incident)
      let at = memory.facts.find(subject)
      if at >= 0 { alert.subject = .fact(at) }
      alert.grounds = [subject]
    } else {
      for way in plan.rules[rule].ways {
        if let subject = subject(Self.key(of: way.condition), text: row.subject) {
          alert.subject = subject
        }
      }
    }
    alert.id = row.id
    alert.severity = row.severity
    alert.certainty = row.certainty
    alert.tollBand = row.tollBand
    alert.groundsDigest = row.grounds
    alert.area = row.area
    let actor = memory.names.meaning(row.actor).actor
    if actor >= 0 { alert.family = UInt32(actor) + 1 }
    if row.entry != 0 {
      let id = memory.names.string(row.entry)
      alert.entry = theatre.calendar.entries.firstIndex { $0.id == id }
    }
    return alert
  }

  // MARK: Acknowledgements

  /// Nobody said that he had seen it: told once more, to those whom the rule names for that. What
  /// threatens is no worse for it, so the severity stays.
  private func insist(_ slot: Int32, _ rule: Int, _ effects: inout Effects) {
    let row = memory.alerts.row(slot).pointee
    let alert = asked(rule, row) ?? standing(slot, rule)
    let edited = memory.alerts.edit(slot)
    edited.pointee.bits |= AlertRow.escalatedBit
    say(slot, alert, .updated, .unacknowledged, renews: false, &effects)
  }

  /// Somebody saw an alert: it is told, and not insisted on.
  func acknowledge(_ id: Fingerprint, _ effects: inout Effects) {
    let slot = memory.alerts.find(id)
    guard slot >= 0 else { return }
    let row = memory.alerts.row(slot).pointee
    guard row.state.isLive, !row.has(AlertRow.acknowledgedBit), let rule = rule(of: row) else {
      return
    }
    memory.alerts.edit(slot).pointee.bits |= AlertRow.acknowledgedBit
    let alert = asked(rule, row) ?? standing(slot, rule)
    say(slot, alert, .updated, .acknowledged, renews: false, &effects)
  }
}
