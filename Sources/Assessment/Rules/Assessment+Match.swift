import Model
import Theatre

/// The matches that a way of a rule asks of each fact, all of which it must meet.
///
/// A `RuleMatch` is long and holds lists, so that a copy of one costs more than the question. This
/// is made once for a question about many facts, and its members are read where they stand.
final class AskedMatch {
  let match: RuleMatch
  let any: [AskedMatch]

  init(_ match: RuleMatch) {
    self.match = match
    any = match.any.map { AskedMatch($0) }
  }
}

/// See `AskedMatch`.
struct AskedMatches {
  let all: [AskedMatch]
  /// A match that names no kind means incidents of security; one that names no assertion, asserted.
  let isKindNamed: Bool
  let isAssertionNamed: Bool

  init(_ matches: RuleMatch...) {
    all = matches.map { AskedMatch($0) }
    isKindNamed = matches.contains { match in
      !match.kinds.isEmpty || match.any.contains { !$0.kinds.isEmpty }
    }
    isAssertionNamed = matches.contains { !$0.assertions.isEmpty }
  }
}

/// Whether a fact is what a match asks for.
extension Assessment {
  /// All of the matches; what they found, or nil.
  func meets(_ fact: Fact, _ asked: AskedMatches) -> Found? {
    if !asked.isKindNamed, fact.row.kind != .security { return nil }
    if !asked.isAssertionNamed, fact.assertion != .asserted { return nil }
    // What compares words first: most facts fail there, and nothing was noted yet.
    for one in asked.all where !isMet(one, by: fact) { return nil }
    var found = Found()
    for one in asked.all {
      guard isNear(one.match, fact, &found) else { return nil }
      guard
        one.any.isEmpty
          || one.any.contains(where: { isMet($0, by: fact) && isNear($0.match, fact, &found) })
      else { return nil }
    }
    return found
  }

  /// What costs no more than comparing words.
  private func isMet(_ asked: AskedMatch, by fact: Fact) -> Bool {
    let row = fact.row
    if !asked.match.kinds.isEmpty, !asked.match.kinds.contains(row.kind) { return false }
    if !asked.match.subEvents.isEmpty, !asked.match.subEvents.contains(row.subEvent) {
      return false
    }
    if !asked.match.targets.isEmpty, asked.match.targets.bits & fact.targets == 0 { return false }
    if !asked.match.themes.isEmpty, asked.match.themes.bits & fact.themes == 0 { return false }
    if !asked.match.tactics.isEmpty, asked.match.tactics.bits & UInt64(fact.tactics) == 0 {
      return false
    }
    if !asked.match.weapons.isEmpty, asked.match.weapons.bits & UInt64(fact.weapons) == 0 {
      return false
    }
    if !asked.match.assertions.isEmpty, !asked.match.assertions.contains(fact.assertion) {
      return false
    }
    if asked.match.perpetrators != 0, asked.match.perpetrators >> 1 & UInt16(row.perpetrators) == 0
    {
      return false
    }
    if asked.match.victims != 0, asked.match.victims >> 1 & UInt16(row.victims) == 0 {
      return false
    }
    if !asked.match.interactions.isEmpty, !interacts(asked.match.interactions, row) { return false }
    if !asked.match.stances.isEmpty, asked.match.stances.bits & UInt64(row.stances) == 0 {
      return false
    }
    if !asked.match.actors.isEmpty,
      row.family == 0 || !asked.match.actors.contains(Int32(row.family) - 1)
    {
      return false
    }
    if !asked.match.countries.isEmpty, !asked.match.countries.contains(row.country) { return false }
    if row.killed < asked.match.killed { return false }
    if Int64(fact.span) < asked.match.lasts { return false }
    if !asked.match.flags.isEmpty {
      for (flag, isAsked) in asked.match.flags where has(flag, row) != isAsked { return false }
    }
    for measure in asked.match.measures
    where self.measure(measure.measure, of: fact) < measure.least {
      return false
    }
    for share in asked.match.shares {
      // In whole numbers: part × 100 ≥ percent × whole. The highest credible count of each.
      let whole = measure(share.of, of: fact)
      guard whole > 0, measure(share.measure, of: fact) * 100 >= share.percent * whole else {
        return false
      }
    }
    return true
  }

  private func has(_ flag: RuleFlag, _ row: FactRow) -> Bool {
    switch flag {
    case .complex: row.has(FactRow.complexBit)
    case .success: row.has(FactRow.successBit)
    case .ambiguous: row.has(FactRow.ambiguousBit)
    case .identified: row.family != 0
    case .community: row.has(FactRow.communityBit)
    }
  }

  private func interacts(_ codes: [UInt8], _ row: FactRow) -> Bool {
    for a in UInt8(1)...8 where row.perpetrators & 1 << (a - 1) != 0 {
      for b in UInt8(1)...8 where row.victims & 1 << (b - 1) != 0 {
        if codes.contains(min(a, b) * 10 + max(a, b)) { return true }
      }
    }
    return false
  }

  /// Closeness to dates and places; notes what it found.
  private func isNear(_ match: RuleMatch, _ fact: Fact, _ found: inout Found) -> Bool {
    if let calendar = match.calendar {
      // What is placed badly in time is near every date; what lasts is meant to.
      guard match.lasts > 0 || fact.span <= Reach.preciseSpan * 2,
        let entry = nearest(calendar, fact)
      else {
        return false
      }
      found.entry = entry
      let due = theatre.calendar.entries[entry]
      let apart = days(fact, entry)
      let limit =
        apart <= 0 ? calendar.before ?? due.windowBefore : calendar.after ?? due.windowAfter
      found.numbers.append(AlertNumber("days", abs(apart), threshold: limit / 86_400))
    }
    if match.pollingMeters > 0 {
      guard let point = fact.point, fact.radius <= match.pollingMeters,
        let (polling, meters) = nearestPolling(point, within: match.pollingMeters)
      else { return false }
      found.polling = polling
      found.numbers.append(
        AlertNumber(
          "kilometres", (Int64(meters) + 500) / 1_000,
          threshold: Int64(match.pollingMeters) / 1_000))
    }
    if match.borderMeters > 0 {
      guard let point = fact.point, fact.radius <= match.borderMeters,
        let meters = toForeign(point, fact.row.country, within: match.borderMeters)
      else { return false }
      found.numbers.append(
        AlertNumber(
          "kilometres", (Int64(meters) + 500) / 1_000, threshold: Int64(match.borderMeters) / 1_000)
      )
    }
    return true
  }

  private func nearest(_ calendar: RuleCalendar, _ fact: Fact) -> Int? {
    let span = fact.timeSpan
    let entries =
      if let before = calendar.before, let after = calendar.after {
        theatre.calendar.near(span, kinds: calendar.kinds, before: before, after: after)
      } else {
        theatre.calendar.timed(span, kinds: calendar.kinds)
      }
    // One alert about what is nearest: a summit and the visit to it are one cause.
    return entries.min {
      (abs(days(fact, $0)), theatre.calendar.entries[$0].starts, $0)
        < (abs(days(fact, $1)), theatre.calendar.entries[$1].starts, $1)
    }
  }

  /// Days from a fact to an entry, begun days counted; negative before it.
  func days(_ fact: Fact, _ entry: Int) -> Int64 {
    let seconds = theatre.calendar.entries[entry].offset(of: fact.timeSpan)
    return seconds < 0 ? (seconds - 86_399) / 86_400 : (seconds + 86_399) / 86_400
  }

  private func nearestPolling(
    _ point: Coordinates, within meters: Int32
  ) -> (index: Int, meters: Int32)? {
    var best: (index: Int, meters: Int32)?
    for index in theatre.polling.indices {
      let other = theatre.polling[index].coordinates
      guard abs(other.latitude - point.latitude) / 9 <= meters else { continue }
      let distance = point.meters(to: other)
      if distance <= meters, distance < best?.meters ?? .max { best = (index, distance) }
    }
    return best
  }

  /// Metres to the nearest place of another country: nearly the border, where people live by it.
  private func toForeign(_ point: Coordinates, _ country: UInt16, within meters: Int32) -> Int32? {
    guard country != 0 else { return nil }
    let gazetteer = theatre.gazetteer
    let nearest = gazetteer.nearest(to: point, withinMeters: meters, outside: country)
    return nearest < 0 ? nil : gazetteer.rows[Int(nearest)].coordinates.meters(to: point)
  }

  /// The highest credible count of a measure over the reports of a fact: claims about one number
  /// are never added (DOMAIN F6).
  func measure(_ measure: Measure, of fact: Fact) -> Int64 {
    var most: Int64 = 0
    let cell = 18 + Int(measure.rawValue)
    func look(_ view: ReportView) {
      view.forEachToll { at, range in
        if at == cell { most = max(most, Int64(range.high), Int64(range.best)) }
      }
    }
    if fact.row.isReport {
      look(ReportView(fact.row.slot, memory))
    } else {
      let first = memory.incidents.row(fact.row.slot).pointee.first
      walk(first, AssessmentLimits.membersFused) { _, view in look(view) }
    }
    return most
  }
}
