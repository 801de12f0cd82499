public import JSON

/// CAP 1.2 urgency.
public enum AlertUrgency: UInt8, Code {
  case
    immediate, expected, future, past, unknown

  private static let spelled: [StaticString] = [
    "immediate", "expected", "future", "past", "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
