import Model

/// Taking a report's contribution away, and what follows for those that it held together.
extension Assessment {
  /// Takes a report out of its incident for a reason that will be published.
  func detach(_ slot: Int32, _ reason: IncidentReason) {
    let incident = memory.reports.row(slot).pointee.incident
    unindexReport(slot)
    guard incident >= 0 else { return }
    let row = memory.incidents.row(incident).pointee
    if row.kind == .claim {
      // It waited alone.
      unlink(slot)
      release(incident)
      return
    }
    let isClaim = memory.reports.row(slot).pointee.isVoice
    let isPillar =
      !isClaim && memory.reports.row(slot).pointee.isPrecise == row.has(IncidentRow.preciseBit)
    let seeds = isPillar ? companions(slot, incident) : []
    if isPillar, row.has(IncidentRow.preciseBit) { gatherOpen(around: slot) }
    unlink(slot)
    settle(incident)
    note(incident, reason, isCorrection: true)
    guard isPillar else { return }
    if row.has(IncidentRow.preciseBit),
      !memory.incidents.row(incident).pointee.has(IncidentRow.preciseBit)
    {
      // Only vague reports are left: they are taken as if they had come without it.
      loosen(incident)
    }
    retake(seeds)
  }

  /// The other reports that hold an incident together, and those elsewhere that this one was kept
  /// apart from: they may have room where it leaves.
  func companions(_ slot: Int32, _ incident: Int32) -> [Int32] {
    var others: [Int32] = []
    forEachPillar(of: incident) { if $0 != slot { others.append($0) } }
    if memory.incidents.row(incident).pointee.has(IncidentRow.blockedBit) {
      _ = lookAround(slot)
      others += near.filter { $0.isStrong && $0.home != incident }.map(\.slot)
    }
    return others
  }

  /// Takes reports again, when there is more than one that something could part.
  func retake(_ seeds: [Int32]) {
    guard seeds.count > 1, let part = component(of: seeds) else { return }
    rebuild(part, preferred: -1)
  }

  /// Remembers the vague reports that fitted several incidents near a report that goes.
  private func gatherOpen(around slot: Int32) {
    _ = search(Outline(memory.reports.row(slot)), .vague) { other in
      if memory.reports.row(other).pointee.has(ReportRow.openBit) { unsettled.append(other) }
    }
  }

  /// Takes the vague reports of an incident that has no precise ones left out, and seats them anew.
  private func loosen(_ incident: Int32) {
    var slots: [Int32] = []
    var slot = memory.incidents.row(incident).pointee.first
    while slot >= 0 {
      slots.append(slot)
      slot = memory.reports.row(slot).pointee.next
    }
    for slot in slots { unlink(slot) }
    settle(incident)
    slots.sort { memory.reports.row($0).pointee.turn < memory.reports.row($1).pointee.turn }
    for slot in slots { seat(slot, preferred: incident) }
  }
}
