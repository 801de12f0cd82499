public import JSON
public import Model

/// What kind of thing a place is.
public enum Feature: UInt8, Code {
  /// Seat of a first-level unit, of a second-level unit, another known town, any other settlement.
  case seat1, seat2, town, village
  case airport, base, camp
  /// A building or the like: an embassy, a hotel, a palace.
  case site
  /// Units: third level, second level (cercle, province, department), first level.
  case commune, cercle, region
  /// An area that is no administrative unit: the Gourma, the tri-border area, a road.
  case naturalRegion
  case country

  static let spelled: [StaticString] = [
    "seat1", "seat2", "town", "village", "airport", "base", "camp", "site", "commune", "cercle",
    "region", "natural_region", "country",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  /// Where people live, as opposed to an area or an installation.
  public var isSettlement: Bool { rawValue <= Feature.village.rawValue }
  /// A unit, natural region or country.
  public var isArea: Bool { rawValue >= Feature.commune.rawValue }

  /// ACLED geo_precision of a report that names such a place: 1 a point, 2 part of a unit around
  /// a town, 3 a larger region.
  public var geoPrecision: UInt8 {
    switch self {
    case .commune: 2
    case .cercle, .region, .naturalRegion, .country: 3
    default: 1
    }
  }

  /// Order among places of one name: known towns, other points, then ever larger areas.
  public var rank: UInt8 {
    switch self {
    case .seat1, .seat2, .town: 0
    case .village, .airport, .base, .camp, .site: 1
    case .commune: 2
    case .cercle: 3
    case .region: 4
    case .naturalRegion: 5
    case .country: 6
    }
  }
}
