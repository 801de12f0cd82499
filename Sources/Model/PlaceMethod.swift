public import JSON

/// How a report's place became a point.
public enum PlaceMethod: UInt8, Code {
  case coordinates, gazetteer, gazetteerAndCoordinates, ambiguous, unknown

  static let spelled: [StaticString] = [
    "coordinates", "gazetteer", "gazetteer_and_coordinates", "ambiguous", "unknown",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
