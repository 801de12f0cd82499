public import JSON

/// What an actor did in a happening.
public enum ActorRole: UInt8, Code {
  case perpetrator, target, claimant, protector, victimCommunity, partner, other

  static let spelled: [StaticString] = [
    "perpetrator", "target", "claimant", "protector", "victim_community", "partner", "other",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
