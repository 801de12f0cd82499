public import JSON

/// What a new version of an incident is.
///
/// `revised` is a correction: something said before no longer holds. `retracted` takes it all back.
public enum IncidentChange: UInt8, Code {
  case
    created, updated, revised, retracted

  private static let spelled: [StaticString] = [
    "created", "updated", "revised", "retracted",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
