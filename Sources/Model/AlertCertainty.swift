public import JSON

/// CAP 1.2 certainty, from the evidence and not from the rule.
///
/// `observed`: at least one report graded A or B and 1 or 2; `likely`: two origins; else
/// `possible`.
public enum AlertCertainty: UInt8, Code {
  case
    observed, likely, possible, unlikely, unknown

  private static let spelled: [StaticString] = [
    "observed", "likely", "possible", "unlikely", "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
