public import JSON

/// The stage at which a record was turned away; all but the last are Intake's.
public enum RejectionStage: UInt8, Code {
  case decode, chooseSchema, validate, map, deduplicate

  private static let spelled: [StaticString] = [
    "decode", "choose_schema", "validate", "map", "deduplicate",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
