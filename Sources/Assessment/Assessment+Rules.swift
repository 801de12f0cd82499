import Model
import Theatre

/// Which alerts the rules want for one incident.
extension Assessment {
  /// Fills `desired` for every rule but the campaign's.
  func evaluate(_ incident: Int32) {
    desired.removeAll(keepingCapacity: true)
    let row = memory.incidents.row(incident).pointee
    guard row.kind == .security, row.first >= 0, !row.isWithdrawn else { return }
    for index in conditions.indices {
      switch conditions[index] {
      case .proximity(let when): evaluate(incident, row, index, when)
      case .target(let when): evaluate(incident, row, index, when)
      case .timed(let when): evaluate(incident, row, index, when)
      case .campaign: break
      }
    }
  }

  private func span(_ row: IncidentRow) -> TimeSpan {
    TimeSpan(
      earliest: Moment.instant(row.earliest), latest: Moment.instant(row.latest),
      precision: row.precision)
  }

  private func evaluate(
    _ incident: Int32, _ row: IncidentRow, _ rule: Int, _ when: ProximityRule
  ) {
    guard when.eventTypes.contains(row.subEvent.event), row.has(IncidentRow.pointBit),
      row.radius <= when.meters, row.span <= Reach.preciseSpan * 2
    else { return }
    let entries = theatre.calendar.near(
      span(row), kinds: when.calendar, before: when.before, after: when.after)
    guard let entry = entries.first else { return }
    guard let (polling, meters) = nearestPolling(row.point, within: when.meters) else { return }
    var alert = wanted(incident, rules[rule], salt: 0)
    alert.entry = entry
    alert.polling = polling
    let apart = days(row, entry)
    alert.numbers = [
      AlertNumber(
        "kilometres", (Int64(meters) + 500) / 1_000, threshold: Int64(when.meters) / 1_000),
      AlertNumber(
        "days", abs(apart), threshold: (apart <= 0 ? when.before : when.after) / 86_400),
    ]
    desired.append(alert)
  }

  private func evaluate(
    _ incident: Int32, _ row: IncidentRow, _ rule: Int, _ when: TargetRule
  ) {
    guard when.eventTypes.contains(row.subEvent.event), when.targets.bits & row.targets != 0
    else { return }
    desired.append(wanted(incident, rules[rule], salt: 0))
  }

  private func evaluate(
    _ incident: Int32, _ row: IncidentRow, _ rule: Int, _ when: TimedRule
  ) {
    guard when.eventTypes.contains(row.subEvent.event), row.span <= Reach.preciseSpan * 2 else {
      return
    }
    // One alert for an incident, about what is nearest: a summit and the visit to it are one cause.
    let entries = theatre.calendar.timed(span(row), kinds: when.calendar)
    let nearest = entries.min {
      (abs(days(row, $0)), theatre.calendar.entries[$0].starts, $0)
        < (abs(days(row, $1)), theatre.calendar.entries[$1].starts, $1)
    }
    guard let entry = nearest else { return }
    let due = theatre.calendar.entries[entry]
    var alert = wanted(incident, rules[rule], salt: 0)
    alert.entry = entry
    let apart = days(row, entry)
    alert.numbers = [
      AlertNumber(
        "days", abs(apart), threshold: (apart <= 0 ? due.windowBefore : due.windowAfter) / 86_400)
    ]
    desired.append(alert)
  }

  /// Days from an incident to an entry, begun days counted; negative before it.
  func days(_ row: IncidentRow, _ entry: Int) -> Int64 {
    let seconds = theatre.calendar.entries[entry].offset(of: span(row))
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

  /// What every rule asks of an incident: how sure, who, how bad, where.
  func wanted(_ incident: Int32, _ rule: Rule, salt: UInt64) -> DesiredAlert {
    let weight = weigh(incident)
    let row = memory.incidents.row(incident).pointee
    var alert = DesiredAlert(
      id: alertID(rule, row.id, salt), rule: rule, incidents: [incident],
      severity: AlertSeverity(rawValue: rule.severity.rawValue) ?? .unknown,
      certainty: weight.certainty, family: weight.family, tollBand: weight.tollBand)
    alert.area = areaDigest(row)
    alert.grounds = row.id.low
    return alert
  }

  func alertID(_ rule: Rule, _ key: Fingerprint, _ salt: UInt64) -> Fingerprint {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: rule.id.utf8)
    scratch.append(0)
    for word in [key.high, key.low, salt] {
      withUnsafeBytes(of: word.littleEndian) { scratch.append(contentsOf: $0) }
    }
    return scratch.withUnsafeBytes { Fingerprint(of: $0) }
  }

  /// Changes when people elsewhere should know: another place, or 10 km.
  func areaDigest(_ row: IncidentRow) -> UInt64 {
    mixed(UInt64(row.place)) ^ mixed(UInt64(UInt32(bitPattern: row.latitude / 100_000)))
      &+ mixed(UInt64(UInt32(bitPattern: row.longitude / 100_000)) << 32)
      &+ UInt64(row.radius / 10_000)
  }

  struct Weight {
    var certainty = AlertCertainty.possible
    var family: UInt32 = 0
    var tollBand: UInt8 = 0
  }

  /// Walks the reports of an incident: grade of the evidence, likely actor, band of the killed.
  func weigh(_ incident: Int32) -> Weight {
    var weight = Weight()
    fusion.pointee.clear()
    let row = memory.incidents.row(incident).pointee
    walk(row.first, AssessmentLimits.membersFused) { slot, view in
      let grade = view.row.pointee.grade
      if grade >> 4 <= 1, grade & 15 <= 2 { weight.certainty = .observed }
      fusion.pointee.addOrigin(view.row.pointee.origin)
      addFamilies(view)
      view.forEachToll { cell, range in
        if cell < 6 { fusion.pointee.addToll(cell, range, slot, view.row) }
      }
    }
    addClaimedFamilies(row.firstClaim)
    if weight.certainty != .observed, fusion.pointee.originCount > 1 { weight.certainty = .likely }
    let likely = fusion.pointee.families.likely.first
    if likely.percent >= 50 { weight.family = likely.key }
    var tolls = Tolls()
    for party in Party.every where fusion.pointee.hasToll(Int(party.rawValue)) {
      tolls[.killed, party] = fusion.pointee.toll(Int(party.rawValue)).range
    }
    weight.tollBand = Self.band(tolls.total(.killed, withAttackers: false).best)
    return weight
  }

  /// 0 nobody or not told, 1–4, 5–9, 10–24, 25 and more (VIEWS counts a month of 25 as conflict).
  static func band(_ killed: Int32) -> UInt8 {
    killed <= 0 ? 0 : killed < 5 ? 1 : killed < 10 ? 2 : killed < 25 ? 3 : 4
  }
}
