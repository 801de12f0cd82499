import JSON
import Model
import Theatre

/// What only time decides: silence, dates, watch levels.
extension Assessment {
  /// Asked every six hours of log time.
  func watch(_ effects: inout Effects) {
    forgetFacts(before: memory.meta.clock)
    for rule in plan.clocked {
      for way in plan.rules[rule].ways {
        switch way.condition {
        case .calendar(let when):
          if let alert = asked(calendar: rule, way, when) {
            bring(alert, isCorrection: false, &effects)
          }
        case .silence: askSilences(rule, &effects)
        default: break
        }
      }
    }
    memory.watches.forEachLive { slot, row in
      if row.pointee.level > 0 || row.pointee.points > 0 {
        memory.watches.relink(slot).pointee.isStale = true
      }
    }
    workOutLevels(&effects)
  }

  private func asked(calendar rule: Int, _ way: RuleWay, _ when: RuleCalendar) -> DesiredAlert? {
    guard var alert = calendar(rule, way, when) else { return nil }
    alert.severity = AlertSeverity(rawValue: plan.rules[rule].severity.rawValue) ?? .unknown
    return alert
  }

  /// What the report in hand asks for beside its facts: an alert was seen, a silence is over.
  func answer(_ effects: inout Effects) {
    guard isEntered else { return }
    if report.kind == .acknowledgement {
      for subject in report.subjects {
        let id = report.withText(subject) { bytes -> Fingerprint? in
          guard bytes.count > 2, bytes[0] == UInt8(ascii: "a"), bytes[1] == UInt8(ascii: "-") else {
            return nil
          }
          return Fingerprint(text: UnsafeRawBufferPointer(rebasing: bytes[2...]))
        }
        if let id { acknowledge(id, &effects) }
      }
    }
    guard !plan.silences.isEmpty else { return }
    let source = report.withText(report.source) {
      memory.names.number($0, missed: &memory.meta.counts.namesMissed)
    }
    spoke(source, at: min(Moment.packed(report.submitted), memory.meta.clock))
    heard(source, &effects)
  }

  // MARK: Silence

  /// Notes that a source spoke.
  func spoke(_ source: UInt32, at moment: UInt32) {
    guard !plan.silences.isEmpty, source != 0 else { return }
    let known = memory.names.meaning(source).source
    guard known >= 0 else { return }
    switch theatre.sources.sources[Int(known)].kind {
    // Those who report as a duty; a paper may have other things to write about.
    case .team, .observer: break
    default: return
    }
    let found = memory.spoken.find(source)
    guard found >= 0 else {
      memory.spoken.insert(SpokenRow(source: source, last: moment, days: 1))
      return
    }
    let row = memory.spoken.row(found).pointee
    let day = Int64(moment) / 86_400
    let last = Int64(row.last) / 86_400
    if day > last {
      let edited = memory.spoken.edit(found)
      edited.pointee.days = day - last > 31 ? 1 : row.days << UInt32(day - last) | 1
      edited.pointee.last = moment
    } else {
      let bit: UInt32 = last - day > 31 ? 0 : 1 << UInt32(last - day)
      guard row.days & bit == 0 || moment > row.last else { return }
      let edited = memory.spoken.edit(found)
      edited.pointee.days |= bit
      edited.pointee.last = max(row.last, moment)
    }
  }

  private func askSilences(_ rule: Int, _ effects: inout Effects) {
    var sources: [UInt32] = []
    memory.spoken.forEachLive { _, row in sources.append(row.pointee.source) }
    for source in sources { settle(rule, .source(source), isCorrection: false, &effects) }
  }

  /// A source that spoke again: its silence is over.
  func heard(_ source: UInt32, _ effects: inout Effects) {
    for rule in plan.silences {
      let slot = memory.alerts.find(id(rule, .source(source)))
      guard slot >= 0, memory.alerts.row(slot).pointee.isWatched else { continue }
      stop(slot, .heardAgain, &effects)
    }
  }

  func silence(_ rule: Int, _ when: SilenceCondition, _ source: UInt32) -> DesiredAlert? {
    let found = memory.spoken.find(source)
    guard found >= 0 else { return nil }
    let row = memory.spoken.row(found).pointee
    let history = when.history / 86_400
    let days = Int64((row.days & (history >= 32 ? .max : 1 << UInt32(history) - 1)).nonzeroBitCount)
    guard days >= when.known else { return nil }
    let silent = Int64(memory.meta.clock) - Int64(row.last)
    // silent ≥ factor · history / days, multiplied out. After a whole history it is gone for good.
    guard silent * days * 1_000 >= when.factor * when.history,
      silent < when.history * 2
    else { return nil }
    var its = Found()
    its.numbers = [
      AlertNumber(
        "silent_days", silent / 86_400, threshold: when.factor * history / (days * 1_000)),
      AlertNumber("reporting_days", days, threshold: when.known),
    ]
    var alert = alert(rule, .source(source), [], its)
    alert.certainty = .observed
    return alert
  }

  // MARK: Levels

  /// Something happened in a unit: its level is worked out with the next tick.
  func markStale(_ area: Int16) {
    guard area >= 0 else { return }
    let number = nameNumber(areas[areas[area].region].text)
    guard number != 0 else { return }
    let found = memory.watches.find(number)
    if found < 0 {
      memory.watches.insert(WatchRow(area: number, isStale: true))
    } else if !memory.watches.row(found).pointee.isStale {
      memory.watches.edit(found).pointee.isStale = true
    }
    memory.meta.dueMost = max(memory.meta.dueMost, Tick.of(memory.meta.clock) + 1)
  }

  func workOutLevels(_ effects: inout Effects) {
    guard let rule = plan.scored else { return }
    var stale: [Int32] = []
    memory.watches.forEachLive { slot, row in if row.pointee.isStale { stale.append(slot) } }
    guard !stale.isEmpty else { return }
    for way in plan.rules[rule].ways {
      guard case .score(let when) = way.condition else { continue }
      for slot in stale { workOut(slot, rule, when, &effects) }
    }
  }

  private func workOut(
    _ slot: Int32, _ rule: Int, _ when: ScoreCondition, _ effects: inout Effects
  ) {
    let number = memory.watches.row(slot).pointee.area
    let edited = memory.watches.edit(slot)
    edited.pointee.isStale = false
    let area = areas.find(memory.names.string(number))
    guard area >= 0, let terms = terms(rule, when, area) else { return }
    edited.pointee.points = Int32(clamping: terms.reduce(0) { $0 + $1.points })
    edited.pointee.terms = UInt8(clamping: terms.count { $0.points > 0 })
    let wanted = wantedLevel(edited.pointee, when)
    let level = Int64(edited.pointee.level)
    if wanted > level {
      change(slot, to: wanted, terms, &effects)
    } else if wanted < level {
      // Only what falls clear of the mark, and for long enough, is a lower level.
      let mark = when.levels[Int(level) - 1] - when.margin
      if Int64(edited.pointee.points) >= mark {
        edited.pointee.below = 0
      } else if edited.pointee.below == 0 {
        edited.pointee.below = memory.meta.clock
      } else if Int64(memory.meta.clock) - Int64(edited.pointee.below) >= when.clearAfter {
        change(slot, to: wanted, terms, &effects)
      }
    } else {
      edited.pointee.below = 0
    }
    settle(rule, .area(area), isCorrection: false, &effects)
  }

  private func wantedLevel(_ row: WatchRow, _ when: ScoreCondition) -> Int64 {
    var level = Int64(when.levels.count { Int64(row.points) >= $0 })
    if when.convergingTerms > 0, Int64(row.terms) >= when.convergingTerms, level > 0 {
      var areas: Int64 = 0
      memory.watches.forEachLive { _, other in
        if Int64(other.pointee.terms) >= when.convergingTerms { areas += 1 }
      }
      if areas >= when.convergingAreas { level = min(level + 1, Int64(when.levels.count)) }
    }
    return level
  }

  private func change(
    _ slot: Int32, to level: Int64, _ terms: [(name: String, points: Int64)],
    _ effects: inout Effects
  ) {
    let row = memory.watches.edit(slot)
    row.pointee.level = UInt8(clamping: level)
    row.pointee.version += 1
    row.pointee.since = memory.meta.clock
    row.pointee.below = 0
    emitWatch(row.pointee, terms, &effects)
  }

  /// Points by term, capped; nil when there is too much to look at.
  func terms(
    _ rule: Int, _ when: ScoreCondition, _ area: Int16
  ) -> [(name: String, points: Int64)]? {
    let match = plan.rules[rule].match
    var kinds = CodeSet<ReportKind>()
    for term in when.terms { kinds.formUnion(Self.kinds(match, term.match)) }
    let asked = when.terms.map { AskedMatches(match, $0.match) }
    var points = [Int64](repeating: 0, count: when.terms.count)
    let gathered = gather(.area(area), within: when.within, kinds: kinds) { fact in
      for (index, term) in when.terms.enumerated() where meets(fact, asked[index]) != nil {
        points[index] = min(term.atMost, points[index] + term.points)
      }
      return nil
    }
    guard gathered != nil else { return nil }
    return zip(when.terms, points).map { ($0.name, $1) }
  }

  /// An alert from a level on; it stands until the level is left.
  func score(_ rule: Int, _ when: ScoreCondition, _ area: Int16) -> DesiredAlert? {
    let number = nameNumber(areas[area].text)
    let found = memory.watches.find(number)
    guard found >= 0 else { return nil }
    let row = memory.watches.row(found).pointee
    guard Int64(row.level) >= when.alertsFrom else { return nil }
    var its = Found()
    its.numbers = [
      AlertNumber("level", Int64(row.level), threshold: when.alertsFrom),
      AlertNumber("points", Int64(row.points), threshold: when.levels[Int(row.level) - 1]),
      AlertNumber("terms", Int64(row.terms), threshold: max(1, when.convergingTerms)),
    ]
    var alert = alert(rule, .area(area), [], its)
    alert.certainty = .likely
    alert.level = Int64(row.level)
    alert.groundsDigest = UInt64(row.level)
    return alert
  }

  private func emitWatch(
    _ row: WatchRow, _ terms: [(name: String, points: Int64)], _ effects: inout Effects
  ) {
    let area = areas.find(memory.names.string(row.area))
    var level = WatchLevel()
    level.area = memory.names.string(row.area)
    if area >= 0 {
      let place = theatre.gazetteer.places[Int(areas[area].place)]
      level.name = place.name
      level.country = place.country
      level.admin1 = place.admin1 ?? ""
      level.coordinates = place.coordinates
    }
    level.version = row.version
    level.level = Int32(row.level)
    level.points = row.points
    level.since = Moment.instant(row.since)
    level.terms = terms.filter { $0.points > 0 }.map { WatchTerm($0.name, $0.points) }
    writer.removeAll()
    level.write(to: &writer)
    let value = writer.withBytes { effects.keep($0) }
    effects.add(WatchEffect(level: level, cause: effects.outcomes.count, value: value))
  }
}
