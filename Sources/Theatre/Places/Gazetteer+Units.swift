internal import Model

extension Gazetteer {
  /// A unit of some list as the gazetteer knows it.
  public struct KnownUnits: Sendable {
    public var region: Int32 = -1
    public var cercle: Int32 = -1
    public var admin1: String?
    public var admin2: String?
  }

  /// The gazetteer's units of the names in a list of boundaries.
  public func units(of unit: BoundaryUnit) -> KnownUnits {
    var known = KnownUnits()
    var scratch: [UInt8] = []
    func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    bytes(unit.country).withUnsafeBytes { country in
      bytes(unit.admin1).withUnsafeBytes { admin1 in
        bytes(unit.admin2).withUnsafeBytes { admin2 in
          let hints = hints(
            country: country, admin1: admin1, admin2: admin2, folding: &scratch)
          known.region = hints.region
          known.cercle = hints.cercle
        }
      }
    }
    if known.region >= 0 { known.admin1 = places[Int(known.region)].admin1 }
    if known.cercle >= 0 { known.admin2 = places[Int(known.cercle)].admin2 }
    return known
  }

  /// A place without words around it.
  public func fix(of place: Int32) -> PlaceFix {
    let row = rows[Int(place)]
    var fix = PlaceFix(
      coordinates: row.coordinates, radius: row.radius, geoPrecision: row.feature.geoPrecision,
      wherePrecision: row.feature.wherePrecision)
    fix.place = place
    return fix
  }

  /// Whether a place may be the one that somebody means who says this of where it is.
  public func fits(_ place: Int32, _ hints: PlaceHints) -> Bool {
    frames[Int(place)].fits(hints)
  }

  /// Whether a unit is the one that the place's ground was part of before units were split.
  public func isFormer(_ unit: Int32, of place: Int32) -> Bool {
    unit >= 0 && frames[Int(place)].region != unit && frames[Int(place)].formerRegion == unit
  }

  /// Whether one of two units was part of the other.
  public func areRelated(_ a: Int32, _ b: Int32) -> Bool {
    let (x, y) = (frames[Int(a)], frames[Int(b)])
    return x.formerRegion == b || y.formerRegion == a || x.formerCercle == b || y.formerCercle == a
  }
}
