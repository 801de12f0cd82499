import JSON
import Model

/// What is published when a record is done: a version of every incident it changed, and alerts.
extension Assessment {
  func finish(_ effects: inout Effects) {
    settleAttachments()
    refreshFacts()
    for change in changed where memory.incidents.isLive(change.incident) {
      let row = memory.incidents.row(change.incident)
      guard row.pointee.kind != .claim else { continue }
      if row.pointee.version == 0, row.pointee.first < 0 {
        // Made and ended by one and the same record: nobody has heard of it.
        release(change.incident)
        continue
      }
      publish(change, &effects)
    }
    warn(&effects)
    for change in changed where memory.incidents.isLive(change.incident) {
      guard memory.incidents.row(change.incident).pointee.kind != .claim else { continue }
      releaseIfForgotten(change.incident)
    }
    answer(&effects)
  }

  private func publish(_ change: Changed, _ effects: inout Effects) {
    let slot = change.incident
    let row = memory.incidents.edit(slot)
    row.pointee.version += 1
    row.pointee.updated = memory.meta.clock
    if row.pointee.version == 1 { row.pointee.created = memory.meta.clock }
    compose(slot)
    let isGone = row.pointee.first < 0
    let isMerged = isGone && row.pointee.mergedInto >= 0
    document.pointee.version = row.pointee.version
    document.pointee.updated = Moment.instant(row.pointee.updated)
    document.pointee.created = Moment.instant(row.pointee.created)
    let isWithdrawn = row.pointee.isWithdrawn
    document.pointee.reason =
      isWithdrawn && !isGone
      ? .withdrawn : isMerged ? .mergedAway : isGone ? .allRetracted : change.reason
    document.pointee.change =
      isMerged
      ? .merged
      : isGone || isWithdrawn
        ? .retracted
        : row.pointee.version == 1 ? .created : change.isCorrection ? .revised : .updated
    writer.removeAll()
    document.pointee.write(to: &writer)
    let value = writer.withBytes { effects.keep($0) }
    effects.add(
      IncidentEffect(
        id: document.pointee.id, version: document.pointee.version, change: document.pointee.change,
        time: document.pointee.updated, cause: effects.outcomes.count, value: value))
  }

  /// An empty incident is kept for its version number as long as its founder is remembered.
  private func releaseIfForgotten(_ incident: Int32) {
    let row = memory.incidents.row(incident).pointee
    guard row.first < 0 else { return }
    if row.has(IncidentRow.saltedBit) || !memory.reports.isLive(row.founder) { release(incident) }
  }
}
