internal import Model

/// Where a place stands in the order of units, as indices, so that hints are compared by number.
struct PlaceFrame: Sendable {
  var feature: Feature
  var country: UInt16
  var isCurated = true
  /// In the theatre's own country.
  var isHome = false
  var population: Int32 = 0
  var region: Int32 = -1
  var cercle: Int32 = -1
  /// The units its ground was part of in older lists.
  var formerRegion: Int32 = -1
  var formerCercle: Int32 = -1

  /// From here on size decides between places of one name.
  private static let townPopulation: Int32 = 5_000

  static func code(_ country: String) -> UInt16 {
    let bytes = Array(country.utf8)
    return bytes.count == 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 0
  }

  static func code(_ country: Slice<UnsafeRawBufferPointer>) -> UInt16 {
    country.count == 2
      ? UInt16(country[country.startIndex]) << 8
        | UInt16(country[country.startIndex + 1]) : 0
  }

  static func frames(
    of draft: GazetteerDraft, formerly: [(area: Int32, was: Int32)], home: String = ""
  ) -> [PlaceFrame] {
    let home = code(home)
    // Shared texts are kept once, so where a unit's name stands says which unit it is.
    var regions: [UInt64: Int32] = [:]
    var cercles: [UInt64: [UInt32: Int32]] = [:]
    func region(_ row: PlaceRow) -> UInt64 {
      UInt64(row.country.start) << 32 | UInt64(row.admin1.start)
    }
    for (index, row) in draft.rows.enumerated() where !row.admin1.isEmpty {
      if row.feature == .region { regions[region(row)] = Int32(index) }
      if row.feature == .cercle, !row.admin2.isEmpty {
        cercles[region(row), default: [:]][row.admin2.start] = Int32(index)
      }
    }
    var formerRegions: [Int32: Int32] = [:]
    for pair in formerly { formerRegions[pair.area] = pair.was }
    return draft.rows.map { row in
      var frame = PlaceFrame(feature: row.feature, country: 0)
      draft.text.withUnsafeBytes { frame.country = code($0[row.country.range]) }
      frame.isHome = home != 0 && frame.country == home
      frame.isCurated = row.isCurated
      frame.population = row.population
      if !row.admin1.isEmpty {
        frame.region = regions[region(row)] ?? -1
        if !row.admin2.isEmpty { frame.cercle = cercles[region(row)]?[row.admin2.start] ?? -1 }
      }
      frame.formerRegion = formerRegions[frame.region] ?? -1
      frame.formerCercle = formerRegions[frame.cercle] ?? -1
      return frame
    }
  }

  /// Whether a bare name means `self`, at `index`, rather than `other`, at `otherIndex`.
  ///
  /// A known town goes before hamlets and communes of its name, a place that the pack's authors
  /// wrote down before one that was imported in bulk, a town before one of a twentieth of its
  /// people; a place inside a unit goes before the unit; an area of the theatre's own country goes
  /// before one of a neighbour's, “the Gourma”. Two hamlets stay two hamlets.
  func isMeant(_ index: Int32, before other: PlaceFrame, _ otherIndex: Int32) -> Bool {
    if feature.rank == 0, other.feature.rank == 1 || other.feature.rank == 2 { return true }
    if feature.rank <= 1, other.feature.rank <= 2 {
      if isCurated, !other.isCurated, !(other.feature.rank == 0 && feature.rank > 0) { return true }
      if isCurated == other.isCurated, population >= Self.townPopulation,
        other.population <= population / 20
      {
        return true
      }
    }
    if isCurated, !other.isCurated, feature.rank <= 1, country == other.country { return true }
    if isCurated, !other.isCurated, feature.isArea, other.feature.rank == 1 { return true }
    if isHome, !other.isHome, other.country != 0, feature.isArea, other.feature.isArea {
      return true
    }
    guard feature.rank < other.feature.rank, country == other.country else { return false }
    switch other.feature {
    case .commune: return cercle >= 0 && cercle == other.cercle
    case .cercle: return cercle == otherIndex
    case .region: return region == otherIndex
    default: return false
    }
  }

  /// Whether the place may be meant by somebody who gave these hints. What is not known fits.
  func fits(_ hints: PlaceHints) -> Bool {
    if hints.country != 0, country != 0, country != hints.country { return false }
    if hints.region >= 0, region >= 0, region != hints.region, formerRegion != hints.region {
      return false
    }
    if hints.cercle >= 0, cercle >= 0, cercle != hints.cercle, formerCercle != hints.cercle {
      return false
    }
    return true
  }
}
