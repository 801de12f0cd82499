internal import JSON
internal import Model

/// Reads `boundaries/*.geojson`: feature collections as `vigie theatre import-boundaries` writes
/// them, with the members `level`, `codeSystem`, `validFrom` and `approximate` beside `features`.
enum BoundaryFile {
  static let folder = "boundaries"
  static let bytesMax = 64 << 20

  static func read(_ pack: PackDirectory) -> Boundaries {
    let names = pack.list(folder).filter { $0.hasSuffix(".geojson") }
    return Boundaries(
      names.compactMap { name in
        let file = "\(folder)/\(name)"
        guard let bytes = pack.bytes(file) else { return nil }
        return bytes.withUnsafeBytes { read($0, file, pack.log) }
      })
  }

  static func read(
    _ bytes: UnsafeRawBufferPointer, _ file: String, _ log: ProblemLog
  ) -> BoundaryLayer? {
    let parser = Parser(limits: Limits(bytesMax: bytesMax, depthMax: 16))
    let root: Value
    do throws(Fault) {
      root = try parser.parse(bytes).root
    } catch {
      log.add(file, 0, "The file is no JSON: \(error.reason).", remedy: "Import it again.")
      return nil
    }
    guard let level = root["level"]?.int64, (1...3).contains(level),
      let system = root["codeSystem"]?.text, let day = root["validFrom"]?.text,
      let validFrom = Instant.parse(day.raw), let features = root["features"]
    else {
      log.add(
        file, 0, "“level”, “codeSystem”, “validFrom” or “features” is missing or wrong.",
        remedy: "Make the file with `vigie theatre import-boundaries`.")
      return nil
    }
    var units: [BoundaryUnit] = []
    var shapes: [[BoundaryRing]] = []
    for (number, feature) in features.elements.enumerated() {
      guard let properties = feature["properties"], let geometry = feature["geometry"],
        let rings = rings(geometry)
      else {
        log.add(
          file, 0, "Feature \(number + 1) has no polygon.", remedy: "Remove or correct it.")
        continue
      }
      units.append(unit(properties))
      shapes.append(rings)
    }
    return BoundaryLayer(
      level: Int(level), codeSystem: system.string, validFrom: validFrom.earliest,
      validFromText: day.string, isApproximate: root["approximate"]?.bool ?? false,
      units: units, rings: shapes)
  }

  private static func unit(_ properties: Value) -> BoundaryUnit {
    var unit = BoundaryUnit()
    func text(_ name: StaticString) -> String { properties[name]?.text?.string ?? "" }
    unit.country = text("country")
    unit.admin1 = text("admin1")
    unit.admin2 = text("admin2")
    unit.admin3 = text("admin3")
    unit.admin1Code = text("admin1Code")
    unit.admin2Code = text("admin2Code")
    unit.admin3Code = text("admin3Code")
    return unit
  }

  /// The rings of a Polygon or MultiPolygon; nil for anything else.
  static func rings(_ geometry: Value) -> [BoundaryRing]? {
    guard let type = geometry["type"]?.text, let coordinates = geometry["coordinates"] else {
      return nil
    }
    var rings: [BoundaryRing] = []
    if type.equals("Polygon") {
      for ring in coordinates.elements { rings.append(points(ring)) }
    } else if type.equals("MultiPolygon") {
      for polygon in coordinates.elements {
        for ring in polygon.elements { rings.append(points(ring)) }
      }
    } else {
      return nil
    }
    return rings.contains { $0.count >= 3 } ? rings : nil
  }

  private static func points(_ ring: Value) -> BoundaryRing {
    var points: BoundaryRing = []
    for position in ring.elements {
      guard let longitude = position[position: 0].flatMap(microdegrees),
        let latitude = position[position: 1].flatMap(microdegrees), abs(latitude) <= 90_000_000,
        abs(longitude) <= 180_000_000
      else { continue }
      points.append(Coordinates(latitude: latitude, longitude: longitude))
    }
    return points
  }

  private static func microdegrees(_ value: Value) -> Int32? {
    if let text = value.numberText, let exact = DegreeText.microdegrees(text) { return exact }
    guard let degrees = value.double, abs(degrees) <= 360 else { return nil }
    return Int32((degrees * 1e6).rounded())
  }
}
