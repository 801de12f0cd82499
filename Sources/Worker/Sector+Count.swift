internal import Assessment
internal import Model

/// What a committed transaction adds to the figures.
extension Sector {
  func count() {
    let outcomes = effects.outcomes
    let (incidents, alerts, memory) = (
      effects.incidents.count, effects.alerts.count, effects.memory.count
    )
    let (messages, faulty) = (capMessages, capFaulty)
    let (conflicts, poison) = (effects.conflicts.count, poisoned)
    poisoned = 0
    let (reports, bytes) = (core.reportsRemembered, core.bytesRemembered)
    let logTime = core.logTime.seconds
    context.figures.add { counts in
      counts.assessed += outcomes.count { $0 != .clock }
      counts.replays += outcomes.count { $0 == .replay }
      if conflicts > 0 {
        counts.rejectedBy["\(RejectionReason.conflict.name)", default: 0] += conflicts
      }
      if poison > 0 { counts.rejectedBy["\(RejectionReason.poison.name)", default: 0] += poison }
      counts.incidentVersions += incidents
      counts.alertVersions += alerts
      counts.capMessages += messages
      counts.capRefused += faulty
      counts.stateRecords += memory
      counts.transactions += 1
      counts.reportsRemembered = reports
      counts.bytesRemembered = bytes
      counts.logTime = max(counts.logTime ?? logTime, logTime)
    }
    countDelays()
  }

  private func countDelays() {
    let now = log.now
    var delays = LatencyHistogram()
    delays.add(effects.incidents.map { times[$0.cause] }, until: now)
    context.figures.add(delays, to: .rawToIncident)
    delays = LatencyHistogram()
    delays.add(effects.alerts.map { times[$0.cause] }, until: now)
    context.figures.add(delays, to: .rawToAlert)
  }
}
