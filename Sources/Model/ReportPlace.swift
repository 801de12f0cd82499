/// Where a report says it happened.
@frozen
public struct ReportPlace: Sendable, Equatable {
  /// As the source wrote it.
  public var written = Extent.none
  /// The gazetteer's id and name, when one place was meant beyond doubt.
  public var id = Extent.none
  public var name = Extent.none
  public var coordinates: Coordinates?
  /// The place lies within this many metres of the point, more likely than not.
  public var radius: Int32 = 0
  public var method = PlaceMethod.unknown
  /// ACLED geo_precision: 1 named town, 2 near it or part of a region, 3 a larger region.
  public var geoPrecision: UInt8 = 3
  /// UCDP GED where_prec: 1 exact, 2 within 25 km, 3 second-level unit, 4 first-level unit, 5 vague
  /// or linear, 6 country, 7 international waters; 0 when no place is known.
  public var wherePrecision: UInt8 = 0
  /// How alike name and gazetteer are, in percent; below 100 the spelling differs.
  public var likeness: UInt8 = 100
  /// Ends of a line: “between Gossi and Hombori”, “the road from Gao to Bourem”.
  public var lineStart: Coordinates?
  public var lineEnd: Coordinates?
  /// The gazetteer's id of the place that a relative place is measured from.
  public var anchor = Extent.none
  /// ISO 3166-1 alpha-2, and the names of the units the place lies in.
  public var country = Extent.none
  public var admin1 = Extent.none
  public var admin2 = Extent.none
  public var admin3 = Extent.none
  /// How the units are known.
  public var units = UnitMethod.gazetteer
  /// Codes of the units, of one list and vintage. The same code names other units in another
  /// vintage, so codes without the two below are neither written nor read.
  public var admin1Code = Extent.none
  public var admin2Code = Extent.none
  public var admin3Code = Extent.none
  public var codeSystem = Extent.none
  /// The day from which the list of codes holds, `2017-01-01`.
  public var codesValidFrom = Extent.none

  public init() {}

  /// Whether list and vintage of the codes are known.
  @inline(__always)
  var hasCodes: Bool { !codeSystem.isEmpty && !codesValidFrom.isEmpty }

  var hasNoBareCode: Bool {
    hasCodes || admin1Code.isEmpty && admin2Code.isEmpty && admin3Code.isEmpty
  }
}

/// A place that a report names and where it did not happen.
@frozen
public struct ReportMention: Sendable, Equatable {
  /// As the source wrote it.
  public var written = Extent.none
  /// The gazetteer's id, when one place was meant beyond doubt.
  public var id = Extent.none

  public init(written: Extent = .none, id: Extent = .none) {
    self.written = written
    self.id = id
  }
}

/// One of the places that an ambiguous name may mean.
@frozen
public struct ReportPlaceOption: Sendable, Equatable {
  /// The gazetteer's id.
  public var id = Extent.none
  public var coordinates: Coordinates

  public init(id: Extent, coordinates: Coordinates) {
    self.id = id
    self.coordinates = coordinates
  }
}
