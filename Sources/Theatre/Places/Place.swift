public import Model

/// A place of the gazetteer, as strings: for tools, tests and messages. Records use `PlaceRow`.
public struct Place: Sendable, Equatable {
  /// Stable within the pack: `sevare-airport`.
  public let id: String
  /// As it is written to people.
  public let name: String
  /// WGS 84; of an area its centre.
  public let coordinates: Coordinates
  /// What is said to be at this place lies within so many metres, more likely than not.
  public let radiusMeters: Int32
  public let feature: Feature
  /// ISO 3166-1 alpha-2; empty when the place lies in several countries.
  public let country: String
  /// Names of the units it lies in; nil when it lies in several or the pack does not know.
  public let admin1: String?
  public let admin2: String?
  /// Other spellings and names, as written.
  public let aliases: [String]
  /// People who live there; 0 when the pack does not know.
  public let population: Int32
  /// Where the row comes from.
  public let source: String

  /// ACLED geo_precision, 1…3.
  public var geoPrecision: UInt8 { feature.geoPrecision }
}

/// A place as it is kept: numbers, and texts as parts of `Gazetteer.text`.
public struct PlaceRow: Sendable {
  public var id = Extent.none
  public var name = Extent.none
  public var country = Extent.none
  public var admin1 = Extent.none
  public var admin2 = Extent.none
  /// Parted by `|`.
  var aliases = Extent.none
  var source = Extent.none
  public var coordinates = Coordinates(latitude: 0 as Int32, longitude: 0)
  public var radius: Int32 = 0
  public var population: Int32 = 0
  public var feature = Feature.village
  /// Written into the pack by somebody who knew it, not imported in bulk.
  public var isCurated = true

  public init() {}
}

/// The rows of a gazetteer as places; an element is made when it is asked for.
public struct PlaceList: RandomAccessCollection, Sendable {
  let rows: [PlaceRow]
  let text: [UInt8]

  public var startIndex: Int { 0 }
  public var endIndex: Int { rows.count }

  public subscript(index: Int) -> Place {
    let row = rows[index]
    func string(_ extent: Extent) -> String {
      String(decoding: text[extent.range], as: UTF8.self)
    }
    return Place(
      id: string(row.id), name: string(row.name), coordinates: row.coordinates,
      radiusMeters: row.radius, feature: row.feature, country: string(row.country),
      admin1: row.admin1.isEmpty ? nil : string(row.admin1),
      admin2: row.admin2.isEmpty ? nil : string(row.admin2),
      aliases: string(row.aliases).split(separator: "|").map { String($0.trimmed) },
      population: row.population, source: string(row.source))
  }
}
