internal import Model
internal import Theatre

extension Intake {
  /// Brings what was said into the terms of the theatre. What does not fit is flagged, never
  /// repaired in silence.
  func normalise(_ draft: inout Draft) {
    normaliseTimes(&draft)
    // A decision about an incident happens nowhere.
    guard draft.report.verdict == nil else { return }
    normalisePlace(&draft)
    normaliseMoves(&draft)
    normaliseActors(&draft)
    draft.normaliseRanges()
  }

  private func normaliseActors(_ draft: inout Draft) {
    for index in draft.report.candidates.indices {
      let written = draft.report.candidates[index].written
      let actor = draft.report.withBytes(of: written) {
        theatre.actors.find($0, folding: &work.pointee.folding)
      }
      if actor >= 0 {
        draft.report.candidates[index].id = pack.keep(
          pack.actors[Int(actor)], in: &draft.report)
      } else {
        draft.report.flags.insert(.actorUnknown)
      }
    }
  }
}

extension Draft {
  /// Fills what is missing of a range, puts its three numbers in order and keeps it within bounds.
  mutating func normaliseRanges() {
    var rest = ranges
    while rest != 0 {
      let index = UInt8(rest.trailingZeroBitCount)
      rest &= rest - 1
      if index < 18, let harm = Harm(rawValue: index / 6), let party = Party(rawValue: index % 6) {
        report.tolls[harm, party] = settled(report.tolls[harm, party])
      } else if let measure = Measure(rawValue: index &- 18) {
        report.measures[measure] = settled(report.measures[measure])
      }
    }
  }

  private mutating func settled(_ given: TollRange) -> TollRange {
    var range = given
    // Only two of three, or one: the missing best is the nearest to it, the missing ends the best.
    if range.best < 0 { range.best = range.low >= 0 ? range.low : range.high }
    if range.low < 0 { range.low = min(range.best, range.high < 0 ? range.best : range.high) }
    if range.high < 0 { range.high = max(range.best, range.low) }
    var isOrdered = range.low <= range.best && range.best <= range.high
    if !isOrdered {
      let low = min(range.low, range.best, range.high)
      let high = max(range.low, range.best, range.high)
      let middle = Int64(range.low) + Int64(range.best) + Int64(range.high)
      range = TollRange(low: low, best: Int32(middle - Int64(low) - Int64(high)), high: high)
    }
    if range.high > TollRange.most {
      isOrdered = false
      range.low = min(range.low, TollRange.most)
      range.best = min(range.best, TollRange.most)
      range.high = TollRange.most
    }
    if !isOrdered { report.flags.insert(.tollDisorder) }
    return range
  }
}
