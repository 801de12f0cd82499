import Model
import Theatre

/// Counting who it was.
extension Assessment {
  /// The family of a named actor plus one; 0 when the registry does not know it, or knows it as a
  /// label for anybody.
  @inline(__always)
  func family(_ name: UInt32) -> UInt32 { UInt32(memory.names.meaning(name).family) }

  /// The perpetrators of a report, by family.
  func addFamilies(_ view: ReportView) {
    // Who says that it did not happen names nobody who did it.
    guard view.row.pointee.assertion != .negated else { return }
    let grade = view.row.pointee.grade
    let turn = view.row.pointee.turn
    let isClaim = view.row.pointee.kind == .claim
    var isNamed = false
    view.forEachActor { actor in
      guard actor.role == .perpetrator || actor.role == .claimant else { return }
      let key = family(actor.name)
      guard key != 0 else { return }
      let speaks = isClaim || actor.role == .claimant
      fusion.pointee.families.add(
        key: key, role: .perpetrator, percent: actor.percent, actor.attribution, from: -1,
        grade: grade, isClaim: speaks, turn: turn)
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
    guard view.row.pointee.assertion != .negated, view.row.pointee.kind != .statement else {
      return
    }
    let grade = view.row.pointee.grade
    let turn = view.row.pointee.turn
    let isClaim = view.row.pointee.kind == .claim
    var named: UInt8 = 0
    view.forEachActor { actor in
      let speaks = isClaim && actor.role == .perpetrator || actor.role == .claimant
      // Whoever claims it is, by his own word, a perpetrator.
      let role = speaks ? .perpetrator : actor.role
      fusion.pointee.actors.add(
        key: actor.name, role: role, percent: actor.percent,
        speaks ? .claimed : actor.attribution, from: slot, grade: grade, isClaim: speaks,
        turn: turn)
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

  /// The actor an alert names: the one that is likeliest in every incident it rests on, or the head
  /// of the family when they differ. JNIM is not called AQIM because it belongs to it.
  func namedActor(_ wanted: DesiredAlert) -> Int? {
    guard wanted.family > 0, Int(wanted.family) <= theatre.actors.actors.count else { return nil }
    let head = Int(wanted.family) - 1
    var named: UInt32 = 0
    for subject in wanted.grounds where subject & 1 == 0 {
      guard memory.incidents.isLive(subject >> 1) else { continue }
      let row = memory.incidents.row(subject >> 1).pointee
      fusion.pointee.clear()
      for first in [row.first, row.firstClaim] {
        walk(first, AssessmentLimits.membersFused) { slot, view in addActors(view, slot) }
      }
      let likeliest = likeliestActor(of: wanted.family)
      guard likeliest != 0, named == 0 || named == likeliest else { return head }
      named = likeliest
    }
    return named == 0 ? head : Int(memory.names.meaning(named).actor)
  }

  /// The likeliest name of a family among the actors that were just gathered; 0 for none.
  private func likeliestActor(of family: UInt32) -> UInt32 {
    var name: UInt32 = 0
    var best: UInt8 = 0
    for index in 0..<fusion.pointee.actors.count {
      let tally = fusion.pointee.actors.tallies[index]
      guard tally.role == .perpetrator, self.family(tally.key) == family else { continue }
      let percent = fusion.pointee.actors.percent(index, hasRivals: false)
      if percent > best {
        best = percent
        name = tally.key
      }
    }
    return name
  }
}
