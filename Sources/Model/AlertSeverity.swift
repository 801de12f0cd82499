public import JSON

/// CAP 1.2 severity, most severe first.
public enum AlertSeverity: UInt8, Code {
  case
    extreme, severe, moderate, minor, unknown

  private static let spelled: [StaticString] = [
    "extreme", "severe", "moderate", "minor", "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
