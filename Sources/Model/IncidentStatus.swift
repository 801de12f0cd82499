public import JSON

/// How far an incident is supported (UCDP's candidate and vetted, as far as a machine may go).
///
/// `corroborated` needs two origins, not two reports: five papers with one wire are one.
/// `confirmed` is what an analyst confirmed. `disputed` is what somebody denies.
/// `merged_into` and `retracted` are the ends of an id.
public enum IncidentStatus: UInt8, Code {
  case
    candidate, corroborated, confirmed, disputed, retracted, mergedInto

  private static let spelled: [StaticString] = [
    "candidate", "corroborated", "confirmed", "disputed", "retracted", "merged_into",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
