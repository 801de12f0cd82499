public import Model

/// Where something lies that words gave: a point, an area or a line, each with a radius.
public struct PlaceFix: Equatable, Sendable {
  /// The place itself, or −1 when it is only somewhere about another one.
  public var place: Int32 = -1
  /// The place it is measured from, or −1.
  public var anchor: Int32 = -1
  public var coordinates: Coordinates
  public var radius: Int32
  public var method = PlaceMethod.gazetteer
  public var geoPrecision: UInt8
  public var wherePrecision: UInt8
  public var lineStart: Coordinates?
  public var lineEnd: Coordinates?

  public init(
    coordinates: Coordinates, radius: Int32, geoPrecision: UInt8, wherePrecision: UInt8
  ) {
    self.coordinates = coordinates
    self.radius = radius
    self.geoPrecision = geoPrecision
    self.wherePrecision = wherePrecision
  }
}

extension Feature {
  /// UCDP GED where_prec of a report that names such a place: 1 exact, 3 second-level unit, 4
  /// first-level unit, 5 no unit, 6 country. A commune has no number of its own; most lie within
  /// 25 km of their centre.
  public var wherePrecision: UInt8 {
    switch self {
    case .commune: 2
    case .cercle: 3
    case .region: 4
    case .naturalRegion: 5
    case .country: 6
    default: 1
    }
  }
}
