public import JSON

/// The stage of Intake at which a record was turned away.
public enum RejectionStage: UInt8, Code {
  case decode, chooseSchema, validate, map

  private static let spelled: [StaticString] = ["decode", "choose_schema", "validate", "map"]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
