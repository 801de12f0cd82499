internal import Model
public import Theatre

extension Gazetteer {
  /// “Near” and “in the surroundings of” reach so far; UCDP where_prec 2 is “within 25 km”.
  private static let nearMeters: Int32 = 25_000
  /// “North of Gao” without a number.
  private static let towardMeters: Int32 = 40_000
  /// Of a distance in a direction a fifth is left open, and at least so much.
  private static let displacedMeters: Int32 = 5_000

  /// Where the place of a find lies; `other` is the far end of a line.
  public func fix(
    _ find: PlaceFind, other: PlaceFind? = nil, _ place: Int32
  ) -> PlaceFix {
    let row = rows[Int(place)]
    var fix = fix(of: place)
    fix.place = -1
    if case .cluster(_, let meters) = find.match { fix.radius += meters }
    switch find.relation {
    case .at:
      fix.place = place
      if find.role == .affiliation || find.cueWord == .road { widen(&fix) }
    case .near:
      fix.place = place
      widen(&fix)
    case .distance(let meters, let direction):
      fix.anchor = place
      fix.method = .relative
      fix.radius = max(meters, row.radius)
      if let direction {
        fix.coordinates = row.coordinates.displaced(meters: meters, direction: direction)
        fix.radius = max(Self.displacedMeters, meters / 5)
      }
      fix.geoPrecision = 2
      fix.wherePrecision = fix.radius <= Self.nearMeters ? 2 : 3
    case .toward(let direction):
      fix.anchor = place
      fix.method = .relative
      fix.coordinates = row.coordinates.displaced(
        meters: Self.towardMeters / 4, direction: direction)
      fix.radius = Self.towardMeters
      fix.geoPrecision = max(2, fix.geoPrecision)
      fix.wherePrecision = max(3, fix.wherePrecision)
    case .between: line(&fix, place, other)
    }
    return fix
  }

  private func widen(_ fix: inout PlaceFix) {
    fix.radius = max(fix.radius, Self.nearMeters)
    fix.geoPrecision = max(2, fix.geoPrecision)
    fix.wherePrecision = max(2, fix.wherePrecision)
  }

  /// Somewhere on the way: the middle, and half the way to either side.
  private func line(_ fix: inout PlaceFix, _ place: Int32, _ other: PlaceFind?) {
    fix.method = .line
    fix.anchor = place
    guard let end = other?.match.index, end >= 0 else {
      widen(&fix)
      return
    }
    let a = fix.coordinates
    let b = rows[Int(end)].coordinates
    fix.lineStart = a
    fix.lineEnd = b
    fix.coordinates = Coordinates(
      latitude: (a.latitude + b.latitude) / 2,
      longitude: Int32((Int64(a.longitude) + Int64(b.longitude)) / 2))
    fix.radius = max(a.meters(to: b) / 2, Self.displacedMeters)
    fix.geoPrecision = fix.radius > Self.nearMeters ? 3 : 2
    fix.wherePrecision = fix.radius > Self.nearMeters ? 5 : 2
  }
}

extension Coordinates {
  /// The point so many metres away, in sixteenths of the circle clockwise from north; good to a
  /// percent of the distance within a theatre.
  func displaced(meters: Int32, direction: Int8) -> Coordinates {
    let angle = Double(direction > 8 ? direction - 16 : direction) * Double.pi / 8
    let course = Self.sineAndCosine(angle)
    let parallel = Self.sineAndCosine(Double(latitude) * (1e-6 * Double.pi / 180)).cosine
    let microdegrees = Double(meters) / 111_195 * 1e6
    let north = (course.cosine * microdegrees).rounded()
    let east = (course.sine * microdegrees / max(parallel, 0.1)).rounded()
    return Coordinates(
      latitude: Int32(min(90e6, max(-90e6, Double(latitude) + north))),
      longitude: Int32(min(180e6, max(-180e6, Double(longitude) + east))))
  }
}
