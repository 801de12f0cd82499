public import JSON

/// What a new version of an incident is.
///
/// `revised` is a correction: something said before no longer holds. `retracted` takes it all back.
/// `merged` ends an id: what it meant is part of the incident that `mergedInto` names.
public enum IncidentChange: UInt8, Code {
  case
    created, updated, revised, retracted, merged

  private static let spelled: [StaticString] = [
    "created", "updated", "revised", "retracted", "merged",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
