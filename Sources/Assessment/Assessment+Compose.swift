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
    document.pointee.reportsTotal = row.pointee.members
    var core = Core()
    var time = FusedTime()
    document.pointee.isSuccess = false
    var grade: UInt8 = 0x56
    let isCount = row.pointee.kind != .security
    walk(row.pointee.first, AssessmentLimits.membersFused) { slot, view in
      core.add(slot, view.row)
      time.add(view.row)
      grade = min(grade, view.row.pointee.grade)
      document.pointee.tactics.bits |= UInt64(view.row.pointee.tactics)
      document.pointee.weapons.bits |= UInt64(view.row.pointee.weapons)
      document.pointee.targets.bits |= view.row.pointee.targets
      document.pointee.themes.bits |= view.row.pointee.themes
      if view.row.pointee.has(ReportRow.successBit) { document.pointee.isSuccess = true }
      fusion.pointee.addOrigin(view.row.pointee.origin)
      let isSuperseded = isCount && isSuperseded(slot, row.pointee.first)
      list(view, isSuperseded: isSuperseded)
      addFamilies(view)
      addActors(view, slot)
      guard !isSuperseded else { return }
      view.forEachToll { cell, range in fusion.pointee.addToll(cell, range, slot, view.row) }
    }
    walk(row.pointee.firstClaim, AssessmentLimits.claimsFused) { slot, view in
      list(view, isSuperseded: false)
      addFamilies(view)
      addActors(view, slot)
      addVoice(view)
      document.pointee.reportsTotal += 1
    }
    composeStanding(slot, grade)
    guard core.place >= 0 else { return }
    document.pointee.subEvent = core.subEvent
    document.pointee.subEventFrom = reportID(core.subEventFrom)
    let precision = memory.reports.row(core.time).pointee.precision
    (document.pointee.occurred, document.pointee.isTimeDisputed) = time.span(row.pointee, precision)
    document.pointee.occurredFrom = reportID(core.time)
    composePlace(core.place)
    composeAlternatives(core.place, row.pointee.first)
    composeActors()
    composeNumbers()
    composeContenders(slot)
    composeCampaign(slot)
    composeDecisions(slot)
  }

  /// Counts of one source replace each other: the last one it sent stands.
  private func isSuperseded(_ slot: Int32, _ first: Int32) -> Bool {
    let row = memory.reports.row(slot)
    var isSuperseded = false
    walk(first, AssessmentLimits.membersFused) { _, view in
      if view.row.pointee.source == row.pointee.source, view.row.pointee.turn > row.pointee.turn {
        isSuperseded = true
      }
    }
    return isSuperseded
  }

  /// How sure it is, and of what standing.
  private func composeStanding(_ slot: Int32, _ grade: UInt8) {
    let row = memory.incidents.row(slot).pointee
    document.pointee.reliability = 65 + (grade >> 4)
    document.pointee.credibility = grade & 15
    // STANAG 2511: "confirmed" takes certainty that the other source did not have it from this one.
    // Certain is only who is registered, and whose origin is.
    var certain = 0
    for index in 0..<fusion.pointee.originCount
    where memory.names.meaning(fusion.pointee.origins[index]).source >= 0 { certain += 1 }
    if document.pointee.credibility == 1, certain < 2 { document.pointee.credibility = 2 }
    document.pointee.corroboration = Int32(fusion.pointee.originCount)
    if row.first < 0 {
      document.pointee.status = row.mergedInto >= 0 ? .mergedInto : .retracted
      if row.mergedInto >= 0, memory.incidents.isLive(row.mergedInto) {
        document.pointee.mergedInto = memory.incidents.row(row.mergedInto).pointee.id
      }
    } else if row.isWithdrawn {
      document.pointee.status = .retracted
    } else if row.isConfirmed {
      document.pointee.status = .confirmed
    } else if document.pointee.voices.contains(where: { $0.kind == .security }) {
      document.pointee.status = .disputed
    } else {
      document.pointee.status = fusion.pointee.originCount > 1 ? .corroborated : .candidate
    }
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

  private func list(_ view: ReportView, isSuperseded: Bool) {
    var report = IncidentReport()
    report.id = view.row.pointee.id
    report.revision = view.row.pointee.revision
    report.kind = view.row.pointee.kind
    report.source = keepName(view.row.pointee.source)
    report.isConflicted = view.row.pointee.has(ReportRow.conflictBit)
    report.isSuperseded = isSuperseded
    report.evidence.bits = UInt64(view.row.pointee.evidence)
    document.pointee.reports.append(report)
  }

  private func keepName(_ name: UInt32) -> Extent {
    memory.names.withText(name) { document.pointee.keep($0) }
  }

  private func addVoice(_ view: ReportView) {
    var voice = IncidentVoice()
    voice.from = view.row.pointee.id
    voice.source = keepName(view.row.pointee.source)
    voice.kind = view.row.pointee.kind
    voice.submitted = Moment.instant(view.row.pointee.submitted)
    var speaker: UInt32 = 0
    view.forEachActor { actor in
      let speaks = actor.role == .claimant || (voice.kind == .claim && actor.role == .perpetrator)
      if speaks, speaker == 0 { speaker = actor.name }
    }
    if speaker != 0, voice.kind != .security { voice.actor = keepName(speaker) }
    document.pointee.voices.append(voice)
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

  /// Places of reports that cannot be the one that was chosen.
  private func composeAlternatives(_ place: Int32, _ first: Int32) {
    let chosen = memory.reports.row(place)
    guard chosen.pointee.has(ReportRow.pointBit) else { return }
    walk(first, AssessmentLimits.membersFused) { _, view in
      guard document.pointee.alternatives.count < AssessmentLimits.alternativesMost,
        view.row.pointee.has(ReportRow.pointBit), view.row.pointee.place != chosen.pointee.place
      else { return }
      let meters = view.row.pointee.point.meters(to: chosen.pointee.point)
      guard meters > view.row.pointee.radius + chosen.pointee.radius else { return }
      var other = IncidentAlternative()
      other.from = view.row.pointee.id
      other.coordinates = view.row.pointee.point
      other.radius = view.row.pointee.radius
      let parts = placeParts(view.row.pointee.place)
      other.name = parts[1].isEmpty ? parts[5] : parts[1]
      document.pointee.alternatives.append(other)
    }
  }

  /// Attacks of one alert share its id; different targets of one town that of the first of them.
  private func composeCampaign(_ slot: Int32) {
    let row = memory.incidents.row(slot).pointee
    if row.campaign >= 0, memory.alerts.isLive(row.campaign) {
      document.pointee.campaign = memory.alerts.row(row.campaign).pointee.id
      document.pointee.campaignReason = .coordinated
      return
    }
    var first = row.id
    for contender in document.pointee.contenders where contender.evidence.contains(.siteDiffers) {
      first = min(first, contender.id)
      document.pointee.campaign = first
      document.pointee.campaignReason = .severalTargets
    }
    if document.pointee.campaign != .zero { document.pointee.campaign = first }
  }

  private func composeDecisions(_ slot: Int32) {
    for row in decisions(about: slot).suffix(AssessmentLimits.decisionsListed) {
      var decision = IncidentDecision()
      decision.verdict = row.verdict
      decision.from = row.by
      decision.source = keepName(row.source)
      document.pointee.decisions.append(decision)
    }
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
