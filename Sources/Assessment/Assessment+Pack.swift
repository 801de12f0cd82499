import Model
import Theatre

/// The report in hand, packed into a row.
extension Assessment {
  func insertReport(_ digest: UInt64) -> Int32 {
    let row = packed(digest)
    let slot = memory.reports.insert(row)
    keepSpill(slot)
    derive(slot)
    if memory.decided.count > 0, memory.decided.find(row.id) >= 0 {
      memory.reports.edit(slot).pointee.set(ReportRow.decidedBit, true)
    }
    return slot
  }

  /// Works out once what reports are compared by: who it was, and how many were killed.
  func derive(_ slot: Int32) {
    let view = ReportView(slot, memory)
    fusion.pointee.families.clear()
    addFamilies(view)
    let likely = fusion.pointee.families.likely
    let killed = KilledRange(view)
    let row = memory.reports.relink(slot)
    row.pointee.familyA = UInt16(truncatingIfNeeded: likely.first.key)
    row.pointee.familyB = UInt16(truncatingIfNeeded: likely.second.key)
    row.pointee.killedLow = killed.low
    row.pointee.killedHigh = killed.high
  }

  func packed(_ digest: UInt64) -> ReportRow {
    var row = ReportRow()
    row.id = report.id
    row.digest = digest
    row.revision = report.revision
    row.kind = report.kind
    row.assertion = report.assertion
    row.subEvent = report.subEvent
    row.tactics = UInt32(truncatingIfNeeded: report.tactics.bits)
    row.weapons = UInt32(truncatingIfNeeded: report.weapons.bits)
    row.targets = report.targets.bits
    row.themes = report.themes.bits
    if report.isSuccess { row.bits |= ReportRow.successBit }
    if report.isAnother { row.bits |= ReportRow.anotherBit }
    let reliability = UInt8(min(max(Int(report.reliability) - 65, 0), 5))
    row.grade = reliability << 4 | min(max(report.credibility, 1), 6)
    packTimes(&row)
    packPlace(&row)
    packNames(&row)
    packNumbers(&row)
    return row
  }

  private func packTimes(_ row: inout ReportRow) {
    row.earliest = Moment.packed(report.occurred.earliest)
    let latest = Moment.packed(report.occurred.latest)
    row.span = latest > row.earliest ? latest - row.earliest : 0
    row.precision = report.occurred.precision
    row.submitted = Moment.packed(report.submitted)
  }

  private func packPlace(_ row: inout ReportRow) {
    row.geoPrecision = report.place.geoPrecision
    row.radius = max(0, min(report.place.radius, 40_000_000))
    if let point = report.place.coordinates {
      row.latitude = point.latitude
      row.longitude = point.longitude
      row.bits |= ReportRow.pointBit
    }
    // One name for a place: its parts, parted by tabs. What the source wrote only where the
    // gazetteer knows nothing, or every spelling would be a name.
    scratch.removeAll(keepingCapacity: true)
    let place = report.place
    let written = place.id.isEmpty ? place.written : Extent.none
    scratch.append(contentsOf: report.storage[place.id.range])
    for part in 0..<5 {
      scratch.append(9)
      switch part {
      case 0: appendPart(place.name)
      case 1: appendPart(place.country)
      case 2: appendPart(place.admin1)
      case 3: appendPart(place.admin2)
      default: appendPart(written)
      }
    }
    guard scratch.count > 5 else { return }
    row.place = scratch.withUnsafeBytes {
      memory.names.number($0, missed: &memory.meta.counts.namesMissed)
    }
  }

  private func appendPart(_ part: Extent) {
    guard !part.isEmpty else { return }
    let start = scratch.count
    scratch.append(contentsOf: report.storage[part.range])
    for at in start..<scratch.count where scratch[at] == 9 { scratch[at] = 32 }
  }

  private func name(_ extent: Extent) -> UInt32 {
    report.withText(extent) {
      memory.names.number($0, missed: &memory.meta.counts.namesMissed)
    }
  }

  private func packNames(_ row: inout ReportRow) {
    row.source = name(report.source)
    // A paper that prints one wire has that wire's origin, said or not.
    let origin = rootOrigin(report.origin.isEmpty ? row.source : name(report.origin))
    row.origin = origin
  }

  private func rootOrigin(_ origin: UInt32) -> UInt32 {
    let known = memory.names.meaning(origin).source
    guard known >= 0 else { return origin }
    let cached = memory.names.origin(origin)
    if cached != 0 { return cached }
    let root = theatre.sources.origin(of: Int32(known))
    let number = nameNumber(theatre.sources.sources[Int(root)].id)
    memory.names.setOrigin(origin, number)
    return number
  }

  private func packedActors(_ body: (PackedActor) -> Bool) {
    for actor in report.actors {
      let first = Int(actor.firstCandidate)
      for candidate in report.candidates[first..<first + Int(actor.candidateCount)] {
        let number = name(candidate.id.isEmpty ? candidate.written : candidate.id)
        guard number != 0, number < 1 << 19 else { continue }
        let packed = PackedActor(
          name: number, actor.role, actor.attribution, percent: candidate.percent)
        if !body(packed) { memory.meta.counts.trimmed += 1 }
      }
    }
  }

  private func forEachToll(_ body: (_ cell: Int, TollRange) -> Void) {
    if !report.tolls.isEmpty {
      for harm in Harm.every where report.tolls.mentions(harm) {
        for party in Party.every where report.tolls[harm, party].isPresent {
          body(Int(harm.rawValue) * 6 + Int(party.rawValue), report.tolls[harm, party])
        }
      }
    }
    guard !report.measures.isEmpty else { return }
    for measure in Measure.every where report.measures[measure].isPresent {
      body(18 + Int(measure.rawValue), report.measures[measure])
    }
  }

  private func packNumbers(_ row: inout ReportRow) {
    var tolls = 0
    var spills = false
    forEachToll { cell, range in
      if tolls < 3, let packed = PackedToll(cell: cell, range) {
        row.tolls[tolls] = packed
      } else {
        spills = true
      }
      tolls += 1
    }
    var actors = 0
    var packed: InlineArray<4, PackedActor> = .init(repeating: .none)
    var total = 0
    for actor in report.actors { total += Int(actor.candidateCount) }
    if total > 4 {
      spills = true
    } else {
      packedActors {
        packed[actors] = $0
        actors += 1
        return true
      }
    }
    row.actors = packed
    if spills { row.bits |= ReportRow.spilledBit }
  }

  /// Keeps what does not fit the row of the report in hand.
  func keepSpill(_ slot: Int32) {
    guard memory.reports.row(slot).pointee.has(ReportRow.spilledBit) else { return }
    var spill = SpillRow(report: slot)
    forEachToll { cell, range in spill.tolls[cell] = range }
    var actors = 0
    packedActors {
      guard actors < 16 else { return false }
      spill.actors[actors] = $0
      actors += 1
      return true
    }
    memory.spills.insert(spill)
  }

  func removeSpill(_ slot: Int32) {
    guard memory.reports.row(slot).pointee.has(ReportRow.spilledBit) else { return }
    let found = memory.spills.find(slot)
    if found >= 0 { memory.spills.remove(found) }
  }
}
