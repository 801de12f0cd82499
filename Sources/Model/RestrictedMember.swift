public import JSON

/// Members of a report that may not be shown to everybody: they say who belongs to a community, or
/// where people in need are.
public enum RestrictedMember: UInt8, Code {
  case place, mentioned, actors, title, description, evidence

  static let spelled: [StaticString] = [
    "place", "mentioned", "actors", "title", "description", "evidence",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
