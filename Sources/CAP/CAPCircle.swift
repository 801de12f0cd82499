public import Model

/// A circle on the ground: written `latitude,longitude radius`, the radius in kilometres.
public struct CAPCircle: Sendable, Equatable {
  public var center: Coordinates
  /// Metres; more than zero.
  public var radius: Int

  public init(center: Coordinates, radius: Int) {
    self.center = center
    self.radius = radius
  }
}
