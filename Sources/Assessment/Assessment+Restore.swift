import Model
import JSON

/// Why a record of memory cannot be used.
public struct MemoryFault: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Reason: String, Sendable {
    case
      /// Written by a later Vigie.
      newerVersion = "newer_version"
    case
      /// Cut short or changed.
      torn
    case
      /// Of another sector.
      otherSector = "other_sector"
    case
      /// A record that others refer to is missing.
      incomplete
  }

  public let reason: Reason
  public let key: String
  public let sentence: String

  public var description: String { "\(key): \(sentence)" }
}

/// What is kept while records come in, in any order.
struct Restoring {
  var names: [(number: Int64, text: [UInt8])] = []
  /// Contenders by the slot of their incident, and incidents by the slot of their campaign's alert:
  /// the last record of each counts.
  var links: [Int32: [Link]] = [:]
  var campaigns: [Int32: [Int32]] = [:]
  /// Sources that spoke, and units with a level: so many there must be.
  var kept: (spoken: Int64, watches: Int64)?
  var next: (reports: Int64, held: Int64, incidents: Int64, alerts: Int64, names: Int64)?
}

extension Assessment {
  /// Takes one record of the `memory` topic; an empty value is a tombstone.
  ///
  /// In the order of the log, where the last record of a key counts: a compacted topic keeps older
  /// ones until the broker comes round to it.
  /// For a memory that is still empty. `restored` must follow the last.
  public func restore(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
  ) throws(MemoryFault) {
    precondition(!memory.isOpen, "memory is restored before the first checkpoint")
    guard value.count > 0 else { return remove(key) }
    let reader = try MemoryReader(key: key, value: value, parser: restorer, page: restoringPage)
    switch reader.kind {
    case .meta: try restoreMeta(reader)
    case .name:
      guard let text = reader.text("name") else { throw reader.torn }
      var bytes: [UInt8] = []
      text.append(to: &bytes)
      restoring.names.append((reader.number, bytes))
    case .report: try restoreReport(reader)
    case .held:
      let numbers = try reader.numbers("held", 2)
      memory.held.restore(
        HeldRow(target: reader.id, by: Int32(truncatingIfNeeded: numbers[1])),
        at: Int32(truncatingIfNeeded: numbers[0]))
    case .decision: try restoreDecision(reader)
    case .incident: try restoreIncident(reader)
    case .alert: try restoreAlert(reader)
    case .spoken: try restoreSpoken(reader)
    case .watch: try restoreWatch(reader)
    }
  }

  /// What a tombstone takes away. Names and `meta` are never taken away.
  private func remove(_ key: UnsafeRawBufferPointer) {
    guard let (kind, id, _) = MemoryReader.parse(key) else { return }
    switch kind {
    case .meta, .name, .spoken, .watch: break
    case .report:
      let slot = memory.reports.find(id)
      guard slot >= 0 else { return }
      removeSpill(slot)
      memory.reports.remove(slot)
    case .held:
      let slot = memory.held.find(id)
      if slot >= 0 { memory.held.remove(slot) }
    case .decision:
      let slot = memory.decisions.find(id)
      if slot >= 0 { memory.decisions.remove(slot) }
    case .incident:
      let slot = memory.incidents.find(id)
      guard slot >= 0 else { return }
      restoring.links[slot] = nil
      memory.incidents.remove(slot)
    case .alert:
      let slot = memory.alerts.find(id)
      guard slot >= 0 else { return }
      restoring.campaigns[slot] = nil
      memory.alerts.remove(slot)
    }
  }

  private func restoreMeta(_ reader: MemoryReader) throws(MemoryFault) {
    guard let text = reader.text("sector") else { throw reader.torn }
    guard text.string == sector else {
      throw reader.fault(
        .otherSector, "This is the memory of the sector “\(text.string)”, not of “\(sector)”.")
    }
    // Version 2 did not count what the rules remember.
    let numbers = try reader.optionalNumbers("meta")
    guard numbers.count == 13 || numbers.count == 11 else { throw reader.torn }
    let counts = try reader.optionalNumbers("counts")
    guard counts.count <= AssessmentCounts.width, counts.count >= 22 else { throw reader.torn }
    memory.meta.position = numbers[0]
    memory.meta.clock = UInt32(clamping: numbers[1])
    memory.meta.oldest = Int32(clamping: numbers[2])
    memory.meta.heldFront = Int32(clamping: numbers[4])
    if numbers.count == 13 { restoring.kept = (numbers[11], numbers[12]) }
    restoring.next = (numbers[3], numbers[5], numbers[6], numbers[7], numbers[8])
    memory.meta.doneThrough = numbers[9]
    memory.meta.dueMost = numbers[10]
    memory.meta.counts = AssessmentCounts(
      numbers: Array(counts) + Array(repeating: 0, count: AssessmentCounts.width - counts.count))
  }

  private func restoreReport(_ reader: MemoryReader) throws(MemoryFault) {
    // Version 1 knew no themes.
    let n = try reader.optionalNumbers("report")
    guard n.count == 26 || n.count == 25 else { throw reader.torn }
    var row = ReportRow()
    row.id = reader.id
    row.digest = UInt64(bitPattern: n[1])
    row.revision = Int32(truncatingIfNeeded: n[2])
    guard let state = ReportState(rawValue: UInt8(truncatingIfNeeded: n[3])),
      let kind = ReportKind(rawValue: UInt8(truncatingIfNeeded: n[4])),
      let assertion = Assertion(rawValue: UInt8(truncatingIfNeeded: n[5])),
      let subEvent = SubEventType(rawValue: UInt8(truncatingIfNeeded: n[6])),
      let precision = TimePrecision.every.dropFirst(Int(truncatingIfNeeded: n[14])).first
    else { throw reader.torn }
    row.state = state
    row.kind = kind
    row.assertion = assertion
    row.subEvent = subEvent
    row.precision = precision
    row.bits = UInt8(truncatingIfNeeded: n[7]) & ReportRow.keptBits
    row.grade = UInt8(truncatingIfNeeded: n[8])
    row.tactics = UInt32(truncatingIfNeeded: n[9])
    row.weapons = UInt32(truncatingIfNeeded: n[10])
    row.targets = UInt64(bitPattern: n[11])
    row.earliest = UInt32(truncatingIfNeeded: n[12])
    row.span = UInt32(truncatingIfNeeded: n[13])
    row.submitted = UInt32(truncatingIfNeeded: n[15])
    row.latitude = Int32(truncatingIfNeeded: n[16])
    row.longitude = Int32(truncatingIfNeeded: n[17])
    row.radius = Int32(truncatingIfNeeded: n[18])
    row.geoPrecision = UInt8(truncatingIfNeeded: n[19])
    row.place = UInt32(truncatingIfNeeded: n[20])
    row.source = UInt32(truncatingIfNeeded: n[21])
    row.origin = UInt32(truncatingIfNeeded: n[22])
    row.incident = Int32(truncatingIfNeeded: n[23])
    row.evidence = UInt32(truncatingIfNeeded: n[24])
    row.themes = n.count > 25 ? UInt64(bitPattern: n[25]) : 0
    let slot = Int32(truncatingIfNeeded: n[0])
    let known = memory.reports.find(row.id)
    if known >= 0 { removeSpill(known) }
    try restoreParts(reader, slot, &row)
    memory.reports.restore(row, at: slot)
  }

  private func restoreParts(
    _ reader: MemoryReader, _ slot: Int32, _ row: inout ReportRow
  ) throws(MemoryFault) {
    let actors = try reader.optionalNumbers("actors")
    let tolls = try reader.optionalNumbers("tolls")
    guard tolls.count % 4 == 0, actors.count <= 16 else { throw reader.torn }
    var spill = SpillRow(report: slot)
    let isSpilled = row.has(ReportRow.spilledBit)
    for (index, bits) in actors.enumerated() {
      let actor = PackedActor(bits: UInt32(truncatingIfNeeded: bits))
      if isSpilled { spill.actors[index] = actor } else if index < 4 { row.actors[index] = actor }
    }
    for index in 0..<tolls.count / 4 {
      let cell = tolls[index * 4]
      guard (0..<Int64(PackedToll.cells)).contains(cell) else { throw reader.torn }
      let range = TollRange(
        low: Int32(truncatingIfNeeded: tolls[index * 4 + 1]),
        best: Int32(truncatingIfNeeded: tolls[index * 4 + 2]),
        high: Int32(truncatingIfNeeded: tolls[index * 4 + 3]))
      if isSpilled {
        spill.tolls[Int(cell)] = range
      } else if index < 3, let packed = PackedToll(cell: Int(cell), range) {
        row.tolls[index] = packed
      }
    }
    guard isSpilled else { return }
    memory.spills.insert(spill)
    // What stands in the row of a spilled report is not looked at; it is the same as when packed.
    var packed = 0
    for index in 0..<tolls.count / 4 where packed < 3 {
      let cell = Int(tolls[index * 4])
      if let toll = PackedToll(cell: cell, spill.tolls[cell]) { row.tolls[packed] = toll }
      packed += 1
    }
  }

  private func restoreIncident(_ reader: MemoryReader) throws(MemoryFault) {
    // Version 1 knew no incident that ends in another.
    let n = try reader.optionalNumbers("incident")
    guard n.count == 8 || n.count == 7 else { throw reader.torn }
    var row = IncidentRow()
    row.id = reader.id
    row.version = Int32(truncatingIfNeeded: n[1])
    guard let kind = ReportKind(rawValue: UInt8(truncatingIfNeeded: n[2])) else {
      throw reader.torn
    }
    row.kind = kind
    row.founder = Int32(truncatingIfNeeded: n[3])
    row.created = UInt32(truncatingIfNeeded: n[4])
    row.updated = UInt32(truncatingIfNeeded: n[5])
    if n.count == 7 {
      row.set(IncidentRow.saltedBit, n[6] != 0)
    } else {
      row.bits =
        UInt8(truncatingIfNeeded: n[6]) & (IncidentRow.saltedBit | IncidentRow.blockedBit)
      row.mergedInto = Int32(truncatingIfNeeded: n[7])
    }
    let slot = Int32(truncatingIfNeeded: n[0])
    let known = memory.incidents.find(row.id)
    if known >= 0 { restoring.links[known] = nil }
    memory.incidents.restore(row, at: slot)
    let links = try reader.optionalNumbers("contenders")
    guard !links.isEmpty else { return }
    guard links.count % 2 == 0, links.count <= 8 else { throw reader.torn }
    restoring.links[slot] = (0..<links.count / 2).map { index in
      Link(
        incident: Int32(truncatingIfNeeded: links[index * 2]),
        evidence: UInt32(truncatingIfNeeded: links[index * 2 + 1]))
    }
  }

  private func restoreDecision(_ reader: MemoryReader) throws(MemoryFault) {
    let n = try reader.numbers("decision", 9)
    guard let verdict = Verdict(rawValue: UInt8(truncatingIfNeeded: n[0])) else {
      throw reader.torn
    }
    func id(_ at: Int) -> Fingerprint {
      Fingerprint(high: UInt64(bitPattern: n[at]), low: UInt64(bitPattern: n[at + 1]))
    }
    var row = DecisionRow()
    row.id = reader.id
    row.verdict = verdict
    row.submitted = UInt32(truncatingIfNeeded: n[1])
    row.source = UInt32(truncatingIfNeeded: n[2])
    (row.one, row.other, row.by) = (id(3), id(5), id(7))
    memory.decisions.restore(row, at: memory.decisions.next)
  }

  private func restoreAlert(_ reader: MemoryReader) throws(MemoryFault) {
    // Version 2 knew of an alert only its expiry.
    let n = try reader.optionalNumbers("alert")
    guard n.count == 24 || n.count == 23 || n.count == 15 else { throw reader.torn }
    var row = AlertRow()
    row.id = reader.id
    row.version = Int32(truncatingIfNeeded: n[1])
    guard let state = AlertState(rawValue: UInt8(truncatingIfNeeded: n[2])),
      let severity = AlertSeverity(rawValue: UInt8(truncatingIfNeeded: n[7])),
      let certainty = AlertCertainty(rawValue: UInt8(truncatingIfNeeded: n[8]))
    else { throw reader.torn }
    row.state = state
    row.rule = UInt32(truncatingIfNeeded: n[3])
    row.incident = Int32(truncatingIfNeeded: n[4])
    row.entry = UInt32(truncatingIfNeeded: n[5])
    row.actor = UInt32(truncatingIfNeeded: n[6])
    row.severity = severity
    row.certainty = certainty
    row.tollBand = UInt8(truncatingIfNeeded: n[9])
    row.raised = UInt32(truncatingIfNeeded: n[10])
    row.updated = UInt32(truncatingIfNeeded: n[11])
    row.expires = UInt32(truncatingIfNeeded: n[12])
    row.grounds = UInt64(bitPattern: n[13])
    row.area = UInt64(bitPattern: n[14])
    row.due = n.count == 15 ? row.expires : UInt32(truncatingIfNeeded: n[15])
    if n.count > 15 {
      row.below = UInt32(truncatingIfNeeded: n[16])
      row.subject = UInt32(truncatingIfNeeded: n[17])
      row.bits = UInt8(truncatingIfNeeded: n[18])
      for index in 0..<4 { row.sent[index] = UInt32(truncatingIfNeeded: n[19 + index]) }
      if n.count == 24 { row.other = Int32(truncatingIfNeeded: n[23]) }
    }
    let slot = Int32(truncatingIfNeeded: n[0])
    let known = memory.alerts.find(row.id)
    if known >= 0 { restoring.campaigns[known] = nil }
    memory.alerts.restore(row, at: slot)
    guard reader.has("incidents") else { return }
    restoring.campaigns[slot] = try reader.optionalNumbers("incidents").map {
      Int32(truncatingIfNeeded: $0)
    }
  }
}
