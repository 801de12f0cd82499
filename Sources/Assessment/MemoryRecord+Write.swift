import JSON
import Model

/// The written form of memory: one compacted record a row.
///
/// `{"memory":1,"report":[…],"check":n}`: numbers in a fixed order (`Schemas/outbound/memory/1`
/// names each), and half of the digest of all that stands before `,"check"`. A version that is
/// higher than ours is refused, a record that is cut or changed does not check.
enum MemoryRecord {
  static let version: Int64 = 3

  /// Appends the record's key: `meta`, `name/7`, `report/r-…`, `held/r-…`, `incident/i-…`.
  static func writeKey(_ key: MemoryKey, to bytes: inout [UInt8]) {
    func add(_ text: StaticString) {
      bytes.append(
        contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
    func add(_ id: Fingerprint) {
      withUnsafeTemporaryAllocation(byteCount: Fingerprint.textCount, alignment: 1) { buffer in
        id.write(to: buffer)
        bytes.append(contentsOf: buffer)
      }
    }
    switch key {
    case .meta: add("meta")
    case .name(let number):
      add("name/")
      bytes.append(contentsOf: String(number).utf8)
    case .report(let id, _):
      add("report/r-")
      add(id)
    case .held(let id, _):
      add("held/r-")
      add(id)
    case .decision(let id, _):
      add("decision/d-")
      add(id)
    case .incident(let id, _):
      add("incident/i-")
      add(id)
    case .alert(let id, _):
      add("alert/a-")
      add(id)
    case .spoken(let source, _):
      add("spoken/")
      bytes.append(contentsOf: String(source).utf8)
    case .watch(let area, _):
      add("watch/")
      bytes.append(contentsOf: String(area).utf8)
    }
  }

  /// Writes the value of a record whose row lives.
  static func write(_ key: MemoryKey, of memory: Memory, sector: String, to writer: inout Writer) {
    writer.beginObject()
    writer.name("memory")
    writer.integer(version)
    switch key {
    case .meta: write(memory.meta, memory, sector, &writer)
    case .name(let number):
      writer.name("name")
      memory.names.withText(number) { writer.string(utf8: $0) }
    case .report(_, let slot): writeReport(slot, memory, &writer)
    case .held(_, let slot):
      writer.name("held")
      writer.integers(Int64(slot), Int64(memory.held.row(slot).pointee.by))
    case .decision(_, let slot): writeDecision(memory.decisions.row(slot).pointee, &writer)
    case .incident(_, let slot): writeIncident(slot, memory, &writer)
    case .alert(_, let slot): writeAlert(slot, memory, &writer)
    case .spoken(_, let slot):
      let row = memory.spoken.row(slot).pointee
      writer.name("spoken")
      writer.integers(Int64(slot), Int64(row.last), Int64(row.days))
    case .watch(_, let slot):
      let row = memory.watches.row(slot).pointee
      writer.name("watch")
      writer.integers(
        Int64(slot), Int64(row.version), Int64(row.points), Int64(row.since), Int64(row.below),
        Int64(row.level), Int64(row.terms), row.isStale ? 1 : 0)
    }
    let check = writer.withBytes { Fingerprint(of: $0).low & 0xffff_ffff }
    writer.name("check")
    writer.integer(Int64(check))
    writer.endObject()
  }

  private static func write(
    _ meta: Meta, _ memory: Memory, _ sector: String, _ writer: inout Writer
  ) {
    writer.name("sector")
    writer.string(sector)
    writer.name("meta")
    writer.beginArray()
    for number in [
      meta.position, Int64(meta.clock), Int64(meta.oldest), Int64(memory.reports.next),
      Int64(meta.heldFront), Int64(memory.held.next), Int64(memory.incidents.next),
      Int64(memory.alerts.next), Int64(memory.names.count), meta.doneThrough, meta.dueMost,
      Int64(memory.spoken.count), Int64(memory.watches.count),
    ] { writer.integer(number) }
    writer.endArray()
    writer.name("counts")
    writer.beginArray()
    for number in meta.counts.numbers { writer.integer(number) }
    writer.endArray()
  }

  private static func writeReport(_ slot: Int32, _ memory: Memory, _ writer: inout Writer) {
    let row = memory.reports.row(slot)
    writer.name("report")
    writer.beginArray()
    writer.integer(Int64(slot))
    writer.integer(Int64(bitPattern: row.pointee.digest))
    writer.integer(Int64(row.pointee.revision))
    writer.integer(Int64(row.pointee.state.rawValue))
    writer.integer(Int64(row.pointee.kind.rawValue))
    writer.integer(Int64(row.pointee.assertion.rawValue))
    writer.integer(Int64(row.pointee.subEvent.rawValue))
    writer.integer(Int64(row.pointee.bits & ReportRow.keptBits))
    writer.integer(Int64(row.pointee.grade))
    writer.integer(Int64(row.pointee.tactics))
    writer.integer(Int64(row.pointee.weapons))
    writer.integer(Int64(bitPattern: row.pointee.targets))
    writer.integer(Int64(row.pointee.earliest))
    writer.integer(Int64(row.pointee.span))
    writer.integer(Int64(row.pointee.precision.rawValue))
    writer.integer(Int64(row.pointee.submitted))
    writer.integer(Int64(row.pointee.latitude))
    writer.integer(Int64(row.pointee.longitude))
    writer.integer(Int64(row.pointee.radius))
    writer.integer(Int64(row.pointee.geoPrecision))
    writer.integer(Int64(row.pointee.place))
    writer.integer(Int64(row.pointee.source))
    writer.integer(Int64(row.pointee.origin))
    writer.integer(Int64(row.pointee.incident))
    writer.integer(Int64(row.pointee.evidence))
    writer.integer(Int64(bitPattern: row.pointee.themes))
    writer.endArray()
    let view = ReportView(slot, memory)
    if view.actorCount > 0 {
      writer.name("actors")
      writer.beginArray()
      view.forEachActor { writer.integer(Int64($0.bits)) }
      writer.endArray()
    }
    if view.hasTolls {
      writer.name("tolls")
      writer.beginArray()
      view.forEachToll { cell, range in
        writer.integer(Int64(cell))
        writer.integer(Int64(range.low))
        writer.integer(Int64(range.best))
        writer.integer(Int64(range.high))
      }
      writer.endArray()
    }
  }

  private static func writeIncident(_ slot: Int32, _ memory: Memory, _ writer: inout Writer) {
    let row = memory.incidents.row(slot)
    writer.name("incident")
    writer.integers(
      Int64(slot), Int64(row.pointee.version), Int64(row.pointee.kind.rawValue),
      Int64(row.pointee.founder), Int64(row.pointee.created), Int64(row.pointee.updated),
      Int64(row.pointee.bits & (IncidentRow.saltedBit | IncidentRow.blockedBit)),
      Int64(row.pointee.mergedInto))
    let found = row.pointee.has(IncidentRow.linkedBit) ? memory.links.find(slot) : -1
    guard found >= 0 else { return }
    writer.name("contenders")
    writer.beginArray()
    for index in 0..<4 {
      let link = memory.links.row(found).pointee.links[index]
      guard link.incident >= 0 else { continue }
      writer.integer(Int64(link.incident))
      writer.integer(Int64(link.evidence))
    }
    writer.endArray()
  }

  private static func writeDecision(
    _ row: DecisionRow, _ writer: inout Writer
  ) {
    writer.name("decision")
    writer.integers(
      Int64(row.verdict.rawValue), Int64(row.submitted), Int64(row.source),
      Int64(bitPattern: row.one.high), Int64(bitPattern: row.one.low),
      Int64(bitPattern: row.other.high), Int64(bitPattern: row.other.low),
      Int64(bitPattern: row.by.high), Int64(bitPattern: row.by.low))
  }

  private static func writeAlert(_ slot: Int32, _ memory: Memory, _ writer: inout Writer) {
    let row = memory.alerts.row(slot)
    writer.name("alert")
    writer.integers(
      Int64(slot), Int64(row.pointee.version), Int64(row.pointee.state.rawValue),
      Int64(row.pointee.rule), Int64(row.pointee.incident), Int64(row.pointee.entry),
      Int64(row.pointee.actor), Int64(row.pointee.severity.rawValue),
      Int64(row.pointee.certainty.rawValue), Int64(row.pointee.tollBand),
      Int64(row.pointee.raised), Int64(row.pointee.updated), Int64(row.pointee.expires),
      Int64(bitPattern: row.pointee.grounds), Int64(bitPattern: row.pointee.area),
      Int64(row.pointee.due), Int64(row.pointee.below), Int64(row.pointee.subject),
      Int64(row.pointee.bits), Int64(row.pointee.sent[0]), Int64(row.pointee.sent[1]),
      Int64(row.pointee.sent[2]), Int64(row.pointee.sent[3]), Int64(row.pointee.other))
    let found = memory.campaigns.find(slot)
    guard found >= 0 else { return }
    let campaign = memory.campaigns.row(found)
    writer.name("incidents")
    writer.beginArray()
    for index in 0..<Int(campaign.pointee.count) {
      writer.integer(Int64(campaign.pointee.incidents[index]))
    }
    writer.endArray()
  }
}

extension Writer {
  fileprivate mutating func integers(_ numbers: Int64...) {
    beginArray()
    for number in numbers { integer(number) }
    endArray()
  }
}
