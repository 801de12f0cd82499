import Model
import Theatre

/// The incidents that count for the campaign rule, by family and time.
extension Assessment {
  /// Whether what was done takes planning: a suicide bomber, a vehicle full of explosives, or
  /// indirect fire together with something else.
  static func isComplex(_ row: IncidentRow) -> Bool {
    func has(_ tactic: Tactic) -> Bool { row.tactics & 1 << UInt32(tactic.rawValue) != 0 }
    func has(_ weapon: Weapon) -> Bool { row.weapons & 1 << UInt32(weapon.rawValue) != 0 }
    if row.subEvent == .suicideBomb || has(.complexAttack) || has(.suicideBombing)
      || has(.vehicleBombing) || has(.vbied) || has(.svbied) || has(.suicideVest)
    {
      return true
    }
    let isIndirect = has(.mortar) || has(.rocket) || has(.artillery)
    let known = row.weapons & ~(1 << UInt32(Weapon.unknown.rawValue))
    return isIndirect && known.nonzeroBitCount >= 2
  }

  /// Brings the row of an incident among the attacks up to date.
  func refreshAttack(_ incident: Int32, family: (key: UInt32, percent: UInt8)) {
    let row = memory.incidents.row(incident).pointee
    let found = memory.attacks.find(incident)
    guard let when = campaignWhen, row.kind == .security, row.first >= 0,
      row.has(IncidentRow.pointBit), row.radius <= 50_000, row.span <= 7 * 86_400,
      family.key != 0, family.percent >= when.actorPercent,
      !when.isComplexOnly || Self.isComplex(row)
    else {
      if found >= 0 { removeAttack(incident) }
      return
    }
    let attack = AttackRow(
      incident: incident, family: UInt16(family.key), earliest: row.earliest, latest: row.latest)
    if found >= 0 {
      let known = memory.attacks.row(found).pointee
      if known.family == attack.family, known.earliest == attack.earliest,
        known.latest == attack.latest
      {
        return
      }
      removeAttack(incident)
    }
    let slot = memory.attacks.insert(attack)
    let head = push(slot, attackKey(attack))
    memory.attacks.relink(slot).pointee.next = head
    if head >= 0 { memory.attacks.relink(head).pointee.previous = slot }
  }

  private func attackKey(_ row: AttackRow) -> UInt64 {
    Cell.key(attack: row.family, day: Int64(row.earliest) / 86_400)
  }

  func removeAttack(_ incident: Int32) {
    let found = memory.attacks.find(incident)
    guard found >= 0 else { return }
    let row = memory.attacks.row(found).pointee
    if row.previous >= 0 { memory.attacks.relink(row.previous).pointee.next = row.next }
    if row.next >= 0 { memory.attacks.relink(row.next).pointee.previous = row.previous }
    pop(attackKey(row), newHead: row.previous < 0 ? row.next : nil)
    memory.attacks.remove(found)
  }

  /// Seconds between the middles of two incidents, and metres between their points.
  func apart(_ a: Int32, _ b: Int32) -> (seconds: Int64, meters: Int32) {
    let a = memory.incidents.row(a)
    let b = memory.incidents.row(b)
    let middleA = Int64(a.pointee.earliest) + Int64(a.pointee.span) / 2
    let middleB = Int64(b.pointee.earliest) + Int64(b.pointee.span) / 2
    return (abs(middleA - middleB), a.pointee.point.meters(to: b.pointee.point))
  }

  func isPair(_ a: Int32, _ b: Int32, _ when: CampaignRule) -> Bool {
    let (seconds, meters) = apart(a, b)
    return seconds <= when.seconds && meters >= when.meters
  }

  /// The incidents that are a campaign together with this one, by slot; at most 256 are compared,
  /// those with the lowest slots.
  func partners(of incident: Int32, _ when: CampaignRule) -> [Int32] {
    let found = memory.attacks.find(incident)
    guard found >= 0 else { return [] }
    let own = memory.attacks.row(found).pointee
    // Middles within the rule's time: beginnings within that and half a week of span.
    let reach = when.seconds + 7 * 86_400
    let days =
      max(0, Int64(own.earliest) - reach) / 86_400...(Int64(own.earliest) + reach) / 86_400
    var others: [Int32] = []
    var bucket = Int64(-1)
    for day in days where day / 3 != bucket {
      bucket = day / 3
      let cell = memory.cells.find(Cell.key(attack: own.family, day: day))
      guard cell >= 0 else { continue }
      var slot = memory.cells.row(cell).pointee.head
      while slot >= 0 {
        let row = memory.attacks.row(slot)
        if row.pointee.incident != incident { others.append(row.pointee.incident) }
        slot = row.pointee.next
      }
    }
    others.sort()
    return others.prefix(AssessmentLimits.attacksMax).filter { isPair(incident, $0, when) }
  }
}
