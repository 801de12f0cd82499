import Model

/// Reads `gazetteer.tsv` and, where there is one, `geonames.tsv`: the same columns, imported.
///
/// Works on bytes: 60,000 rows take about a tenth of a second.
enum GazetteerFile {
  static let file = "gazetteer.tsv"
  static let imported = "geonames.tsv"
  static let columns = [
    "id", "name", "latitude", "longitude", "radius_m", "feature", "country", "admin1", "admin2",
    "aliases", "source",
  ]
  static let optional = ["population"]
  /// Ids of imported places begin so.
  static let importedPrefix = "gn-"

  static func read(_ pack: PackDirectory, box: BoundingBox?) -> GazetteerDraft {
    var draft = GazetteerDraft()
    var ids: Set<String> = []
    read(file, pack.bytes(file), box, &ids, &draft, pack.log)
    if let bytes = pack.bytesIfThere(imported) {
      read(imported, bytes, box, &ids, &draft, pack.log)
    }
    checkUnits(draft, pack.log)
    return draft
  }

  private static func read(
    _ file: String, _ bytes: [UInt8]?, _ box: BoundingBox?, _ ids: inout Set<String>,
    _ draft: inout GazetteerDraft, _ log: ProblemLog
  ) {
    guard let bytes else { return }
    bytes.withUnsafeBytes { bytes in
      var table = TableRows(file: file, bytes: bytes, columns: columns, optional: optional, log)
      while let line = table.next() {
        guard let row = row(table, line, box, &ids, &draft, log) else { continue }
        draft.rows.append(row)
        draft.lines.append(line)
      }
    }
  }

  private static func row(
    _ table: TableRows, _ line: Int, _ box: BoundingBox?, _ ids: inout Set<String>,
    _ draft: inout GazetteerDraft, _ log: ProblemLog
  ) -> PlaceRow? {
    func problem(_ sentence: String, _ remedy: String) {
      log.add(table.file, line, sentence, remedy: remedy)
    }
    func text(_ column: Int) -> String { String(decoding: table.cell(column), as: UTF8.self) }
    Identifier.check(text(0), seen: &ids, file: table.file, line: line, log)
    if !hasLetters(table.cell(1)) { problem("The place has no name.", "Write one.") }
    if table.cell(10).isEmpty { problem("The place has no source.", "Say where it comes from.") }
    for alias in table.cell(9).split(separator: UInt8(ascii: "|")) where !hasLetters(alias) {
      problem("An alias has no letters.", "Remove it.")
    }
    let feature = Feature.named(UnsafeRawBufferPointer(rebasing: table.cell(5)))
    if feature == nil {
      problem(
        "“\(text(5))” is no feature.", Spelling.suggestion(for: text(5), in: Feature.names))
    }
    let country = table.cell(6)
    if !country.isEmpty, !(country.count == 2 && country.allSatisfy { $0 &- 65 < 26 }) {
      problem("“\(text(6))” is no country code.", "Use two capital letters of ISO 3166-1.")
    }
    if country.isEmpty, let feature, feature != .naturalRegion {
      problem("The place has no country.", "Only a natural region may span countries.")
    }
    guard let coordinates = coordinates(table, line, log) else { return nil }
    if let box, let feature, !feature.isArea, !box.contains(coordinates) {
      problem("The place lies outside the theatre's box.", "Check the coordinates, or the box.")
    }
    guard let radius = Int32(text(4)), radius > 0, radius <= 5_000_000 else {
      problem("“\(text(4))” is no radius.", "Write metres, from 1 to 5 000 000.")
      return nil
    }
    let people = text(11)
    guard let population = people.isEmpty ? 0 : Int32(people), population >= 0 else {
      problem("“\(people)” is no population.", "Write a whole number, or nothing.")
      return nil
    }
    guard let feature else { return nil }
    var row = PlaceRow()
    row.isCurated = !text(0).hasPrefix(importedPrefix)
    row.id = draft.keep(table.cell(0))
    row.name = draft.keep(table.cell(1))
    row.country = draft.keepShared(country)
    row.admin1 = draft.keepShared(table.cell(7))
    row.admin2 = draft.keepShared(table.cell(8))
    row.aliases = draft.keep(table.cell(9))
    row.source = draft.keepShared(table.cell(10))
    row.coordinates = coordinates
    row.radius = radius
    row.population = population
    row.feature = feature
    return row
  }

  /// Whether folding would leave anything of a name.
  private static func hasLetters(_ name: Slice<UnsafeRawBufferPointer>) -> Bool {
    if name.contains(where: { ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 }) { return true }
    return !Folding.key(String(decoding: name, as: UTF8.self)).isEmpty
  }

  /// Latitude and longitude of a row of another table, or nil after a problem.
  static func coordinates(
    _ row: TableFile.Row, file: String, _ log: ProblemLog
  ) -> Coordinates? {
    if let y = DegreeText.microdegrees(row["latitude"].utf8),
      let x = DegreeText.microdegrees(row["longitude"].utf8), abs(y) <= 90_000_000,
      abs(x) <= 180_000_000
    {
      return Coordinates(latitude: y, longitude: x)
    }
    log.add(
      file, row.line, "“\(row["latitude"])”, “\(row["longitude"])” is no point on the globe.",
      remedy: "Write decimal degrees, latitude first.")
    return nil
  }

  private static func coordinates(
    _ table: TableRows, _ line: Int, _ log: ProblemLog
  ) -> Coordinates? {
    let latitude = table.cell(2)
    let longitude = table.cell(3)
    if let y = DegreeText.microdegrees(latitude), let x = DegreeText.microdegrees(longitude),
      abs(y) <= 90_000_000, abs(x) <= 180_000_000
    {
      return Coordinates(latitude: y, longitude: x)
    }
    let written = [latitude, longitude].map { String(decoding: $0, as: UTF8.self) }
    log.add(
      table.file, line, "“\(written[0])”, “\(written[1])” is no point on the globe.",
      remedy: "Write decimal degrees, latitude first.")
    return nil
  }

  /// Every first-level unit that a place names must be a region of its country in the file, and
  /// every second-level unit a cercle, where its region has any.
  private static func checkUnits(_ draft: GazetteerDraft, _ log: ProblemLog) {
    let units = UnitTable(draft)
    for (row, line) in zip(draft.rows, draft.lines) where !row.admin1.isEmpty {
      if row.feature == .region, let other = units.regionTwice(row) {
        log.add(
          file, line,
          "The region “\(draft.string(row.admin1))” stands twice, here and in line \(other).",
          remedy: "Remove one.")
      }
      if row.feature == .cercle, !row.admin2.isEmpty, units.cercleTwice(row) {
        log.add(
          file, line, "The cercle “\(draft.string(row.admin2))” stands twice.",
          remedy: "Remove one.")
      }
    }
    for (row, line) in zip(draft.rows, draft.lines) where !row.admin1.isEmpty {
      let file = row.isCurated ? file : imported
      guard units.hasRegions(row) else { continue }
      if !units.knowsRegion(row) {
        log.add(
          file, line,
          "“\(draft.string(row.admin1))” is no region of \(draft.string(row.country)) here.",
          remedy: "Add the region, or correct admin1.")
      } else if !row.admin2.isEmpty, units.isDivided(row), !units.knowsCercle(row) {
        log.add(
          file, line,
          "“\(draft.string(row.admin2))” is no cercle of “\(draft.string(row.admin1))” here.",
          remedy: "Add the cercle, or correct admin2.")
      }
    }
  }

  /// The pairs of `formerly` as indices.
  static func formerly(
    _ pairs: [TheatreSettings.Former], _ ids: [String], _ log: ProblemLog
  ) -> [(area: Int32, was: Int32)] {
    pairs.compactMap { pair in
      let area = ids.firstIndex(of: pair.area)
      let was = ids.firstIndex(of: pair.was)
      for (id, index) in [(pair.area, area), (pair.was, was)] where index == nil {
        log.add(
          TheatreSettings.file, pair.line, "“\(id)” is no place.",
          remedy: Spelling.suggestion(for: id, in: ids))
      }
      guard let area, let was else { return nil }
      return (Int32(area), Int32(was))
    }
  }
}
