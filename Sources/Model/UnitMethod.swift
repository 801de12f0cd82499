public import JSON

/// How the administrative units of a place are known.
public enum UnitMethod: UInt8, Code {
  /// The gazetteer's row says so, which is not written; the point lies in the polygon; the point
  /// lies in a polygon that the pack only approximates; those of the nearest settlement.
  case gazetteer, boundary, approximateBoundary, nearest

  static let spelled: [StaticString] = [
    "gazetteer", "boundary", "approximate_boundary", "nearest",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
