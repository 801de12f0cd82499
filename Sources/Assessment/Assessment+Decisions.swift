import Model

/// What people decide outranks the score, and holds until it is revoked.
extension Assessment {
  /// Pairs of one decision at most; of more subjects each is set against the first alone.
  private static let everyPairMost = 8

  /// Takes the decision in hand.
  func decide(_ slot: Int32) -> ReportOutcome {
    let row = memory.reports.row(slot).pointee
    guard let verdict = report.verdict else { return .new }
    var subjects: [Fingerprint] = []
    var isMissing = false
    for extent in report.subjects {
      let subject = report.withText(extent) { subjectReport($0) }
      if let subject, !subjects.contains(subject) { subjects.append(subject) }
      if subject == nil { isMissing = true }
    }
    switch verdict {
    case .revoke:
      let target = referred
      guard memory.reports.find(target) >= 0 else {
        hold(target, by: slot)
        return .held
      }
      revoke(target)
      return .retraction
    case .confirm, .withdraw:
      for subject in subjects { add(subject, subject, verdict, row) }
    case .same, .notSame:
      for (index, one) in subjects.enumerated() {
        let isFew = verdict == .notSame && subjects.count <= Self.everyPairMost
        guard index == 0 || isFew else { break }
        for other in subjects[(index + 1)...] { add(one, other, verdict, row) }
      }
    case .acknowledge, .dismiss: return .new
    }
    if isMissing { memory.meta.counts.subjectsMissing += 1 }
    reconsider(subjects)
    return .new
  }

  /// Takes back what a decision said.
  func revoke(_ decision: Fingerprint) {
    var subjects: [Fingerprint] = []
    for slot in decisionSlots(where: { $0.by == decision }) {
      let row = memory.decisions.row(slot).pointee
      subjects += [row.one, row.other]
      uncount(row.one)
      if row.one != row.other { uncount(row.other) }
      memory.decisions.remove(slot)
    }
    reconsider(subjects)
  }

  /// The report that a subject means: an incident's id stands for the report that founded it,
  /// or, when that one is elsewhere, for the first of those it has.
  private func subjectReport(_ text: UnsafeRawBufferPointer) -> Fingerprint? {
    guard text.count > 2, text[1] == UInt8(ascii: "-"),
      let id = Fingerprint(text: UnsafeRawBufferPointer(rebasing: text[2...]))
    else { return nil }
    if text[0] == UInt8(ascii: "r") { return id }
    let found = memory.incidents.find(id)
    guard found >= 0 else { return nil }
    let row = memory.incidents.row(found).pointee
    if memory.reports.isLive(row.founder),
      row.first < 0 || memory.reports.row(row.founder).pointee.incident == found
    {
      return memory.reports.row(row.founder).pointee.id
    }
    return row.first >= 0 ? memory.reports.row(row.first).pointee.id : nil
  }

  private func add(
    _ one: Fingerprint, _ other: Fingerprint, _ verdict: Verdict, _ decision: ReportRow
  ) {
    guard memory.decisions.count < AssessmentLimits.decisionsMax else {
      memory.meta.counts.subjectsMissing += 1
      return
    }
    var row = DecisionRow()
    row.one = min(one, other)
    row.other = max(one, other)
    row.by = decision.id
    row.submitted = decision.submitted
    row.source = decision.source
    row.verdict = verdict
    row.id = Fingerprint(
      of: [row.one, row.other, row.by].flatMap { id in
        withUnsafeBytes(of: id.high.littleEndian) { Array($0) }
          + withUnsafeBytes(of: id.low.littleEndian) { Array($0) }
      })
    guard memory.decisions.find(row.id) < 0 else { return }
    memory.decisions.insert(row)
    count(row.one)
    if one != other { count(row.other) }
  }

  /// Marks a report as decided about; also what is restored.
  func count(_ report: Fingerprint) {
    let found = memory.decided.find(report)
    if found >= 0 {
      memory.decided.edit(found).pointee.count += 1
    } else {
      memory.decided.insert(DecidedRow(report: report, count: 1))
    }
    mark(report, true)
  }

  private func uncount(_ report: Fingerprint) {
    let found = memory.decided.find(report)
    guard found >= 0 else { return }
    memory.decided.edit(found).pointee.count -= 1
    guard memory.decided.row(found).pointee.count == 0 else { return }
    memory.decided.remove(found)
    mark(report, false)
  }

  private func mark(_ report: Fingerprint, _ isDecided: Bool) {
    let slot = memory.reports.find(report)
    guard slot >= 0, memory.reports.row(slot).pointee.has(ReportRow.decidedBit) != isDecided
    else { return }
    memory.reports.edit(slot).pointee.set(ReportRow.decidedBit, isDecided)
  }

  /// Forgets a decision that is older than any report it could be about.
  func forgetDecision(_ decision: Fingerprint) {
    for slot in decisionSlots(where: { $0.by == decision }) {
      let row = memory.decisions.row(slot).pointee
      uncount(row.one)
      if row.one != row.other { uncount(row.other) }
      memory.decisions.remove(slot)
    }
  }

  // MARK: Asking

  /// Slots in ascending order. A full scan: people decide seldom.
  private func decisionSlots(where isWanted: (DecisionRow) -> Bool) -> [Int32] {
    var slots: [Int32] = []
    memory.decisions.forEachLive { slot, row in if isWanted(row.pointee) { slots.append(slot) } }
    return slots
  }

  /// What holds about two reports.
  func decided(_ a: Fingerprint, _ b: Fingerprint) -> Verdict? {
    let (one, other) = (min(a, b), max(a, b))
    var last: DecisionRow?
    memory.decisions.forEachLive { _, row in
      guard row.pointee.one == one, row.pointee.other == other else { return }
      if last.map({ $0.turn < row.pointee.turn }) ?? true { last = row.pointee }
    }
    return last?.verdict
  }

  /// Every remembered report that somebody decided about together with this one.
  func forEachDecided(_ report: Fingerprint, _ body: (Int32) -> Void) {
    memory.decisions.forEachLive { _, row in
      guard row.pointee.one != row.pointee.other,
        row.pointee.one == report || row.pointee.other == report
      else { return }
      let slot = memory.reports.find(
        row.pointee.one == report ? row.pointee.other : row.pointee.one)
      if slot >= 0 { body(slot) }
    }
  }

  /// Decisions about the reports of an incident, in the order of submission.
  func decisions(about incident: Int32) -> [DecisionRow] {
    guard memory.incidents.row(incident).pointee.has(IncidentRow.decidedBit) else { return [] }
    var ids: [Fingerprint] = []
    walk(memory.incidents.row(incident).pointee.first, AssessmentLimits.membersFused) { _, view in
      if view.row.pointee.has(ReportRow.decidedBit) { ids.append(view.row.pointee.id) }
    }
    return decisionSlots { ids.contains($0.one) || ids.contains($0.other) }
      .map { memory.decisions.row($0).pointee }
      .sorted { ($0.turn.0, $0.turn.1, $0.id) < ($1.turn.0, $1.turn.1, $1.id) }
  }

  // MARK: What follows

  /// Takes reports that were decided about again, wherever they stand.
  private func reconsider(_ reports: [Fingerprint]) {
    var pillars: [Int32] = []
    var attached: [Int32] = []
    for id in reports {
      let slot = memory.reports.find(id)
      guard slot >= 0, memory.reports.row(slot).pointee.incident >= 0 else { continue }
      let row = memory.reports.row(slot).pointee
      guard row.makesIncident else { continue }
      let home = memory.incidents.row(row.incident)
      if row.isPrecise == home.pointee.has(IncidentRow.preciseBit) {
        pillars.append(slot)
      } else {
        attached.append(slot)
      }
    }
    if !pillars.isEmpty, let part = component(of: pillars) { rebuild(part, preferred: -1) }
    for slot in pillars where !memory.reports.row(slot).pointee.isPrecise { attached.append(slot) }
    for slot in attached { seat(slot, preferred: -1) }
    for slot in pillars + attached {
      let home = memory.reports.row(slot).pointee.incident
      guard home >= 0 else { continue }
      settle(home)
      note(home, .decided, isCorrection: true)
    }
  }

  /// What was decided about an incident itself: of confirmations and withdrawals the last.
  func standing(_ incident: Int32) -> Verdict? {
    decisions(about: incident).last { $0.one == $0.other }?.verdict
  }
}
