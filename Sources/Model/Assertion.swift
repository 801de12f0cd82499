public import JSON

/// Whether the report says that it happened (PLOVER's auxiliary modes, and `assessed`).
///
/// Only `asserted` can make an incident or raise an alert.
public enum Assertion: UInt8, Code {
  case asserted, negated, hypothetical, future, historical, assessed

  static let spelled: [StaticString] = [
    "asserted", "negated", "hypothetical", "future", "historical", "assessed",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
