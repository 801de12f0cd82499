internal import Model
internal import Reading
internal import Theatre

extension Intake {
  /// How far a place that was read from a sentence can be trusted: where the name is in the
  /// gazetteer as written, and where it is not or stays open. Judged, not measured.
  private static let namedPercent: UInt8 = 80
  private static let doubtfulPercent: UInt8 = 50

  /// Reads from the sentence that carries the facts where it happened, and which other places it
  /// names.
  ///
  /// Sets `draft.placeRead`, the words that were read as `place.written`, evidence, `mentioned`.
  /// A place that the report gives by itself wins: then only the others are read. `readFacts` went
  /// before, and its words are no places.
  func readPlaces(_ hints: PlaceHints, _ draft: inout Draft) {
    guard !draft.facts.isEmpty, !theatre.placeWords.isEmpty else { return }
    var input = PlaceInput()
    input.hints = hints
    work.pointee.reader.readPlaces(input)
    let reading = work.pointee.reader.places
    let verdict = reading.verdict
    let start = Int(draft.facts.start)
    func part(_ range: Range<Int>) -> Extent {
      Extent(start: start + range.lowerBound, count: range.count)
    }
    let isChoice = draft.report.place.written.isEmpty
    if isChoice {
      draft.placeRead = readOut(reading, hints, &draft.report)
      if let unknown = verdict.unknown {
        draft.report.place.written = part(unknown)
      } else if verdict.find >= 0 {
        draft.report.place.written = part(reading.finds[verdict.find].range)
      }
      let isSure = verdict.kind == .found && reading.finds[verdict.find].likeness == 100
      keepEvidence(
        .place, draft.report.place.written, isSure ? Self.namedPercent : Self.doubtfulPercent,
        &draft)
    }
    for (index, find) in reading.finds.enumerated()
    where !(isChoice && (index == verdict.find || find.relation == .between)) {
      guard draft.report.mentioned.count < limits.mentionsMax else {
        draft.report.flags.insert(.truncated)
        break
      }
      draft.report.mentioned.append(ReportMention(written: part(find.nameRange)))
    }
  }

  func keepEvidence(
    _ fact: FactKind, _ words: Extent, _ percent: UInt8, _ draft: inout Draft
  ) {
    guard !words.isEmpty else { return }
    guard draft.report.evidence.count < limits.evidenceMax else {
      draft.report.flags.insert(.truncated)
      return
    }
    draft.report.evidence.append(ReportEvidence(fact: fact, words: words, percent: percent))
  }
}
