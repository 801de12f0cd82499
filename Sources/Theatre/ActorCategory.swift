public import JSON
public import Model

/// What an actor is, in ACLED's terms.
public enum ActorCategory: UInt8, Code {
  case state, rebel, politicalMilitia, identityMilitia, rioters, protesters, civilians, external

  static let spelled: [StaticString] = [
    "state", "rebel", "political_militia", "identity_militia", "rioters", "protesters",
    "civilians", "external",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  /// ACLED's inter code of the category, 1…8.
  public var inter: UInt8 { rawValue + 1 }
}

/// What kind of force an actor is.
public enum ForceKind: UInt8, Code {
  case none, army, gendarmerie, police, nationalGuard, peacekeepers, jointForce, foreignArmy

  static let spelled: [StaticString] = [
    "none", "army", "gendarmerie", "police", "national_guard", "peacekeepers", "joint_force",
    "foreign_army",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}

/// Which side an actor stands on.
public enum Stance: UInt8, Code {
  case government, opposed, jihadist, neutral

  static let spelled: [StaticString] = ["government", "opposed", "jihadist", "neutral"]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
