public import Model

/// A rectangle of latitudes and longitudes, borders included; it does not cross the 180th meridian.
public struct BoundingBox: Sendable, Equatable {
  public let southWest: Coordinates
  public let northEast: Coordinates

  public init(southWest: Coordinates, northEast: Coordinates) {
    self.southWest = southWest
    self.northEast = northEast
  }

  public func contains(_ point: Coordinates) -> Bool {
    point.latitude >= southWest.latitude && point.latitude <= northEast.latitude
      && point.longitude >= southWest.longitude && point.longitude <= northEast.longitude
  }
}
