import Model

/// Fusing: an incident's document from its row and its reports.
extension Assessment {
  /// Fills `document` with what the row and its reports say, but for version, change and reason.
  func compose(_ slot: Int32) {
    document.pointee.clear()
    fusion.pointee.clear()
    let row = memory.incidents.row(slot)
    document.pointee.id = row.pointee.id
    document.pointee.kind = row.pointee.kind
    document.pointee.created = Moment.instant(row.pointee.created)
    document.pointee.tactics.bits = UInt64(row.pointee.tactics)
    document.pointee.weapons.bits = UInt64(row.pointee.weapons)
    document.pointee.targets.bits = row.pointee.targets
    document.pointee.themes.bits = row.pointee.themes
    document.pointee.reportsTotal = row.pointee.members
    var core = Core()
    var time = FusedTime()
    document.pointee.isSuccess = false
    var grade: UInt8 = 0x56
    walk(row.pointee.first, AssessmentLimits.membersFused) { slot, view in
      core.add(slot, view.row)
      time.add(view.row)
      grade = min(grade, view.row.pointee.grade)
      if view.row.pointee.has(ReportRow.successBit) { document.pointee.isSuccess = true }
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
      document.pointee.reportsTotal += 1
    }
    document.pointee.reliability = 65 + (grade >> 4)
    document.pointee.credibility = grade & 15
    document.pointee.corroboration = Int32(fusion.pointee.originCount)
    document.pointee.status =
      row.pointee.first < 0
      ? .retracted : fusion.pointee.originCount > 1 ? .corroborated : .candidate
    guard core.place >= 0 else { return }
    document.pointee.subEvent = core.subEvent
    document.pointee.subEventFrom = reportID(core.subEventFrom)
    let precision = memory.reports.row(core.time).pointee.precision
    (document.pointee.occurred, document.pointee.isTimeDisputed) = time.span(row.pointee, precision)
    document.pointee.occurredFrom = reportID(core.time)
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
    document.pointee.reports.append(report)
  }

  private func composePlace(_ slot: Int32) {
    let row = memory.reports.row(slot)
    document.pointee.placeFrom = row.pointee.id
    document.pointee.place.radius = row.pointee.radius
    document.pointee.place.geoPrecision = row.pointee.geoPrecision
    if row.pointee.has(ReportRow.pointBit) {
      document.pointee.place.coordinates = row.pointee.point
    }
    let parts = placeParts(row.pointee.place)
    document.pointee.place.id = parts[0]
    document.pointee.place.name = parts[1]
    document.pointee.place.country = parts[2]
    document.pointee.place.admin1 = parts[3]
    document.pointee.place.admin2 = parts[4]
    document.pointee.place.written = parts[5]
  }

  /// The six parts of a place's name (see `packPlace`), as extents of the incident's storage.
  private func placeParts(_ place: UInt32) -> InlineArray<6, Extent> {
    var parts: InlineArray<6, Extent> = .init(repeating: .none)
    guard place != 0 else { return parts }
    let base = document.pointee.storage.count
    memory.names.withText(place) { document.pointee.storage.append(contentsOf: $0) }
    var part = 0
    var start = base
    for at in base...document.pointee.storage.count
    where at == document.pointee.storage.count || document.pointee.storage[at] == 9 {
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
      let text = memory.names.withText(tally.key) { document.pointee.keep($0) }
      if memory.names.meaning(tally.key).actor >= 0 {
        actor.id = text
      } else {
        actor.written = text
      }
      actor.percent = fusion.pointee.actors.percent(index, hasRivals: hasRivals)
      actor.from = reportID(tally.from)
      document.pointee.actors.append(actor)
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
        document.pointee.tolls.append(toll)
      } else {
        var item = IncidentMeasure()
        item.measure = Measure.every[cell - 18]
        item.range = fused.range
        item.from = reportID(fused.from)
        document.pointee.measures.append(item)
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
      document.pointee.contenders.append(contender)
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
