import Model

/// Which words may be said of one happening by two people.
enum Compatibility {
  /// Whether two different sub-event types can be one happening.
  static func canBeOne(_ a: SubEventType, _ b: SubEventType) -> Bool {
    if a.event == b.event { return true }
    if a.event.isOrganisedViolence, b.event.isOrganisedViolence {
      // A gunfight, an attack and a suicide bomb at one gate are one; nobody takes an abduction
      // for a shelling.
      return !(isPersonal(a) && b.event == .explosions)
        && !(isPersonal(b) && a.event == .explosions)
    }
    switch (a.event, b.event) {
    case (.protests, .riots), (.riots, .protests): return true
    default:
      // A device found and defused, and one that went off; a village looted, and attacked.
      return (a == .disruptedWeaponsUse && b.event == .explosions)
        || (b == .disruptedWeaponsUse && a.event == .explosions)
        || (a == .lootingPropertyDestruction && b.event.isOrganisedViolence)
        || (b == .lootingPropertyDestruction && a.event.isOrganisedViolence)
    }
  }

  private static func isPersonal(_ type: SubEventType) -> Bool {
    type == .abductionForcedDisappearance || type == .sexualViolence
  }

  private static func bits(_ targets: TargetClass...) -> UInt64 {
    targets.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
  }

  private static let forces = bits(
    .military, .base, .headquarters, .patrol, .convoy, .checkpoint, .police, .gendarmerie,
    .peacekeepers, .foreignForces)
  private static let people = bits(
    .civilians, .village, .market, .herders, .farmers, .livestock, .displacedPeople, .refugees,
    .communityLeader, .selfDefence)
  private static let vote = CodeSet<TargetClass>.electoral.bits

  /// Targets with the general word for each: a base is military, a village is civilians. Two
  /// reports share a target when these meet.
  static func widened(_ targets: UInt64) -> UInt64 {
    var wide = targets
    if targets & forces != 0 { wide |= bits(.military) }
    if targets & people != 0 { wide |= bits(.civilians) }
    if targets & vote != 0 { wide |= bits(.electionMaterial) }
    return wide
  }

  /// Places one can point at: two different ones are two happenings.
  private static let sites: [UInt64] = [
    // The airports of Sévaré, Gao and Timbuktu are bases as well.
    bits(.base, .headquarters, .airport),
    bits(.diplomatic), bits(.school), bits(.health), bits(.market), bits(.hotel),
    bits(.worship), bits(.pollingPlace),
  ]

  static func sitesDiffer(_ a: UInt64, _ b: UInt64) -> Bool {
    var inA = false
    var inB = false
    for site in sites {
      let hasA = a & site != 0
      let hasB = b & site != 0
      if hasA, hasB { return false }
      inA = inA || hasA
      inB = inB || hasB
    }
    return inA && inB
  }
}
