public import JSON

/// How it was done (GTD attack types, PLOVER modes, and the words of this theatre).
public enum Tactic: UInt8, Code {
  case complexAttack, suicideBombing, vehicleBombing, bombing, indirectFire, ambush, raid,
    assassination, abduction, execution, arson, looting, mob, checkpoint, clash, airStrike,
    intimidation, sabotage, strike, cattleRaid, arrest, eviction

  static let spelled: [StaticString] = [
    "complex_attack", "suicide_bombing", "vehicle_bombing", "bombing", "indirect_fire", "ambush",
    "raid", "assassination", "abduction", "execution", "arson", "looting", "mob", "checkpoint",
    "clash", "air_strike", "intimidation", "sabotage", "strike", "cattle_raid", "arrest",
    "eviction",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
