import Model

/// What reports say of the means and the targets, each set as bits.
struct Features {
  var targets: UInt64 = 0
  var themes: UInt64 = 0
  var tactics: UInt32 = 0
  var weapons: UInt32 = 0

  init(_ row: UnsafePointer<ReportRow>) {
    targets = row.pointee.targets
    themes = row.pointee.themes
    tactics = row.pointee.tactics
    weapons = row.pointee.weapons
  }

  init(_ row: UnsafePointer<IncidentRow>) {
    targets = row.pointee.targets
    themes = row.pointee.themes
    tactics = row.pointee.tactics
    weapons = row.pointee.weapons
  }

  mutating func formUnion(_ other: Features) {
    targets |= other.targets
    themes |= other.themes
    tactics |= other.tactics
    weapons |= other.weapons
  }

  func has(_ weapon: Weapon) -> Bool { weapons & 1 << UInt32(weapon.rawValue) != 0 }
  func has(_ tactic: Tactic) -> Bool { tactics & 1 << UInt32(tactic.rawValue) != 0 }
}

extension Memory {
  /// Those of all reports of an incident. Its own row has only those of the reports that hold it
  /// together; a rule may also rest on what vague ones add.
  func features(of incident: Int32) -> Features {
    let row = incidents.row(incident)
    var features = Features(row)
    guard row.pointee.hasAttached else { return features }
    var slot = row.pointee.first
    var count = 0
    while slot >= 0, count < AssessmentLimits.membersFused {
      let report = reports.row(slot)
      features.formUnion(Features(report))
      slot = report.pointee.next
      count += 1
    }
    return features
  }
}
