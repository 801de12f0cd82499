import Model

/// What is attached to incidents without holding them together: vague reports and claims.
///
/// Where they belong is a function of the incidents around them, so they are asked again whenever
/// one nearby changes.
extension Assessment {
  /// The incident a vague report or a claim fits best.
  struct Seat {
    var home: Int32 = -1
    var evidence = CodeSet<IncidentEvidence>()
    var score = Int.min
    /// Others fit as well: it identifies none.
    var isAmbiguous = false
    /// Others that it may be about.
    var others: [Candidate] = []
  }

  // MARK: Vague reports

  /// Gives a vague report to the one incident of precise reports that it fits; else it stands among
  /// those like it.
  func seat(_ slot: Int32, preferred: Int32) {
    let seat = bestSeat(slot)
    if seat.isAmbiguous, !memory.reports.row(slot).pointee.has(ReportRow.openBit) {
      memory.meta.counts.ambiguous += 1
    }
    setOpen(slot, seat.isAmbiguous)
    let current = memory.reports.row(slot).pointee.incident
    let isAttached =
      current >= 0 && memory.incidents.row(current).pointee.has(IncidentRow.preciseBit)
    if seat.home >= 0 {
      attach(slot, seat, preferred: preferred)
    } else {
      if isAttached {
        unlink(slot)
        settle(current)
        note(current, .reportMoved, isCorrection: true)
      }
      if current < 0 || isAttached { settleIn(slot, preferred: preferred) }
    }
    let home = memory.reports.row(slot).pointee.incident
    for other in seat.others where other.incident != home { contend(home, other) }
  }

  private func attach(_ slot: Int32, _ seat: Seat, preferred: Int32) {
    let current = memory.reports.row(slot).pointee.incident
    let bits = UInt32(truncatingIfNeeded: seat.evidence.bits)
    guard current != seat.home else {
      if memory.reports.row(slot).pointee.evidence != bits {
        memory.reports.edit(slot).pointee.evidence = bits
      }
      return
    }
    if current >= 0 { leave(slot, current, for: seat.home) }
    link(slot, seat.home)
    memory.reports.edit(slot).pointee.evidence = bits
    settle(seat.home)
    note(seat.home, .joined)
    retire(preferred, for: seat.home)
  }

  /// Takes a vague report out of where it was, because it belongs elsewhere now.
  private func leave(_ slot: Int32, _ current: Int32, for home: Int32) {
    let isPillar = !memory.incidents.row(current).pointee.has(IncidentRow.preciseBit)
    let seeds = isPillar ? companions(slot, current) : []
    unlink(slot)
    let row = memory.incidents.row(current).pointee
    if row.first < 0 {
      end(current, in: home)
    } else {
      settle(current)
      note(current, .reportMoved, isCorrection: true)
      retake(seeds)
    }
  }

  private func setOpen(_ slot: Int32, _ isOpen: Bool) {
    guard memory.reports.row(slot).pointee.has(ReportRow.openBit) != isOpen else { return }
    memory.reports.edit(slot).pointee.set(ReportRow.openBit, isOpen)
  }

  func bestSeat(_ slot: Int32) -> Seat {
    let row = memory.reports.row(slot)
    let outline = Outline(row)
    var seat = Seat()
    var second = Int.min
    let isClear = searchIncidents(outline, isPrecise: true) { incident in
      guard let evidence = evidence(slot, outline, incident) else { return }
      let score = weights.score(evidence)
      guard score >= weights.possible else { return }
      let isFit = isStrong(evidence, score: score)
      if !isFit || seat.home >= 0 {
        seat.others.append(Candidate(incident, evidence, score: score))
      }
      guard isFit else { return }
      if score > seat.score || (score == seat.score && comesBefore(incident, seat.home)) {
        if seat.home >= 0 {
          seat.others.append(Candidate(seat.home, seat.evidence, score: seat.score))
          seat.others.removeAll { $0.incident == incident }
        }
        second = seat.score
        (seat.home, seat.evidence, seat.score) = (incident, evidence, score)
      } else {
        second = max(second, score)
      }
    }
    if !isClear { memory.meta.counts.crowded += 1 }
    if row.pointee.has(ReportRow.decidedBit) { addDecided(slot, outline, &seat) }
    if seat.home >= 0, second >= weights.same,
      second + AssessmentLimits.ambiguityPoints >= seat.score,
      !seat.evidence.contains(.decided)
    {
      seat.others.append(Candidate(seat.home, seat.evidence, score: seat.score))
      for index in seat.others.indices where seat.others[index].score >= weights.same {
        seat.others[index].evidence.insert(.ambiguous)
      }
      seat.home = -1
      seat.isAmbiguous = true
    }
    seat.others.sort { ($1.score, $0.incident) < ($0.score, $1.incident) }
    return seat
  }

  /// The incident of a report that somebody decided is the same, wherever it is.
  private func addDecided(_ slot: Int32, _ outline: Outline, _ seat: inout Seat) {
    forEachDecided(memory.reports.row(slot).pointee.id) { other in
      let home = memory.reports.row(other).pointee.incident
      guard home >= 0, home != seat.home,
        memory.incidents.row(home).pointee.has(IncidentRow.preciseBit),
        let evidence = evidence(slot, outline, home), evidence.contains(.decided)
      else { return }
      let score = weights.score(evidence)
      guard score > seat.score || (score == seat.score && comesBefore(home, seat.home)) else {
        return
      }
      (seat.home, seat.evidence, seat.score) = (home, evidence, score)
    }
  }

  /// What speaks for and against a vague report's being about an incident of precise ones.
  func evidence(
    _ slot: Int32, _ outline: Outline, _ incident: Int32
  ) -> CodeSet<IncidentEvidence>? {
    let row = memory.incidents.row(incident)
    guard row.pointee.kind == outline.kind, row.pointee.has(IncidentRow.preciseBit) else {
      return nil
    }
    let isDecided = memory.reports.row(slot).pointee.has(ReportRow.decidedBit)
    var evidence = Similarity.evidence(outline, Outline(memory.incidents.row(incident)))
    guard evidence != nil || isDecided else { return nil }
    var isSame = false
    forEachPillar(of: incident) { other in
      let pair = ties(slot, other)
      if pair.contains(.decided) { isSame = true }
      evidence?.formUnion(pair)
    }
    if isSame {
      var decided = evidence ?? CodeSet()
      decided.bits &= ~IncidentEvidence.vetoes.bits
      decided.insert(.decided)
      return decided
    }
    return evidence
  }

  /// Which of two incidents comes first whatever the order of arrival.
  private func comesBefore(_ one: Int32, _ other: Int32) -> Bool {
    other < 0 || rank(one) < rank(other)
  }

  private func rank(_ incident: Int32) -> (UInt32, Fingerprint) {
    var rank = (UInt32.max, Fingerprint.zero)
    forEachPillar(of: incident) { slot in
      let turn = memory.reports.row(slot).pointee.turn
      if turn < rank { rank = turn }
    }
    return rank
  }

  // MARK: Claims

  /// Gives a claim to the incident it fits best; else it waits.
  func seatClaim(_ slot: Int32) {
    let current = memory.reports.row(slot).pointee.incident
    let isWaiting = current >= 0 && memory.incidents.row(current).pointee.kind == .claim
    let best = bestClaimSeat(slot)
    setOpen(slot, best.home < 0)
    guard best.home >= 0 else {
      if !isWaiting { wait(slot) }
      return
    }
    let bits = UInt32(truncatingIfNeeded: best.evidence.bits)
    guard current != best.home else {
      if memory.reports.row(slot).pointee.evidence != bits {
        memory.reports.edit(slot).pointee.evidence = bits
      }
      return
    }
    if current >= 0 {
      unlink(slot)
      if isWaiting {
        release(current)
      } else {
        settle(current)
        note(current, .reportMoved, isCorrection: true)
      }
    }
    join(slot, best.home, best.evidence)
    note(best.home, .claimed)
  }

  func bestClaimSeat(_ slot: Int32) -> Seat {
    let row = memory.reports.row(slot)
    let outline = Outline(row)
    let named = namedIncident(slot)
    var seat = Seat()
    var isBestPrecise = false
    func look(_ incident: Int32) {
      guard let evidence = claimEvidence(slot, outline, incident, named: named) else { return }
      let score = weights.score(evidence)
      // A claim of a town and day is about what precise reports tell of, where they tell of any.
      let isPrecise =
        outline.isPrecise && memory.incidents.row(incident).pointee.has(IncidentRow.preciseBit)
      guard isPrecise || !isBestPrecise else { return }
      if isPrecise == isBestPrecise {
        guard score > seat.score || (score == seat.score && comesBefore(incident, seat.home)) else {
          return
        }
      }
      isBestPrecise = isPrecise
      (seat.home, seat.evidence, seat.score) = (incident, evidence, score)
    }
    if outline.radius > Reach.vagueRadius {
      // Incidents of more than a region are found by their reports.
      _ = search(outline, .vague) { other in
        let home = memory.reports.row(other).pointee.incident
        if home >= 0, home != seat.home { look(home) }
      }
    } else {
      _ = searchIncidents(outline, isPrecise: false, look)
    }
    if seat.home < 0, named >= 0 {
      (seat.home, seat.evidence) = (named, CodeSet([.referred]))
    }
    return seat
  }

  /// What speaks for a claim's being about an incident; nil when it is not.
  func claimEvidence(
    _ slot: Int32, _ outline: Outline, _ incident: Int32, named: Int32
  ) -> CodeSet<IncidentEvidence>? {
    let row = memory.incidents.row(incident)
    guard row.pointee.kind == .security, row.pointee.first >= 0,
      var evidence = Similarity.evidence(outline, Outline(row)), !evidence.isVetoed,
      outline.kind != .statement || incident == named
    else { return nil }
    if incident == named { evidence.insert(.referred) }
    return weights.score(evidence) >= weights.claim ? evidence : nil
  }

  private func wait(_ slot: Int32) {
    let current = memory.reports.row(slot).pointee.incident
    if current >= 0 {
      unlink(slot)
      settle(current)
      note(current, .reportMoved, isCorrection: true)
    }
    var row = IncidentRow()
    row.id = Self.incidentID(memory.reports.row(slot).pointee.id, salt: -1)
    row.kind = .claim
    row.founder = slot
    join(slot, memory.incidents.insert(row), CodeSet())
  }

  /// The security incident of the report that a claim names, or −1: asked when the claim comes, and
  /// kept as long as that incident lives.
  private func namedIncident(_ slot: Int32) -> Int32 {
    let row = memory.reports.row(slot).pointee
    let known = CodeSet<IncidentEvidence>(bits: UInt64(row.evidence))
    if known.contains(.referred), row.incident >= 0,
      memory.incidents.row(row.incident).pointee.first >= 0
    {
      return row.incident
    }
    guard !report.refersTo.isEmpty, row.id == report.id else { return -1 }
    let found = memory.reports.find(referred)
    guard found >= 0 else { return -1 }
    let incident = memory.reports.row(found).pointee.incident
    guard incident >= 0, memory.incidents.row(incident).pointee.kind == .security else { return -1 }
    return incident
  }
}
