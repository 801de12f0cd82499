import Model

/// A closed ring of corners, on the plane of degrees, computed in whole numbers and so exactly.
struct Ring {
  private let corners: [Coordinates]

  /// The last corner is the first one.
  init(_ corners: [Coordinates]) { self.corners = corners }

  /// Whether two edges touch that should not, or neighbours lie on each other.
  var crossesItself: Bool {
    let edges = corners.count - 1
    for first in 0..<edges {
      let (a, b) = (corners[first], corners[first + 1])
      if a == b { return true }
      for second in (first + 1)..<edges {
        let (c, d) = (corners[second], corners[second + 1])
        if second == first + 1 {
          if Self.holds(d, from: a, to: b) || Self.holds(a, from: c, to: d) { return true }
        } else if first == 0, second == edges - 1 {
          if Self.holds(c, from: a, to: b) || Self.holds(b, from: c, to: d) { return true }
        } else if Self.meet(a, b, c, d) {
          return true
        }
      }
    }
    return false
  }

  private static func meet(
    _ a: Coordinates, _ b: Coordinates, _ c: Coordinates, _ d: Coordinates
  ) -> Bool {
    let (s, t) = (side(of: c, a, b), side(of: d, a, b))
    let (u, v) = (side(of: a, c, d), side(of: b, c, d))
    if s * t < 0, u * v < 0 { return true }
    return holds(c, from: a, to: b) || holds(d, from: a, to: b)
      || holds(a, from: c, to: d) || holds(b, from: c, to: d)
  }

  /// Whether a point lies on an edge.
  private static func holds(_ point: Coordinates, from a: Coordinates, to b: Coordinates) -> Bool {
    side(of: point, a, b) == 0
      && min(a.latitude, b.latitude) <= point.latitude
      && point.latitude <= max(a.latitude, b.latitude)
      && min(a.longitude, b.longitude) <= point.longitude
      && point.longitude <= max(a.longitude, b.longitude)
  }

  /// −1, 0 or 1: on which side of the line through `a` and `b` a point lies. At most 2.6 · 10^17,
  /// so it fits.
  private static func side(of point: Coordinates, _ a: Coordinates, _ b: Coordinates) -> Int64 {
    let x = Int64(b.longitude) - Int64(a.longitude)
    let y = Int64(b.latitude) - Int64(a.latitude)
    let px = Int64(point.longitude) - Int64(a.longitude)
    let py = Int64(point.latitude) - Int64(a.latitude)
    return (x * py - y * px).signum()
  }
}
