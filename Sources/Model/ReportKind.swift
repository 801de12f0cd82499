public import JSON

/// What a report is about, and so what may be done with it.
///
/// `security` covers ACLED's six event types. Only reports of one kind are fused into one incident;
/// a `claim` speaks about an incident, a `retraction` about a report, a `decision` about incidents
/// and reports, an `acknowledgement` about an alert: those two carry a verdict and its subjects.
public enum ReportKind: UInt8, Code {
  case security, displacement, closure, polling, presence, statement, claim, retraction, decision,
    acknowledgement

  static let spelled: [StaticString] = [
    "security", "displacement", "closure", "polling", "presence", "statement", "claim",
    "retraction", "decision", "acknowledgement",
  ]

  /// False for what speaks about reports, incidents or alerts alone: it needs no time or place.
  public var isAboutGround: Bool {
    switch self {
    case .retraction, .decision, .acknowledgement: false
    default: true
    }
  }

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
