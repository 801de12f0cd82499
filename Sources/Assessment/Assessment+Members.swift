import Model

/// Who belongs to an incident: lists in the order of arrival, and what is derived from them.
extension Assessment {
  /// The id of an incident that a report founds; waiting claims and second incidents are salted.
  static func incidentID(_ report: Fingerprint, salt: Int64) -> Fingerprint {
    withUnsafeTemporaryAllocation(byteCount: 24, alignment: 8) { bytes in
      bytes.storeBytes(of: report.high.littleEndian, toByteOffset: 0, as: UInt64.self)
      bytes.storeBytes(of: report.low.littleEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: salt.littleEndian, toByteOffset: 16, as: Int64.self)
      return Fingerprint(of: UnsafeRawBufferPointer(bytes))
    }
  }

  /// Puts a report among the members (or claims) of an incident and settles it.
  func join(_ slot: Int32, _ incident: Int32, _ evidence: CodeSet<IncidentEvidence>) {
    link(slot, incident)
    memory.reports.edit(slot).pointee.evidence = UInt32(truncatingIfNeeded: evidence.bits)
    settle(incident)
  }

  /// Puts a report into its incident's list, in the order of slots whatever the order of joining:
  /// nearly always at the end. The first claim's `previous` is the last one.
  func link(_ slot: Int32, _ incident: Int32) {
    let isClaim = memory.reports.row(slot).pointee.isVoice
    let row = memory.incidents.relink(incident)
    let first = isClaim ? row.pointee.firstClaim : row.pointee.first
    let last = isClaim ? lastClaim(first) : row.pointee.last
    var after = last
    while after > slot { after = after == first ? -1 : memory.reports.row(after).pointee.previous }
    let before = after >= 0 ? memory.reports.row(after).pointee.next : first
    let report = memory.reports.edit(slot)
    report.pointee.incident = incident
    report.pointee.next = before
    report.pointee.previous = after >= 0 || !isClaim ? after : first >= 0 ? last : slot
    if before >= 0 { memory.reports.relink(before).pointee.previous = slot }
    if after >= 0 { memory.reports.relink(after).pointee.next = slot }
    if isClaim {
      if after < 0 { row.pointee.firstClaim = slot }
      if before < 0, first >= 0 { memory.reports.relink(first).pointee.previous = slot }
    } else {
      if after < 0 { row.pointee.first = slot }
      if before < 0 { row.pointee.last = slot }
      row.pointee.members += 1
    }
  }

  private func lastClaim(_ first: Int32) -> Int32 {
    first >= 0 ? memory.reports.row(first).pointee.previous : -1
  }

  /// Takes a report out of its incident's list; it keeps no incident.
  func unlink(_ slot: Int32) {
    let report = memory.reports.edit(slot)
    let isClaim = report.pointee.isVoice
    let row = memory.incidents.relink(report.pointee.incident)
    let (after, before) = (report.pointee.previous, report.pointee.next)
    let isFirst = slot == (isClaim ? row.pointee.firstClaim : row.pointee.first)
    if before >= 0 { memory.reports.relink(before).pointee.previous = after }
    if !isFirst { memory.reports.relink(after).pointee.next = before }
    if isClaim {
      if isFirst { row.pointee.firstClaim = before }
      let first = row.pointee.firstClaim
      if before < 0, first >= 0 { memory.reports.relink(first).pointee.previous = after }
    } else {
      if isFirst { row.pointee.first = before }
      if before < 0 { row.pointee.last = after }
      row.pointee.members -= 1
    }
    report.pointee.incident = -1
    report.pointee.next = -1
    report.pointee.previous = -1
    report.pointee.evidence = 0
  }

  /// Remembers that an incident must be published when the record in hand is done.
  func note(_ incident: Int32, _ reason: IncidentReason, isCorrection: Bool = false) {
    if let at = changed.firstIndex(where: { $0.incident == incident }) {
      if isCorrection { changed[at].isCorrection = true }
      if reason == .merged || reason == .mergedAway || reason == .split || reason == .decided {
        changed[at].reason = reason
      }
    } else {
      changed.append(
        Changed(incident: incident, reason: reason, isCorrection: isCorrection))
    }
  }

  /// Gives an incident's row back: nobody remembered belongs to it.
  func release(_ incident: Int32) {
    unindex(incident)
    removeLinks(incident)
    dropFact(FactRow.subject(incident: incident))
    releaseAlerts(incident)
    memory.incidents.remove(incident)
  }

  // MARK: The core

  /// Derives the core from the reports, and puts the incident where it is found.
  func settle(_ incident: Int32) {
    let before = memory.incidents.row(incident).pointee
    var row = before
    let isWaiting = row.kind == .claim
    let first = isWaiting ? row.firstClaim : row.first
    row.set(IncidentRow.retractedBit, first < 0)
    row.targets = 0
    row.themes = 0
    row.tactics = 0
    row.weapons = 0
    row.subEvent = .unknown
    row.familyA = 0
    row.familyB = 0
    row.hasAttached = row.firstClaim >= 0 && !isWaiting
    if first >= 0 { row.mergedInto = -1 }
    let hasPrecise = isWaiting ? false : holdsPrecise(first)
    row.set(IncidentRow.preciseBit, hasPrecise)
    var core = Core()
    var isDecided = false
    fusion.pointee.families.clear()
    walk(first, AssessmentLimits.membersFused) { slot, view in
      if view.row.pointee.has(ReportRow.decidedBit) { isDecided = true }
      guard !hasPrecise || view.row.pointee.isPrecise else {
        row.hasAttached = true
        return
      }
      core.add(slot, view.row)
      row.targets |= view.row.pointee.targets
      row.themes |= view.row.pointee.themes
      row.tactics |= view.row.pointee.tactics
      row.weapons |= view.row.pointee.weapons
      core.killed.formUnion(
        KilledRange(low: view.row.pointee.killedLow, high: view.row.pointee.killedHigh))
      addFamilies(view)
    }
    row.set(IncidentRow.decidedBit, isDecided)
    row.isConfirmed = false
    row.isWithdrawn = false
    let likely = fusion.pointee.families.likely
    row.familyA = UInt16(likely.first.key)
    row.familyB = UInt16(likely.second.key)
    row.killedLow = core.killed.low
    row.killedHigh = core.killed.high
    core.fill(&row, memory)
    row.subEvent = core.subEvent
    put(row, before, incident)
    guard !isWaiting else { return }
    if isDecided, let verdict = standing(incident) {
      let row = memory.incidents.relink(incident)
      row.pointee.isConfirmed = verdict == .confirm
      row.pointee.isWithdrawn = verdict == .withdraw
    }
    if row.hasAttached { addAttachedFamilies(memory.incidents.row(incident).pointee) }
    settled.append(incident)
  }

  private func holdsPrecise(_ first: Int32) -> Bool {
    var slot = first
    var count = 0
    while slot >= 0, count < AssessmentLimits.membersFused {
      let row = memory.reports.row(slot)
      if row.pointee.isPrecise { return true }
      slot = row.pointee.next
      count += 1
    }
    return false
  }

  /// The perpetrators that vague reports and claims name, beside those of the core.
  private func addAttachedFamilies(_ row: IncidentRow) {
    if row.has(IncidentRow.preciseBit) {
      walk(row.first, AssessmentLimits.membersFused) { _, view in
        if !view.row.pointee.isPrecise { addFamilies(view) }
      }
    }
    addClaimedFamilies(row.firstClaim)
  }

  /// Writes a settled row back, in its chain.
  private func put(_ settled: IncidentRow, _ before: IncidentRow, _ incident: Int32) {
    var row = settled
    if row.has(IncidentRow.indexedBit), isSamePosition(row, before) {
      memory.incidents.relink(incident).pointee = row
      return
    }
    unindex(incident)
    // The links of the chains were just changed; all else is the new row's.
    let now = memory.incidents.row(incident).pointee
    row.coarseNext = now.coarseNext
    row.coarsePrevious = now.coarsePrevious
    row.set(IncidentRow.indexedBit, false)
    memory.incidents.relink(incident).pointee = row
    if !row.has(IncidentRow.retractedBit) { index(incident) }
  }

  private func isSamePosition(_ a: IncidentRow, _ b: IncidentRow) -> Bool {
    !a.has(IncidentRow.retractedBit) && a.latitude == b.latitude && a.longitude == b.longitude
      && a.radius == b.radius && a.earliest == b.earliest && a.span == b.span
      && a.place == b.place && a.has(IncidentRow.pointBit) == b.has(IncidentRow.pointBit)
  }
}

/// Finds the report that is most precise in space, and the one in time.
struct Core {
  private(set) var place: Int32 = -1
  private var placeKey: (Int32, UInt8, UInt32, Fingerprint) = (0, 0, 0, .zero)
  private(set) var time: Int32 = -1
  private var timeKey: (UInt32, UInt8, UInt32, Fingerprint) = (0, 0, 0, .zero)
  private(set) var subEvent = SubEventType.unknown
  private(set) var subEventFrom: Int32 = -1
  private var subEventPrecision: UInt8 = .max
  var killed = KilledRange()

  init() {}

  /// Less is better: radius, grade, turn; span, grade, turn.
  mutating func add(_ slot: Int32, _ row: UnsafePointer<ReportRow>) {
    addEvent(slot, row)
    let radius = row.pointee.has(ReportRow.pointBit) ? row.pointee.radius : Int32.max
    let placeKey = (radius, row.pointee.grade, row.pointee.submitted, row.pointee.id)
    if place < 0 || placeKey < self.placeKey {
      place = slot
      self.placeKey = placeKey
    }
    let timeKey = (row.pointee.span, row.pointee.grade, row.pointee.submitted, row.pointee.id)
    if time < 0 || timeKey < self.timeKey {
      time = slot
      self.timeKey = timeKey
    }
  }

  /// The highest in ACLED's hierarchy among the reports that place it best.
  private mutating func addEvent(_ slot: Int32, _ row: UnsafePointer<ReportRow>) {
    guard row.pointee.subEvent != .unknown else { return }
    let key = (row.pointee.geoPrecision, row.pointee.subEvent.rawValue)
    guard key < (subEventPrecision, subEvent.rawValue) else { return }
    subEvent = row.pointee.subEvent
    subEventFrom = slot
    subEventPrecision = row.pointee.geoPrecision
  }

  func fill(_ row: inout IncidentRow, _ memory: Memory) {
    guard place >= 0 else { return }
    let place = memory.reports.row(place)
    row.latitude = place.pointee.latitude
    row.longitude = place.pointee.longitude
    row.radius = place.pointee.radius
    row.place = place.pointee.place
    row.set(IncidentRow.pointBit, place.pointee.has(ReportRow.pointBit))
    let time = memory.reports.row(time)
    row.earliest = time.pointee.earliest
    row.span = time.pointee.span
    row.precision = time.pointee.precision
  }
}
