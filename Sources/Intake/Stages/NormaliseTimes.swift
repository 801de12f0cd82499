internal import Model
internal import Reading
internal import Theatre

extension Intake {
  /// The span of the happening, and whether the times of a report fit together.
  func normaliseTimes(_ draft: inout Draft) {
    settleLoose(&draft)
    if let earliest = draft.occurredEarliest ?? draft.occurredLatest {
      draft.report.occurred = span(
        from: earliest, to: draft.occurredLatest, draft.occurredPrecision, &draft.report.flags)
      holdAgainstText(&draft)
    } else if let span = textSpan(draft),
      span.earliest <= draft.report.submitted.advanced(by: 86_400)
    {
      draft.report.occurred = span
    } else {
      // Nobody says when: the day it was seen or told, which is no more than an assumption.
      draft.report.occurred = widened(
        draft.report.observed ?? draft.report.submitted, .day)
      if draft.report.kind.isAboutGround { draft.report.flags.insert(.occurredAssumed) }
    }
    let day = Instant.secondsPerDay
    if draft.report.occurred.earliest > draft.report.submitted.advanced(by: day) {
      draft.report.flags.insert(.timesDisagree)
    }
    if let observed = draft.report.observed, observed > draft.report.submitted.advanced(by: day) {
      draft.report.flags.insert(.timesDisagree)
    }
  }

  /// “hier” in a field of its own.
  private func settleLoose(_ draft: inout Draft) {
    let (now, offset) = (draft.report.submitted, theatre.localOffset)
    if let date = draft.looseEarliest {
      draft.occurredEarliest = date.resolve(anchor: now, localOffset: offset)
    }
    if let date = draft.looseLatest {
      draft.occurredLatest = date.resolve(anchor: now, localOffset: offset)
    }
    if let date = draft.looseObserved {
      draft.report.observed = date.resolve(anchor: now, localOffset: offset)?.latest
    }
  }

  private func textSpan(_ draft: Draft) -> TimeSpan? {
    draft.textDate?.resolve(anchor: draft.report.submitted, localOffset: theatre.localOffset)
  }

  /// The date of a field and that of the text: hours of the same day are taken over, another date
  /// is kept beside it and flagged.
  private func holdAgainstText(_ draft: inout Draft) {
    guard let date = draft.textDate, let told = textSpan(draft) else { return }
    let field = draft.report.occurred
    if told.earliest >= field.earliest, told.latest <= field.latest {
      if told.precision.rawValue < field.precision.rawValue, draft.occurredPrecision == nil {
        draft.report.occurred = told
      }
    } else if date.isExplicit, told.gap(to: field) >= Instant.secondsPerDay {
      draft.report.flags.insert(.timesDisagree)
      draft.report.disputed = told
    }
  }

  private func span(
    from first: TimeSpan, to last: TimeSpan?, _ precision: TimePrecision?,
    _ flags: inout CodeSet<Flag>
  ) -> TimeSpan {
    var span = first
    if let last {
      if last.latest < first.earliest {
        flags.insert(.timesDisagree)
        span.earliest = last.earliest
        span.latest = first.latest
      } else {
        span.latest = last.latest
      }
      if last.precision.rawValue > span.precision.rawValue { span.precision = last.precision }
    }
    guard let precision else { return span }
    span.precision = precision
    let isPoint = span.latest.seconds - span.earliest.seconds < Instant.secondsPerDay
    switch precision {
    case .minute: break
    case .hour:
      // "About two o'clock" is the hour that begins then, unless an end was given.
      if span.seconds == 0 { span.latest = span.earliest.advanced(by: 3599) }
    case .partOfDay:
      if span.seconds == 0 { span.latest = span.earliest.advanced(by: 6 * 3600 - 1) }
    case .day, .week, .month, .year:
      let from = widened(span.earliest, isPoint ? precision : .day)
      let to = widened(span.latest, isPoint ? precision : .day)
      span.earliest = from.earliest
      span.latest = to.latest
    }
    return span
  }

  /// The day, week, month or year of the theatre's local time around an instant.
  ///
  /// A week is three days to each side: ACLED's time_precision 2 gives its middle (codebook).
  private func widened(_ instant: Instant, _ precision: TimePrecision) -> TimeSpan {
    let offset = theatre.localOffset
    let local = instant.advanced(by: offset)
    let day = Instant.secondsPerDay
    var first = Instant(seconds: local.day * day)
    var length = day
    let (year, month, _) = local.civil
    switch precision {
    case .week:
      first = first.advanced(by: -3 * day)
      length = 7 * day
    case .month:
      let start = Instant(year: year, month: month, day: 1) ?? first
      let next =
        Instant(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        ?? start.advanced(by: 31 * day)
      first = start
      length = next.seconds - start.seconds
    case .year:
      first = Instant(year: year, month: 1, day: 1) ?? first
      let next = Instant(year: year + 1, month: 1, day: 1) ?? first.advanced(by: 365 * day)
      length = next.seconds - first.seconds
    default: break
    }
    return TimeSpan(
      earliest: first.advanced(by: -offset), latest: first.advanced(by: length - 1 - offset),
      precision: precision)
  }
}
