internal import Model
internal import Reading
internal import Theatre

extension Intake {
  /// Reads the sentence that carries the facts, where the mapping names one.
  ///
  /// What stands in a field of its own wins; what is read names its words and how far such a
  /// reading can be trusted. Texts in a language that the pack has no words for are left alone.
  func readFacts(_ draft: inout Draft) {
    guard !draft.facts.isEmpty else { return }
    // The report's bytes grow while facts go in, so the text is read from a copy of its own.
    let facts = draft.facts
    draft.report.storage.withUnsafeBytes {
      work.pointee.factText.removeAll(keepingCapacity: true)
      work.pointee.factText.append(
        contentsOf: UnsafeRawBufferPointer(rebasing: $0[facts.range]))
    }
    let language = work.pointee.factText.withUnsafeBytes {
      work.pointee.reader.open($0)
    }
    guard language >= 0 else { return }
    work.pointee.reader.read(in: language)
    let reader = work.pointee.reader
    if draft.report.language.isEmpty {
      draft.report.language = draft.report.keep(reader.language(language))
    }
    draft.fill(reader.facts)
    fillActors(reader.facts, &draft)
    fillOrigin(reader.facts, &draft)
    keepEvidence(reader, &draft)
    chooseDate(reader.facts, &draft)
  }

  private func fillActors(_ facts: Facts, _ draft: inout Draft) {
    guard draft.report.actors.isEmpty else { return }
    for participant in facts.actors {
      var actor = ReportActor()
      actor.role = participant.role
      actor.attribution = participant.attribution
      actor.firstCandidate = Int32(draft.report.candidates.count)
      actor.candidateCount = Int32(participant.candidates.count)
      for item in participant.candidates {
        var candidate = ActorCandidate()
        candidate.written = extent(Int(item.start)..<Int(item.end), draft)
        candidate.percent = UInt8(100 / participant.candidates.count)
        draft.report.candidates.append(candidate)
      }
      draft.report.actors.append(actor)
    }
  }

  /// A text that names its agency is that agency's, whatever its paper usually prints.
  private func fillOrigin(_ facts: Facts, _ draft: inout Draft) {
    guard facts.origin >= 0, !draft.hasOrigin else { return }
    draft.report.origin = pack.keep(pack.sources[Int(facts.origin)].id, in: &draft.report)
  }

  private func keepEvidence(_ reader: SentenceReader, _ draft: inout Draft) {
    for item in reader.facts.evidence {
      keepEvidence(item.fact, extent(item.words, draft), item.percent, &draft)
    }
  }

  /// Words of the text, as they stand in the report.
  func extent(_ words: Range<Int>, _ draft: Draft) -> Extent {
    let tokens = work.pointee.reader.frame.tokens
    guard let first = words.first, words.upperBound <= tokens.count else { return .none }
    let start = Int(tokens[first].start)
    return Extent(
      start: Int(draft.facts.start) + start,
      count: Int(tokens[words.upperBound - 1].end) - start)
  }

  /// The time that the text gives: where no field does, or to be held against the field's.
  private func chooseDate(_ facts: Facts, _ draft: inout Draft) {
    // When somebody spoke is when it happened only where no other day is told.
    let told = facts.dates.first { $0.isTold && !$0.isSpoken }
    guard let date = told ?? facts.dates.first(where: { $0.isTold }) else { return }
    draft.textDate = date
    keepEvidence(.occurred, extent(date.words, draft), 85, &draft)
  }
}

extension Draft {
  /// What a field did not say.
  mutating func fill(_ facts: Facts) {
    for harm in Harm.every where !report.tolls.mentions(harm) {
      for party in Party.every where facts.tolls[harm, party].isPresent {
        report.tolls[harm, party] = facts.tolls[harm, party]
        ranges |= 1 << (UInt32(harm.rawValue) * 6 + UInt32(party.rawValue))
      }
    }
    if !report.measures[.individualsDisplaced].isPresent {
      report.measures[.individualsDisplaced] = facts.displaced
    }
    if !report.measures[.householdsDisplaced].isPresent {
      report.measures[.householdsDisplaced] = facts.households
    }
    if report.subEvent == .unknown { report.subEvent = facts.subEvent }
    if report.tactics.isEmpty { report.tactics = facts.tactics }
    if report.weapons.isEmpty { report.weapons = facts.weapons }
    if report.targets.isEmpty { report.targets = facts.targets }
    if report.assertion == .asserted { report.assertion = facts.assertion }
    report.isSuccess = report.isSuccess && facts.isSuccess
    report.isAnother = report.isAnother || facts.isAnother
  }
}
