import Model

/// The units that a gazetteer's rows define, by where their shared texts stand.
///
/// A row's units are kept once each (`GazetteerDraft.keepShared`), so two rows name the same unit
/// exactly when the extents are equal: no string is compared for 60,000 rows.
struct UnitTable {
  private struct Region: Hashable {
    var country: UInt32
    var name: UInt32
  }
  private struct Cercle: Hashable {
    var region: Region
    var name: UInt32
  }

  private var regions: [Region: (id: UInt32, line: Int)] = [:]
  private var cercles: [Cercle: UInt32] = [:]
  private var countries: Set<UInt32> = []
  private var divided: Set<Region> = []

  init(_ draft: GazetteerDraft) {
    for (row, line) in zip(draft.rows, draft.lines) where !row.admin1.isEmpty {
      let region = Self.region(row)
      if row.feature == .region {
        countries.insert(row.country.start)
        if regions[region] == nil { regions[region] = (row.id.start, line) }
      }
      if row.feature == .cercle, !row.admin2.isEmpty {
        divided.insert(region)
        let cercle = Cercle(region: region, name: row.admin2.start)
        if cercles[cercle] == nil { cercles[cercle] = row.id.start }
      }
    }
  }

  private static func region(_ row: PlaceRow) -> Region {
    Region(country: row.country.start, name: row.admin1.start)
  }

  /// The line of an earlier row for the same region.
  func regionTwice(_ row: PlaceRow) -> Int? {
    guard let first = regions[Self.region(row)], first.id != row.id.start else { return nil }
    return first.line
  }

  func cercleTwice(_ row: PlaceRow) -> Bool {
    cercles[Cercle(region: Self.region(row), name: row.admin2.start)] != row.id.start
  }

  func hasRegions(_ row: PlaceRow) -> Bool { countries.contains(row.country.start) }

  func knowsRegion(_ row: PlaceRow) -> Bool { regions[Self.region(row)] != nil }

  func isDivided(_ row: PlaceRow) -> Bool { divided.contains(Self.region(row)) }

  func knowsCercle(_ row: PlaceRow) -> Bool {
    cercles[Cercle(region: Self.region(row), name: row.admin2.start)] != nil
  }
}
