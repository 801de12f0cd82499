public import JSON

/// What it was done with (GTD weapon types, finer where the theatre needs it).
public enum Weapon: UInt8, Code {
  case smallArms, machineGun, rocket, mortar, artillery, ied, mine, vbied, svbied, suicideVest,
    grenade, blade, incendiary, aircraft, drone, vehicle, unknown

  static let spelled: [StaticString] = [
    "small_arms", "machine_gun", "rocket", "mortar", "artillery", "ied", "mine", "vbied",
    "svbied", "suicide_vest", "grenade", "blade", "incendiary", "aircraft", "drone", "vehicle",
    "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
