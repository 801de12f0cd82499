public import JSON

/// How a report's place became a point.
public enum PlaceMethod: UInt8, Code {
  case coordinates, gazetteer, gazetteerAndCoordinates, ambiguous, unknown
  /// A square of a grid reference: MGRS or UTM.
  case grid
  /// So far from a named place, or in some direction of it; near it.
  case relative
  /// Somewhere between two named places, or on the road between them.
  case line

  static let spelled: [StaticString] = [
    "coordinates", "gazetteer", "gazetteer_and_coordinates", "ambiguous", "unknown", "grid",
    "relative", "line",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
