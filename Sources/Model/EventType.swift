public import JSON

/// ACLED's six event types, in the codebook's order, which is a ranking.
public enum EventType: UInt8, Code {
  case battles, protests, riots, explosions, violenceAgainstCivilians, strategicDevelopments,
    unknown

  static let spelled: [StaticString] = [
    "battles", "protests", "riots", "explosions", "violence_against_civilians",
    "strategic_developments", "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  /// Organised violence: what threatens people and a vote (IFES).
  public var isOrganisedViolence: Bool {
    switch self {
    case .battles, .explosions, .violenceAgainstCivilians: true
    default: false
    }
  }
}
