public import JSON

/// How far an incident is supported (UCDP's candidate and vetted, as far as a machine may go).
///
/// `corroborated` needs two origins, not two reports: five papers with one wire are one.
public enum IncidentStatus: UInt8, Code {
  case
    candidate, corroborated, retracted

  private static let spelled: [StaticString] = [
    "candidate", "corroborated", "retracted",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
