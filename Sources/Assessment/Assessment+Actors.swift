import Model

/// Counting who it was.
extension Assessment {
  /// The family of a named actor plus one; 0 when the registry does not know it, or knows it as a
  /// label for anybody.
  @inline(__always)
  func family(_ name: UInt32) -> UInt32 { UInt32(memory.names.meaning(name).family) }

  /// The perpetrators of a report, by family.
  func addFamilies(_ view: ReportView) {
    let grade = view.row.pointee.grade
    let isClaim = view.row.pointee.kind == .claim
    var isNamed = false
    view.forEachActor { actor in
      guard actor.role == .perpetrator || actor.role == .claimant else { return }
      let key = family(actor.name)
      guard key != 0 else { return }
      let speaks = isClaim || actor.role == .claimant
      fusion.pointee.families.add(
        key: key, role: .perpetrator, percent: actor.percent, actor.attribution, from: -1,
        grade: grade, isClaim: speaks)
      if !speaks, actor.attribution != .denied { isNamed = true }
    }
    if isNamed { fusion.pointee.families.addWeight(.perpetrator, grade) }
  }

  func addClaimedFamilies(_ firstClaim: Int32) {
    var slot = firstClaim
    var count = 0
    while slot >= 0, count < AssessmentLimits.claimsFused {
      let view = ReportView(slot, memory)
      addFamilies(view)
      slot = view.row.pointee.next
      count += 1
    }
  }

  /// All actors of a report, by role and name, for the document.
  func addActors(_ view: ReportView, _ slot: Int32) {
    let grade = view.row.pointee.grade
    let isClaim = view.row.pointee.kind == .claim
    var named: UInt8 = 0
    view.forEachActor { actor in
      let speaks = isClaim && actor.role == .perpetrator || actor.role == .claimant
      // Whoever claims it is, by his own word, a perpetrator.
      let role = speaks ? .perpetrator : actor.role
      fusion.pointee.actors.add(
        key: actor.name, role: role, percent: actor.percent,
        speaks ? .claimed : actor.attribution, from: slot, grade: grade, isClaim: speaks)
      if !speaks, actor.attribution != .denied { named |= 1 << role.rawValue }
    }
    for role in ActorRole.every where named & 1 << role.rawValue != 0 {
      fusion.pointee.actors.addWeight(role, grade)
    }
  }

  /// Whether more than one family claims it.
  var claimsCompete: Bool {
    var families = 0
    for index in 0..<fusion.pointee.families.count
    where fusion.pointee.families.tallies[index].isClaimed {
      families += 1
    }
    return families > 1
  }
}
