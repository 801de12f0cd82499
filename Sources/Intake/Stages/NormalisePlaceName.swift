internal import Model
internal import Reading
internal import Theatre

extension Intake {
  /// What the written name means; nil when there is none.
  ///
  /// The whole name first, by one look into the table; then as words that may say “45 km de”,
  /// “entre … et …”; then by sound and slips. What several places may mean is listed.
  func readName(_ draft: inout Draft, _ hints: PlaceHints) -> PlaceReadOut? {
    if let read = draft.placeRead { return read }
    guard !draft.report.place.written.isEmpty else { return nil }
    let gazetteer = theatre.gazetteer
    let match = draft.report.withText(draft.report.place.written) {
      gazetteer.find($0, hints: hints, folding: &work.pointee.folding)
    }
    switch match {
    case .one(let index): return .fix(gazetteer.fix(of: index), likeness: 100)
    case .cluster(let index, let meters):
      var fix = gazetteer.fix(of: index)
      fix.radius += meters
      return .fix(fix, likeness: 100)
    case .ambiguous(let range), .contradicted(let range):
      // Contradicted: the name is known, but not where the report puts it; which of the two is
      // wrong is open.
      listOptions(range, hints, &draft.report)
      return .ambiguous
    case .none: return readWords(&draft, hints)
    }
  }

  private func readWords(_ draft: inout Draft, _ hints: PlaceHints) -> PlaceReadOut {
    var input = PlaceInput()
    input.isPlaceAlone = true
    input.hints = hints
    draft.report.withText(draft.report.place.written) {
      placeReader.read($0, input, into: &work.pointee.places)
    }
    if let read = readOut(work.pointee.places, hints, &draft.report) {
      if case .unknown(nil) = read {} else { return read }
    }
    let alike = draft.report.withText(draft.report.place.written) {
      theatre.gazetteer.findAlike($0, hints: hints, folding: &work.pointee.folding)
    }
    switch alike.match {
    case .one(let index), .cluster(let index, _):
      return .fix(theatre.gazetteer.fix(of: index), likeness: alike.likeness)
    case .ambiguous(let range):
      listOptions(range, hints, &draft.report)
      return .ambiguous
    case .contradicted, .none: return .unknown(nil)
    }
  }

  /// What the reader made of the last text; nil when it names no place.
  func readOut(
    _ reading: PlaceReading, _ hints: PlaceHints, _ report: inout Report
  ) -> PlaceReadOut? {
    let gazetteer = theatre.gazetteer
    let verdict = reading.verdict
    switch verdict.kind {
    case .nothing: return nil
    case .found:
      let find = reading.finds[verdict.find]
      return .fix(fix(find, in: reading), likeness: find.likeness)
    case .unknown:
      guard verdict.find >= 0 else { return .unknown(nil) }
      let find = reading.finds[verdict.find]
      guard find.match.index >= 0 else { return .unknown(nil) }
      // It is not that place, but somewhere about it.
      var area = fix(find, in: reading)
      if area.place >= 0 { (area.anchor, area.place, area.method) = (area.place, -1, .relative) }
      return .unknown(area)
    case .ambiguous:
      let chosen = reading.finds[verdict.find]
      switch chosen.match {
      case .ambiguous(let range), .contradicted(let range): listOptions(range, hints, &report)
      default: break
      }
      for find in reading.finds where find.role != .hint && find.match.index >= 0 {
        addOption(find.match.index, gazetteer, &report)
      }
      return .ambiguous
    }
  }

  private func fix(_ find: PlaceFind, in reading: PlaceReading) -> PlaceFix {
    let other = find.other < 0 ? nil : reading.finds[Int(find.other)]
    return theatre.gazetteer.fix(find, other: other, find.match.index)
  }

  /// Lists the places of one name: those that fit what the report says before the others.
  func listOptions(_ range: Range<Int32>, _ hints: PlaceHints, _ report: inout Report) {
    let gazetteer = theatre.gazetteer
    for isFitting in [true, false] {
      for index in gazetteer.candidates(range)
      where gazetteer.fits(index, hints) == isFitting { addOption(index, gazetteer, &report) }
    }
  }

  private func addOption(_ index: Int32, _ gazetteer: Gazetteer, _ report: inout Report) {
    guard report.placeOptions.count < Report.placeOptionsMax else { return }
    let row = gazetteer.rows[Int(index)]
    let id = gazetteer.keep(row.id, in: &report)
    report.placeOptions.append(ReportPlaceOption(id: id, coordinates: row.coordinates))
  }

  /// The ids of the places that the report mentions.
  func settleMentioned(_ draft: inout Draft) {
    for index in draft.report.mentioned.indices where draft.report.mentioned[index].id.isEmpty {
      let match = draft.report.withText(draft.report.mentioned[index].written) {
        theatre.gazetteer.find($0, folding: &work.pointee.folding)
      }
      guard match.index >= 0 else { continue }
      let row = theatre.gazetteer.rows[Int(match.index)]
      draft.report.mentioned[index].id = theatre.gazetteer.keep(row.id, in: &draft.report)
    }
  }
}
