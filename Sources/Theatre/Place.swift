public import Model

/// A place of the gazetteer: one row of `gazetteer.tsv`.
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
  /// Where the row comes from.
  public let source: String

  /// ACLED geo_precision, 1…3.
  public var geoPrecision: UInt8 { feature.geoPrecision }
}
