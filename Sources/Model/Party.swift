public import JSON

/// Whose people a toll counts. `all` is a total as reported, never a sum made by us.
public enum Party: UInt8, Code {
  case all, civilians, securityForces, peacekeepers, attackers, unknown

  static let spelled: [StaticString] = [
    "all", "civilians", "security_forces", "peacekeepers", "attackers", "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
