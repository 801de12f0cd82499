import Model

/// Reads `gazetteer.tsv`.
enum GazetteerFile {
  static let file = "gazetteer.tsv"
  static let columns = [
    "id", "name", "latitude", "longitude", "radius_m", "feature", "country", "admin1", "admin2",
    "aliases", "source",
  ]

  static func read(_ pack: PackDirectory, box: BoundingBox?) -> (places: [Place], lines: [Int]) {
    let table = TableFile.read(file, columns: columns, pack)
    var places: [Place] = []
    var lines: [Int] = []
    var ids: Set<String> = []
    for row in table.rows {
      guard let place = place(row, box, &ids, pack.log) else { continue }
      places.append(place)
      lines.append(row.line)
    }
    checkUnits(places, lines, pack.log)
    return (places, lines)
  }

  private static func place(
    _ row: TableFile.Row, _ box: BoundingBox?, _ ids: inout Set<String>, _ log: ProblemLog
  ) -> Place? {
    func problem(_ sentence: String, _ remedy: String) {
      log.add(file, row.line, sentence, remedy: remedy)
    }
    Identifier.check(row["id"], seen: &ids, file: file, line: row.line, log)
    if Folding.key(row["name"]).isEmpty { problem("The place has no name.", "Write one.") }
    if row["source"].isEmpty { problem("The place has no source.", "Say where it comes from.") }
    let aliases = row["aliases"].split(separator: "|").map { String($0.trimmed) }
    for alias in aliases where Folding.key(alias).isEmpty {
      problem("An alias has no letters.", "Remove it.")
    }
    let feature = Feature.names.firstIndex(of: row["feature"]).flatMap {
      Feature(rawValue: UInt8($0))
    }
    if feature == nil {
      problem(
        "“\(row["feature"])” is no feature.",
        Spelling.suggestion(for: row["feature"], in: Feature.names))
    }
    let country = row["country"]
    if !country.isEmpty, !isCode(country) {
      problem("“\(country)” is no country code.", "Use two capital letters of ISO 3166-1.")
    }
    if country.isEmpty, let feature, feature != .naturalRegion {
      problem("The place has no country.", "Only a natural region may span countries.")
    }
    guard let coordinates = coordinates(row, log) else { return nil }
    if let box, let feature, !feature.isArea, !box.contains(coordinates) {
      problem("The place lies outside the theatre's box.", "Check the coordinates, or the box.")
    }
    guard let radius = Int32(row["radius_m"]), radius > 0, radius <= 5_000_000 else {
      problem("“\(row["radius_m"])” is no radius.", "Write metres, from 1 to 5 000 000.")
      return nil
    }
    guard let feature else { return nil }
    return Place(
      id: row["id"], name: row["name"], coordinates: coordinates, radiusMeters: radius,
      feature: feature, country: country, admin1: row["admin1"].isEmpty ? nil : row["admin1"],
      admin2: row["admin2"].isEmpty ? nil : row["admin2"], aliases: aliases,
      source: row["source"])
  }

  private static func isCode(_ country: String) -> Bool {
    country.utf8.count == 2 && country.utf8.allSatisfy { $0 &- 65 < 26 }
  }

  /// Latitude and longitude of a row, or nil after a problem.
  static func coordinates(
    _ row: TableFile.Row, file: String = GazetteerFile.file, _ log: ProblemLog
  ) -> Coordinates? {
    if let latitude = Double(row["latitude"]), let longitude = Double(row["longitude"]),
      let coordinates = Coordinates(latitude: latitude, longitude: longitude)
    {
      return coordinates
    }
    log.add(
      file, row.line, "“\(row["latitude"])”, “\(row["longitude"])” is no point on the globe.",
      remedy: "Write decimal degrees, latitude first.")
    return nil
  }

  /// Every first-level unit that a place names must be a region of its country in the file, and
  /// every second-level unit a cercle, where its region has any.
  private static func checkUnits(_ places: [Place], _ lines: [Int], _ log: ProblemLog) {
    var regions: [String: Int] = [:]
    var cercles: Set<String> = []
    var divided: Set<String> = []
    for (place, line) in zip(places, lines) {
      guard let admin1 = place.admin1 else { continue }
      let region = "\(place.country)/\(admin1)"
      if place.feature == .region, let other = regions.updateValue(line, forKey: region) {
        log.add(
          file, line, "The region “\(admin1)” stands twice, here and in line \(other).",
          remedy: "Remove one.")
      }
      if place.feature == .cercle, let admin2 = place.admin2 {
        divided.insert(region)
        if !cercles.insert("\(region)/\(admin2)").inserted {
          log.add(file, line, "The cercle “\(admin2)” stands twice.", remedy: "Remove one.")
        }
      }
    }
    let countries = Set(places.filter { $0.feature == .region }.map(\.country))
    for (place, line) in zip(places, lines) where countries.contains(place.country) {
      guard let admin1 = place.admin1 else { continue }
      let region = "\(place.country)/\(admin1)"
      if regions[region] == nil {
        log.add(
          file, line, "“\(admin1)” is no region of \(place.country) in this file.",
          remedy: "Add the region, or correct admin1.")
      } else if let admin2 = place.admin2, divided.contains(region),
        !cercles.contains("\(region)/\(admin2)")
      {
        log.add(
          file, line, "“\(admin2)” is no cercle of “\(admin1)” in this file.",
          remedy: "Add the cercle, or correct admin2.")
      }
    }
  }

  /// The pairs of `formerly` as indices.
  static func formerly(
    _ pairs: [TheatreSettings.Former], _ places: [Place], _ log: ProblemLog
  ) -> [(area: Int32, was: Int32)] {
    pairs.compactMap { pair in
      let area = places.firstIndex { $0.id == pair.area }
      let was = places.firstIndex { $0.id == pair.was }
      for (id, index) in [(pair.area, area), (pair.was, was)] where index == nil {
        log.add(
          TheatreSettings.file, pair.line, "“\(id)” is no place.",
          remedy: Spelling.suggestion(for: id, in: places.map(\.id)))
      }
      guard let area, let was else { return nil }
      return (Int32(area), Int32(was))
    }
  }
}
