public import JSON

/// ACLED's 25 sub-event types, in the codebook's order, which is a ranking: of two that happened
/// together the higher one is coded.
public enum SubEventType: UInt8, Code {
  case governmentRegainsTerritory, nonStateActorOvertakesTerritory, armedClash,
    excessiveForceAgainstProtesters, protestWithIntervention, peacefulProtest,
    violentDemonstration, mobViolence, chemicalWeapon, airDroneStrike, suicideBomb,
    shellingArtilleryMissileAttack, remoteExplosiveLandmineIED, grenade, sexualViolence, attack,
    abductionForcedDisappearance, agreement, arrests, changeToGroupActivity, disruptedWeaponsUse,
    headquartersOrBaseEstablished, lootingPropertyDestruction, nonViolentTransferOfTerritory,
    other, unknown

  static let spelled: [StaticString] = [
    "government_regains_territory", "non_state_actor_overtakes_territory", "armed_clash",
    "excessive_force_against_protesters", "protest_with_intervention", "peaceful_protest",
    "violent_demonstration", "mob_violence", "chemical_weapon", "air_drone_strike",
    "suicide_bomb", "shelling_artillery_missile_attack", "remote_explosive_landmine_ied",
    "grenade", "sexual_violence", "attack", "abduction_forced_disappearance", "agreement",
    "arrests", "change_to_group_activity", "disrupted_weapons_use",
    "headquarters_or_base_established", "looting_property_destruction",
    "non_violent_transfer_of_territory", "other", "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  /// The event type this one belongs to.
  public var event: EventType {
    switch rawValue {
    case 0...2: .battles
    case 3...5: .protests
    case 6...7: .riots
    case 8...13: .explosions
    case 14...16: .violenceAgainstCivilians
    case 17...24: .strategicDevelopments
    default: .unknown
    }
  }
}
