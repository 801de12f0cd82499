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
    guard let when = campaignWhen, row.kind == .security, row.first >= 0, !row.isWithdrawn,
      row.has(IncidentRow.pointBit), row.radius <= 50_000, row.span <= 7 * 86_400,
      family.key != 0, family.percent >= when.actorPercent,
      !when.isComplexOnly || Self.isComplex(row)
    else {
      if found >= 0 { removeAttack(incident) }
      return
    }
    let weight = weigh(incident)
    let attack = AttackRow(
      incident: incident, family: UInt16(family.key), certainty: weight.certainty,
      tollBand: weight.tollBand, area: areaDigest(row), middle: row.earliest &+ row.span / 2,
      latitude: row.latitude, longitude: row.longitude)
    if found >= 0 {
      if memory.attacks.row(found).pointee.isAt(attack) {
        let known = memory.attacks.relink(found)
        known.pointee.certainty = attack.certainty
        known.pointee.tollBand = attack.tollBand
        known.pointee.area = attack.area
        return
      }
      removeAttack(incident)
    }
    let slot = memory.attacks.insert(attack)
    let head = push(slot, attackKey(attack))
    memory.attacks.relink(slot).pointee.next = head
    if head >= 0 { memory.attacks.relink(head).pointee.previous = slot }
    movedAttacks.append(incident)
  }

  private func attackKey(_ row: AttackRow) -> UInt64 {
    Cell.key(attack: row.family, day: Int64(row.middle) / 86_400)
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

  func attack(_ incident: Int32) -> AttackRow? {
    let found = memory.attacks.find(incident)
    return found < 0 ? nil : memory.attacks.row(found).pointee
  }

  /// The incidents that are a campaign together with this one, by slot.
  func partners(of incident: Int32, _ when: CampaignRule) -> [Int32] {
    guard let own = attack(incident) else { return [] }
    let days =
      max(0, Int64(own.middle) - when.seconds) / 86_400...(Int64(own.middle) + when.seconds)
      / 86_400
    var others: [Int32] = []
    var bucket = Int64(-1)
    for day in days where day / 3 != bucket {
      bucket = day / 3
      let cell = memory.cells.find(Cell.key(attack: own.family, day: day))
      guard cell >= 0 else { continue }
      var slot = memory.cells.row(cell).pointee.head
      while slot >= 0 {
        let row = memory.attacks.row(slot)
        if row.pointee.incident != incident,
          row.pointee.isPair(own, seconds: when.seconds, meters: when.meters)
        {
          others.append(row.pointee.incident)
        }
        slot = row.pointee.next
      }
    }
    others.sort()
    return others
  }
}
