internal import JSON
internal import Model

/// Turns somebody's GeoJSON of units into a file of `boundaries/`.
///
/// Names and codes are found by the names that OCHA, geoBoundaries, GADM and Natural Earth give
/// their properties; what cannot be found is said, not guessed.
public struct BoundaryImport {
  public var level: Int
  public var codeSystem: String
  /// `2017-01-01`.
  public var validFrom: String
  /// ISO 3166-1 alpha-2, for files that do not say.
  public var country: String

  public init(level: Int, codeSystem: String, validFrom: String, country: String) {
    self.level = level
    self.codeSystem = codeSystem
    self.validFrom = validFrom
    self.country = country
  }

  public struct Failure: Error, Equatable, Sendable {
    public let sentence: String
  }

  /// What the layer is called in the pack.
  public var fileName: String {
    let system = codeSystem.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return "\(country.lowercased())-adm\(level)-\(String(system))-\(validFrom).geojson"
  }

  private static let names: [[String]] = [
    ["admin1", "Admin1_Nam", "ADM1_FR", "ADM1_EN", "admin1Name", "admin1Name_fr", "NAME_1"],
    ["admin2", "Admin2_Nam", "ADM2_FR", "ADM2_EN", "admin2Name", "admin2Name_fr", "NAME_2"],
    ["admin3", "Admin3_Nam", "ADM3_FR", "ADM3_EN", "admin3Name", "admin3Name_fr", "NAME_3"],
  ]
  private static let codes: [[String]] = [
    ["admin1Code", "Pcode_Ad_1", "ADM1_PCODE", "admin1Pcode", "adm1_code"],
    ["admin2Code", "Pcode_Ad_2", "ADM2_PCODE", "admin2Pcode"],
    ["admin3Code", "Pcode_Ad_3", "ADM3_PCODE", "admin3Pcode"],
  ]
  /// What a file of one level calls the name and code of its own units.
  private static let ownNames = ["name", "shapeName", "NAME", "nom"]
  private static let ownCodes = ["code", "shapeISO", "iso_3166_2", "pcode"]

  public func convert(bytes: [UInt8]) throws(Failure) -> (text: [UInt8], units: Int) {
    // Safe because the parser copies what it reads.
    let result = bytes.withUnsafeBytes { buffer in
      Result { () throws(Failure) in try convert(buffer) }
    }
    return try result.get()
  }

  /// The file for the pack, and how many units it has.
  public func convert(
    _ bytes: UnsafeRawBufferPointer
  ) throws(Failure) -> (text: [UInt8], units: Int) {
    guard (1...3).contains(level) else { throw Failure(sentence: "The level must be 1, 2 or 3.") }
    guard
      let day = validFrom.utf8.withContiguousStorageIfAvailable({
        Instant.parse(UnsafeRawBufferPointer($0))
      }), day != nil, validFrom.utf8.count == 10
    else { throw Failure(sentence: "“\(validFrom)” is no date. Write 2017-01-01.") }
    let parser = Parser(
      limits: Limits(bytesMax: BoundaryFile.bytesMax, depthMax: 16))
    let root: Value
    do throws(Fault) {
      root = try parser.parse(bytes).root
    } catch {
      throw Failure(sentence: "The file is no JSON: \(error.reason) at byte \(error.offset).")
    }
    guard let features = root["features"], features.count > 0 else {
      throw Failure(sentence: "The file is no GeoJSON feature collection.")
    }
    var writer = Writer()
    writer.beginObject()
    writer.member("type", "FeatureCollection" as String)
    writer.name("level")
    writer.integer(Int64(level))
    writer.member("codeSystem", codeSystem)
    writer.member("validFrom", validFrom)
    writer.name("features")
    writer.beginArray()
    var count = 0
    for feature in features.elements {
      count += 1
      try write(feature, count, &writer)
    }
    writer.endArray()
    writer.endObject()
    return (writer.bytes, count)
  }

  private func write(
    _ feature: Value, _ number: Int, _ writer: inout Writer
  ) throws(Failure) {
    guard let properties = feature["properties"], let geometry = feature["geometry"],
      let rings = BoundaryFile.rings(geometry)
    else { throw Failure(sentence: "Feature \(number) has no properties or no polygon.") }
    func text(_ names: [String]) -> String {
      for name in names {
        var name = name
        let value = name.withUTF8 { properties.member(UnsafeRawBufferPointer($0)) }
        if let text = value?.text, !text.equals("") { return text.string }
      }
      return ""
    }
    writer.beginObject()
    writer.member("type", "Feature" as String)
    writer.name("properties")
    writer.beginObject()
    writer.member("country", country)
    let names: [StaticString] = ["admin1", "admin2", "admin3"]
    let codes: [StaticString] = ["admin1Code", "admin2Code", "admin3Code"]
    for at in 0..<level {
      let isOwn = at == level - 1
      let name = text(Self.names[at] + (isOwn ? Self.ownNames : []))
      if isOwn, name.isEmpty {
        throw Failure(sentence: "Feature \(number) has no name that is known: “admin\(level)”.")
      }
      writer.member(names[at], name)
      writer.member(codes[at], text(Self.codes[at] + (isOwn ? Self.ownCodes : [])))
    }
    writer.endObject()
    writer.name("geometry")
    Self.write(rings, &writer)
    writer.endObject()
  }

  /// All rings as one polygon each: inside is inside an odd number of them.
  private static func write(_ rings: [BoundaryRing], _ writer: inout Writer) {
    writer.beginObject()
    writer.member("type", "MultiPolygon" as String)
    writer.name("coordinates")
    writer.beginArray()
    writer.beginArray()
    for ring in rings {
      writer.beginArray()
      for point in ring {
        writer.beginArray()
        writer.decimal(significand: Int64(point.longitude), exponent: -6)
        writer.decimal(significand: Int64(point.latitude), exponent: -6)
        writer.endArray()
      }
      writer.endArray()
    }
    writer.endArray()
    writer.endArray()
    writer.endObject()
  }
}
