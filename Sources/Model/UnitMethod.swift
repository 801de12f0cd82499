public import JSON

/// How the administrative units of a place are known.
public enum UnitMethod: UInt8, Code {
  /// Not known; said by the gazetteer's row; the point lies in the polygon; the point lies in a
  /// polygon that the pack only approximates; those of the nearest settlement.
  case unknown, gazetteer, boundary, approximateBoundary, nearest

  static let spelled: [StaticString] = [
    "unknown", "gazetteer", "boundary", "approximate_boundary", "nearest",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
