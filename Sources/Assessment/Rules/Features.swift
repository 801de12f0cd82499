import Model
import Theatre

/// What reports say of the means and the targets, each set as bits.
struct Features {
  var targets: UInt64 = 0
  var themes: UInt64 = 0
  var tactics: UInt32 = 0
  var weapons: UInt32 = 0

  init() {}

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

  func intersection(_ other: Features) -> Features {
    var both = self
    both.targets &= other.targets
    both.themes &= other.themes
    both.tactics &= other.tactics
    both.weapons &= other.weapons
    return both
  }

  var digest: UInt64 {
    mixed(mixed(targets) &+ themes) &+ mixed(UInt64(tactics) << 32 | UInt64(weapons))
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

extension Assessment {
  /// How sure a fact is in what a rule rests on: a report that tells of an attack, and not of the
  /// ballots that the convoy may have carried, makes nobody surer of the ballots.
  func certainty(_ fact: Fact, _ matches: [RuleMatch]) -> AlertCertainty {
    let asked = matches.filter {
      !$0.targets.isEmpty || !$0.weapons.isEmpty || !$0.tactics.isEmpty || !$0.themes.isEmpty
    }
    guard fact.row.certainty != .possible, !asked.isEmpty, !fact.row.isReport else {
      return fact.row.certainty
    }
    var carriers = 0
    var isObserved = false
    walk(memory.incidents.row(fact.row.slot).pointee.first, AssessmentLimits.membersFused) {
      _, view in
      let features = Features(view.row)
      guard asked.allSatisfy({ features.carries($0) }) else { return }
      carriers += 1
      if view.row.pointee.isSure { isObserved = true }
    }
    // Nobody tells it all: they tell it together.
    guard carriers > 0 else { return fact.row.certainty == .observed ? .likely : .possible }
    return isObserved ? .observed : carriers > 1 ? .likely : .possible
  }
}

extension Features {
  /// One of the words of each list that a match asks.
  fileprivate func carries(_ match: RuleMatch) -> Bool {
    (match.targets.isEmpty || match.targets.bits & targets != 0)
      && (match.weapons.isEmpty || match.weapons.bits & UInt64(weapons) != 0)
      && (match.tactics.isEmpty || match.tactics.bits & UInt64(tactics) != 0)
      && (match.themes.isEmpty || match.themes.bits & themes != 0)
  }
}

extension ReportRow {
  /// Graded A or B, and 1 or 2 (STANAG 2511).
  var isSure: Bool { grade >> 4 <= 1 && grade & 15 <= 2 }
}
