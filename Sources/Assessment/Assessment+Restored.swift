import JSON
public import Model
import Theatre

extension Assessment {
  /// Builds what is derived (names, lists, cores, indexes, campaigns) after the last record.
  ///
  /// Afterwards everything goes on as if it had never stopped. Throws when a record that others
  /// refer to is missing: the topic was cut, and going on would publish falsehoods.
  public func restored() throws(MemoryFault) {
    defer { restoring = Restoring() }
    guard let next = restoring.next else {
      guard memory.reports.count == 0, memory.incidents.count == 0 else {
        throw missing("meta")
      }
      return
    }
    try restoreNames(next.names)
    memory.reports.raiseNext(to: Int32(clamping: next.reports))
    memory.held.raiseNext(to: Int32(clamping: next.held))
    memory.incidents.raiseNext(to: Int32(clamping: next.incidents))
    memory.alerts.raiseNext(to: Int32(clamping: next.alerts))
    guard memory.reports.count == Int(memory.reports.next - memory.meta.oldest) else {
      throw missing("report")
    }
    if let kept = restoring.kept {
      guard memory.spoken.count == Int(kept.spoken) else { throw missing("spoken") }
      guard memory.watches.count == Int(kept.watches) else { throw missing("watch") }
    }
    var decided: [Fingerprint] = []
    memory.decisions.forEachLive { _, row in
      decided.append(row.pointee.one)
      if row.pointee.one != row.pointee.other { decided.append(row.pointee.other) }
    }
    for report in decided { count(report) }
    try relinkReports()
    try relinkAlerts()
    try relinkCampaigns()
    for (incident, links) in restoring.links.sorted(by: { $0.key < $1.key }) {
      var row = LinkRow(incident: incident)
      for (index, link) in links.enumerated() {
        guard memory.incidents.isLive(link.incident) else { throw missing("incident") }
        row.links[index] = link
      }
      memory.links.insert(row)
      memory.incidents.relink(incident).pointee.set(IncidentRow.linkedBit, true)
    }
    memory.incidents.forEachLive { slot, _ in settle(slot) }
    restoreFacts()
  }

  private func missing(_ kind: String) -> MemoryFault {
    MemoryFault(
      reason: .incomplete, key: kind,
      sentence:
        "A record of memory is missing; the topic was cut. Assess the log again from its start.")
  }

  private func restoreNames(_ count: Int64) throws(MemoryFault) {
    restoring.names.sort { $0.number < $1.number }
    guard restoring.names.count + 1 == Int(count) else { throw missing("name") }
    for (index, name) in restoring.names.enumerated() {
      guard name.number == Int64(index + 1) else { throw missing("name") }
      name.text.withUnsafeBytes { memory.names.restore($0) }
    }
  }

  private func relinkReports() throws(MemoryFault) {
    for slot in memory.meta.oldest..<memory.reports.next {
      let row = memory.reports.row(slot)
      guard row.pointee.place < UInt32(memory.names.count),
        row.pointee.source < UInt32(memory.names.count),
        row.pointee.origin < UInt32(memory.names.count)
      else { throw missing("name") }
      derive(slot)
      let incident = row.pointee.incident
      guard incident >= 0 else { continue }
      guard memory.incidents.isLive(incident) else { throw missing("incident") }
      link(slot, incident)
      indexReport(slot)
    }
  }

  private func relinkAlerts() throws(MemoryFault) {
    // An incident's alerts stand newest first, as they were put in.
    for slot in 0..<memory.alerts.next where memory.alerts.isLive(slot) {
      let row = memory.alerts.row(slot).pointee
      if row.isWatched { rejoinDue(slot) }
      if row.other >= 0 {
        guard memory.incidents.isLive(row.other) else { throw missing("incident") }
        relinkRested(slot)
      }
      guard row.incident >= 0 else { continue }
      guard memory.incidents.isLive(row.incident) else { throw missing("incident") }
      let incident = memory.incidents.relink(row.incident)
      memory.alerts.relink(slot).pointee.next = incident.pointee.firstAlert
      incident.pointee.firstAlert = slot
    }
  }

  private func relinkCampaigns() throws(MemoryFault) {
    for (alert, incidents) in restoring.campaigns.sorted(by: { $0.key < $1.key }) {
      var row = CampaignRow(alert: alert)
      for incident in incidents.prefix(CampaignRow.most) {
        guard memory.incidents.isLive(incident) else { throw missing("incident") }
        row.incidents[Int(row.count)] = incident
        row.count += 1
        memory.incidents.relink(incident).pointee.campaign = alert
      }
      memory.campaigns.insert(row)
    }
  }

  /// An order-independent digest of all that is remembered, for tests and `verify`: equal memories
  /// have equal digests, whatever batches they came in. Costs a pass over everything.
  public var fingerprint: Fingerprint {
    var sum = Fingerprint.zero
    func add(_ key: MemoryKey) {
      scratch.removeAll(keepingCapacity: true)
      MemoryRecord.writeKey(key, to: &scratch)
      writer.removeAll()
      MemoryRecord.write(key, of: memory, sector: sector, to: &writer)
      writer.withBytes { scratch.append(contentsOf: $0) }
      let digest = Fingerprint(of: scratch)
      sum.high &+= digest.high
      sum.low &+= digest.low
    }
    add(.meta)
    for number in 1..<max(1, memory.names.count) { add(.name(UInt32(number))) }
    memory.reports.forEachLive { slot, row in add(.report(row.pointee.id, slot)) }
    memory.held.forEachLive { slot, row in add(.held(row.pointee.target, slot)) }
    memory.decisions.forEachLive { slot, row in add(.decision(row.pointee.id, slot)) }
    memory.incidents.forEachLive { slot, row in add(.incident(row.pointee.id, slot)) }
    memory.alerts.forEachLive { slot, row in add(.alert(row.pointee.id, slot)) }
    memory.spoken.forEachLive { slot, row in add(.spoken(row.pointee.source, slot)) }
    memory.watches.forEachLive { slot, row in add(.watch(row.pointee.area, slot)) }
    return sum
  }
}
