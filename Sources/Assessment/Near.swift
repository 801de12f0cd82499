public import Model

/// A report near another one, with what speaks for and against their telling of one happening.
struct Near {
  let slot: Int32
  /// The incident it belongs to.
  let home: Int32
  var evidence: CodeSet<IncidentEvidence>
  let score: Int
  /// They are of one happening, as far as these two alone can tell.
  let isStrong: Bool
}

/// Pairs of reports: whether two tell of one happening, and which are near one.
extension Assessment {
  /// What speaks for and against two reports being of one happening; nil when they are out of each
  /// other's reach. Symmetric, and of the two alone.
  func pairing(_ a: Int32, _ outline: Outline, _ b: Int32) -> CodeSet<IncidentEvidence>? {
    let mayBeDecided =
      memory.reports.row(a).pointee.bits & memory.reports.row(b).pointee.bits
      & ReportRow.decidedBit != 0
    var likeness = Similarity.evidence(outline, Outline(memory.reports.row(b)))
    guard likeness != nil || mayBeDecided else { return nil }
    let ties = ties(a, b)
    guard !ties.contains(.decided) else {
      var decided = likeness ?? CodeSet()
      decided.bits &= ~IncidentEvidence.vetoes.bits
      decided.insert(.decided)
      return decided
    }
    likeness?.formUnion(ties)
    return likeness
  }

  /// What ties two reports or parts them beside what they tell: who sent them, who decided.
  func ties(_ a: Int32, _ b: Int32) -> CodeSet<IncidentEvidence> {
    let (one, other) = (memory.reports.row(a), memory.reports.row(b))
    var evidence = CodeSet<IncidentEvidence>()
    if one.pointee.bits & other.pointee.bits & ReportRow.decidedBit != 0 {
      switch decided(one.pointee.id, other.pointee.id) {
      case .same: return CodeSet([.decided])
      case .notSame: evidence.insert(.decidedApart)
      default: break
      }
    }
    if one.pointee.source == other.pointee.source {
      let isCount = one.pointee.kind != .security
      if !isCount, !memory.names.meaning(one.pointee.source).repeats {
        evidence.insert(.sameSource)
      }
    } else if one.pointee.origin == other.pointee.origin, one.pointee.origin != 0 {
      evidence.insert(.originShared)
    }
    // Who says that it is another one says so of what came before; two who both tell of "a second
    // attack" may well tell of the same second one.
    if (one.pointee.bits ^ other.pointee.bits) & ReportRow.anotherBit != 0 {
      let later = one.pointee.turn < other.pointee.turn ? other : one
      if later.pointee.has(ReportRow.anotherBit) { evidence.insert(.another) }
    }
    return evidence
  }

  /// Whether two reports are of one happening, as far as the two alone can tell.
  func isStrong(_ evidence: CodeSet<IncidentEvidence>, score: Int) -> Bool {
    evidence.contains(.decided) || (score >= weights.same && !evidence.isVetoed)
  }

  /// From which sum two may stand in one incident: precise ones when they may be one, vague ones
  /// only when they are, or they would chain.
  func floor(isPrecise: Bool) -> Int { isPrecise ? weights.possible : weights.same }

  /// Fills `near` with the reports that may be of the same happening as this one: of a precise
  /// report the precise ones, of a vague one those that no precise ones stand beside. False when
  /// there are too many to look at.
  func lookAround(_ slot: Int32) -> Bool {
    near.removeAll(keepingCapacity: true)
    homes.removeAll(keepingCapacity: true)
    let row = memory.reports.row(slot)
    let outline = Outline(row)
    let isPrecise = row.pointee.isPrecise
    let isClear = search(outline, isPrecise ? .precise : .vague) { other in
      let other = memory.reports.row(other)
      guard other.pointee.kind == outline.kind, other.pointee.incident >= 0,
        !other.pointee.isVoice
      else { return }
      homes.append(other.pointee.incident)
    }
    homes.sort()
    var last: Int32 = -1
    for home in homes where home != last {
      last = home
      guard memory.incidents.row(home).pointee.has(IncidentRow.preciseBit) == isPrecise else {
        continue
      }
      forEachPillar(of: home) { other in
        guard other != slot, let evidence = pairing(slot, outline, other) else { return }
        add(other, home, evidence)
      }
    }
    if row.pointee.has(ReportRow.decidedBit) { addDecided(slot, outline) }
    return isClear
  }

  private func add(_ slot: Int32, _ home: Int32, _ evidence: CodeSet<IncidentEvidence>) {
    let score = weights.score(evidence)
    guard score >= weights.possible else { return }
    near.append(
      Near(
        slot: slot, home: home, evidence: evidence, score: score,
        isStrong: isStrong(evidence, score: score)))
  }

  /// Those that somebody decided about, wherever they are.
  private func addDecided(_ slot: Int32, _ outline: Outline) {
    forEachDecided(memory.reports.row(slot).pointee.id) { other in
      let row = memory.reports.row(other)
      guard row.pointee.incident >= 0, row.pointee.makesIncident, row.pointee.kind == outline.kind,
        memory.incidents.row(row.pointee.incident).pointee.has(IncidentRow.preciseBit)
          == outline.isPrecise, !near.contains(where: { $0.slot == other }),
        let evidence = pairing(slot, outline, other)
      else { return }
      add(other, row.pointee.incident, evidence)
    }
  }

  /// The reports that hold an incident together, at most so many: the precise ones, or all where
  /// there is none.
  func forEachPillar(of incident: Int32, _ body: (Int32) -> Void) {
    let isPrecise = memory.incidents.row(incident).pointee.has(IncidentRow.preciseBit)
    var slot = memory.incidents.row(incident).pointee.first
    var count = 0
    while slot >= 0, count < AssessmentLimits.membersFused {
      let row = memory.reports.row(slot)
      let next = row.pointee.next
      if row.pointee.isPrecise == isPrecise {
        body(slot)
        count += 1
      }
      slot = next
    }
  }

  /// Whether a report contradicts none of those that hold an incident together.
  func fits(_ slot: Int32, _ incident: Int32) -> Bool {
    let outline = Outline(memory.reports.row(slot))
    let least = floor(isPrecise: outline.isPrecise)
    var isFit = true
    forEachPillar(of: incident) { other in
      guard isFit, other != slot else { return }
      guard let evidence = pairing(slot, outline, other) else {
        isFit = false
        return
      }
      isFit = !evidence.isVetoed && weights.score(evidence) >= least
    }
    return isFit
  }

  /// Whether no report of one incident contradicts one of the other.
  func agree(_ one: Int32, _ other: Int32) -> Bool {
    var isFit = true
    forEachPillar(of: one) { slot in
      if isFit { isFit = fits(slot, other) }
    }
    return isFit
  }
}

extension Assessment {
  /// Visits every pair of precise reports within each other's reach, once: for learning weights.
  public func forEachPair(
    _ body: (_ one: Fingerprint, _ other: Fingerprint, CodeSet<IncidentEvidence>) -> Void
  ) {
    memory.reports.forEachLive { slot, row in
      guard row.pointee.makesIncident, row.pointee.isPrecise else { return }
      let outline = Outline(row)
      _ = search(outline, .precise) { other in
        guard other < slot, memory.reports.row(other).pointee.makesIncident,
          memory.reports.row(other).pointee.kind == row.pointee.kind,
          let evidence = pairing(slot, outline, other)
        else { return }
        body(row.pointee.id, memory.reports.row(other).pointee.id, evidence)
      }
    }
  }
}
