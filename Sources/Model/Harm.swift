public import JSON

/// What was done to people, of whom a report gives numbers.
public enum Harm: UInt8, Code {
  case killed, wounded, abducted

  static let spelled: [StaticString] = [
    "killed", "wounded", "abducted",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
