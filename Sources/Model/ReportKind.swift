public import JSON

/// What a report is about, and so what may be done with it.
///
/// `security` covers ACLED's six event types. Only reports of one kind are fused into one incident;
/// a `claim` speaks about an incident, a `retraction` about a report.
public enum ReportKind: UInt8, Code {
  case security, displacement, closure, polling, presence, statement, claim, retraction

  static let spelled: [StaticString] = [
    "security", "displacement", "closure", "polling", "presence", "statement", "claim",
    "retraction",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
