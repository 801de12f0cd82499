import Model

/// Fusing: an incident's document from its row and its reports.
extension Assessment {
  /// Fills `incident` with what the row and its reports say, but for version, change and reason.
  func compose(_ slot: Int32) {
    incident.clear()
    fusion.pointee.clear()
    let row = memory.incidents.row(slot)
    incident.id = row.pointee.id
    incident.kind = row.pointee.kind
    incident.created = Moment.instant(row.pointee.created)
    incident.tactics.bits = UInt64(row.pointee.tactics)
    incident.weapons.bits = UInt64(row.pointee.weapons)
    incident.targets.bits = row.pointee.targets
    incident.reportsTotal = row.pointee.members
    var core = Core()
    var time = FusedTime()
    incident.isSuccess = false
    var grade: UInt8 = 0x56
    walk(row.pointee.first, AssessmentLimits.membersFused) { slot, view in
      core.add(slot, view.row)
      time.add(view.row)
      grade = min(grade, view.row.pointee.grade)
      if view.row.pointee.has(ReportRow.successBit) { incident.isSuccess = true }
      fusion.pointee.addOrigin(view.row.pointee.origin)
      list(view)
      addFamilies(view)
      addActors(view, slot)
      view.forEachToll { cell, range in fusion.pointee.addToll(cell, range, slot, view.row) }
    }
    walk(row.pointee.firstClaim, AssessmentLimits.claimsFused) { slot, view in
      list(view)
      addFamilies(view)
      addActors(view, slot)
      incident.reportsTotal += 1
    }
    incident.reliability = 65 + (grade >> 4)
    incident.credibility = grade & 15
    incident.corroboration = Int32(fusion.pointee.originCount)
    incident.status =
      row.pointee.first < 0
      ? .retracted : fusion.pointee.originCount > 1 ? .corroborated : .candidate
    guard core.place >= 0 else { return }
    incident.subEvent = core.subEvent
    incident.subEventFrom = reportID(core.subEventFrom)
    let precision = memory.reports.row(core.time).pointee.precision
    (incident.occurred, incident.isTimeDisputed) = time.span(row.pointee, precision)
    incident.occurredFrom = reportID(core.time)
    composePlace(core.place)
    composeActors()
    composeNumbers()
    composeContenders(slot)
  }

  func walk(_ first: Int32, _ most: Int, _ body: (Int32, ReportView) -> Void) {
    var slot = first
    var count = 0
    while slot >= 0, count < most {
      let view = ReportView(slot, memory)
      let next = view.row.pointee.next
      body(slot, view)
      slot = next
      count += 1
    }
  }

  func reportID(_ slot: Int32) -> Fingerprint {
    slot < 0 ? .zero : memory.reports.row(slot).pointee.id
  }

  private func list(_ view: ReportView) {
    var report = IncidentReport()
    report.id = view.row.pointee.id
    report.revision = view.row.pointee.revision
    report.kind = view.row.pointee.kind
    report.evidence.bits = UInt64(view.row.pointee.evidence)
    incident.reports.append(report)
  }

  private func composePlace(_ slot: Int32) {
    let row = memory.reports.row(slot)
    incident.placeFrom = row.pointee.id
    incident.place.radius = row.pointee.radius
    incident.place.geoPrecision = row.pointee.geoPrecision
    if row.pointee.has(ReportRow.pointBit) { incident.place.coordinates = row.pointee.point }
    let parts = placeParts(row.pointee.place)
    incident.place.id = parts[0]
    incident.place.name = parts[1]
    incident.place.country = parts[2]
    incident.place.admin1 = parts[3]
    incident.place.admin2 = parts[4]
    incident.place.written = parts[5]
  }

  /// The six parts of a place's name (see `packPlace`), as extents of the incident's storage.
  private func placeParts(_ place: UInt32) -> InlineArray<6, Extent> {
    var parts: InlineArray<6, Extent> = .init(repeating: .none)
    guard place != 0 else { return parts }
    let base = incident.storage.count
    memory.names.withText(place) { incident.storage.append(contentsOf: $0) }
    var part = 0
    var start = base
    for at in base...incident.storage.count
    where at == incident.storage.count || incident.storage[at] == 9 {
      if part < 6 { parts[part] = Extent(start: start, count: at - start) }
      part += 1
      start = at + 1
    }
    return parts
  }

  private func composeActors() {
    let hasRivals = claimsCompete
    for index in 0..<fusion.pointee.actors.count {
      let tally = fusion.pointee.actors.tallies[index]
      var actor = IncidentActor()
      actor.role = tally.role
      actor.attribution = tally.isClaimed ? .claimed : tally.attribution
      let text = memory.names.withText(tally.key) { incident.keep($0) }
      if memory.names.meaning(tally.key).actor >= 0 {
        actor.id = text
      } else {
        actor.written = text
      }
      actor.percent = fusion.pointee.actors.percent(index, hasRivals: hasRivals)
      actor.from = reportID(tally.from)
      incident.actors.append(actor)
    }
  }

  private func composeNumbers() {
    for cell in 0..<PackedToll.cells where fusion.pointee.hasToll(cell) {
      let fused = fusion.pointee.toll(cell)
      if cell < 18 {
        var toll = IncidentToll()
        toll.harm = Harm.every[cell / 6]
        toll.party = Party.every[cell % 6]
        toll.range = fused.range
        toll.from = reportID(fused.from)
        incident.tolls.append(toll)
      } else {
        var item = IncidentMeasure()
        item.measure = Measure.every[cell - 18]
        item.range = fused.range
        item.from = reportID(fused.from)
        incident.measures.append(item)
      }
    }
  }

  private func composeContenders(_ slot: Int32) {
    guard memory.incidents.row(slot).pointee.has(IncidentRow.linkedBit) else { return }
    let found = memory.links.find(slot)
    guard found >= 0 else { return }
    let links = memory.links.row(found).pointee.links
    for index in 0..<4 where links[index].incident >= 0 {
      var contender = IncidentContender()
      contender.id = memory.incidents.row(links[index].incident).pointee.id
      contender.evidence.bits = UInt64(links[index].evidence)
      incident.contenders.append(contender)
    }
  }
}

/// When it was: what all precise reports allow, or all of what they say when they contradict.
struct FusedTime {
  private var latestStart: UInt32 = 0
  private var earliestEnd: UInt32 = .max
  private var earliest: UInt32 = .max
  private var latest: UInt32 = 0

  init() {}

  mutating func add(_ row: UnsafePointer<ReportRow>) {
    guard row.pointee.span <= Reach.preciseSpan else { return }
    latestStart = max(latestStart, row.pointee.earliest)
    earliestEnd = min(earliestEnd, row.pointee.latest)
    earliest = min(earliest, row.pointee.earliest)
    latest = max(latest, row.pointee.latest)
  }

  func span(_ row: IncidentRow, _ precision: TimePrecision) -> (TimeSpan, isDisputed: Bool) {
    func made(_ from: UInt32, _ to: UInt32) -> TimeSpan {
      TimeSpan(
        earliest: Moment.instant(from), latest: Moment.instant(to), precision: precision)
    }
    if latest == 0 { return (made(row.earliest, row.latest), false) }
    if latestStart <= earliestEnd { return (made(latestStart, earliestEnd), false) }
    return (made(earliest, latest), true)
  }
}
