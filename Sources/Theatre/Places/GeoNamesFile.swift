internal import Model

/// Reads GeoNames' country dumps (19 columns) and lists of unit names (`admin1CodesASCII.txt`), and
/// writes the places as rows of a pack's gazetteer.
///
/// Populated places, airports, camps and wells with names, units and country; not shops and hills.
/// The dumps' administrative units are kept where the pack has none of that name.
public struct GeoNamesFile {
  /// How many rows of each kind of thing there were.
  public struct Counts: Equatable, Sendable {
    public var rows = 0
    public var places = 0
    public var units = 0
    public var known = 0
    public var left = 0
    public var malformed = 0
  }

  public private(set) var counts = Counts()

  private struct Entry {
    var id: Substring.UTF8View
    var name: String
    var aliases: [String]
    var point: (latitude: Substring, longitude: Substring)
    var feature: Feature
    var country: String
    var admin1: String
    var admin2: String
    var population: Int32
  }

  private let known: Set<String>
  private let unitNames: UnitNames
  private var entries: [Entry] = []
  private var units: [Entry] = []
  private var admin1: [String: String] = [:]
  private var admin2: [String: String] = [:]

  /// Places of `pack` that come from GeoNames are left out; its units give their names.
  ///
  /// What an earlier import brought does not count.
  public init(pack: Gazetteer? = nil) {
    let own = pack?.places.filter { !$0.id.hasPrefix(GazetteerFile.importedPrefix) } ?? []
    known = Set(own.compactMap { Self.geoNamesID($0.source) })
    unitNames = UnitNames(own)
  }

  /// `GeoNames 2453866` in a source column.
  private static func geoNamesID(_ source: String) -> String? {
    let words = source.split(separator: " ")
    guard words.count >= 2, words[0] == "GeoNames" else { return nil }
    let digits = words[1].prefix { $0.isNumber }
    return digits.isEmpty ? nil : String(digits)
  }

  /// Reads one file; a file that is neither a dump nor a list of units gives false.
  public mutating func read(_ text: String) -> Bool {
    var isOne = false
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let cells = Substring(line).utf8.split(
        separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false
      ).map { Substring($0) }
      if cells.count == 4, cells[0].contains(".") {
        isOne = true
        name(unit: String(cells[0]), String(cells[1]))
      } else if cells.count == 19 {
        isOne = true
        counts.rows += 1
        read(cells)
      } else {
        counts.malformed += 1
      }
    }
    return isOne
  }

  private mutating func name(unit code: String, _ name: String) {
    if code.split(separator: ".").count == 2 {
      if admin1[code] == nil { admin1[code] = name }
    } else if admin2[code] == nil {
      admin2[code] = name
    }
  }

  private mutating func read(_ cells: [Substring]) {
    let country = String(cells[8])
    let first = "\(country).\(cells[10])"
    let second = "\(first).\(cells[11])"
    guard DegreeText.microdegrees(cells[4].utf8) != nil,
      DegreeText.microdegrees(cells[5].utf8) != nil, country.utf8.count == 2
    else {
      counts.malformed += 1
      return
    }
    guard let feature = Self.feature(cells[7], population: Int32(cells[14]) ?? 0) else {
      counts.left += 1
      return
    }
    let entry = Entry(
      id: cells[0].utf8, name: String(cells[1]), aliases: Self.aliases(cells),
      point: (cells[4], cells[5]), feature: feature, country: country, admin1: first,
      admin2: cells[11].isEmpty ? "" : second, population: Int32(cells[14]) ?? 0)
    switch feature {
    case .region:
      name(unit: first, entry.name)
      units.append(entry)
    case .cercle:
      name(unit: second, entry.name)
      units.append(entry)
    case .country: units.append(entry)
    default:
      if known.contains(String(cells[0])) {
        counts.known += 1
        return
      }
      entries.append(entry)
    }
  }

  /// Names in Latin and Arabic letters, the first dozen.
  private static func aliases(_ cells: [Substring]) -> [String] {
    var aliases: [String] = []
    for alias in cells[3].split(separator: ",") where alias != cells[1] {
      let text = alias.filter { $0 != "|" }
      guard aliases.count < 12, !Folding.key(text).isEmpty else { continue }
      aliases.append(text)
    }
    return aliases
  }

  private static func feature(_ code: Substring, population: Int32) -> Feature? {
    switch code {
    case "PPLC", "PPLA": .seat1
    case "PPLA2": .seat2
    case "PPL", "PPLA3", "PPLA4", "PPLX", "PPLL", "PPLS", "PPLF", "PPLR", "PPLG":
      population >= 5_000 ? .town : .village
    case "AIRP", "AIRF", "AIRB": .airport
    case "MILB", "INSM": .base
    // Of the desert, where people are known by their water.
    case "WLL", "WLLS", "CMP", "WTRH", "OAS", "PPLQ": .village
    case "ADM1": .region
    case "ADM2": .cercle
    case "PCLI": .country
    default: nil
    }
  }

  /// The rows as a table, in the order of the dumps; `box` leaves out what lies outside.
  public mutating func table(within box: BoundingBox? = nil) -> String {
    var table =
      "id\tname\tlatitude\tlongitude\tradius_m\tfeature\tcountry\tadmin1\tadmin2\taliases\tsource"
      + "\tpopulation\n"
    for unit in units where !unitNames.has(unit.feature, named(unit), unit.country) {
      counts.units += 1
      append(unit, to: &table)
    }
    for entry in entries {
      if let box, !box.contains(Self.point(entry)) {
        counts.left += 1
        continue
      }
      counts.places += 1
      append(entry, to: &table)
    }
    return table
  }

  private static func point(_ entry: Entry) -> Coordinates {
    Coordinates(
      latitude: DegreeText.microdegrees(entry.point.latitude.utf8) ?? 0,
      longitude: DegreeText.microdegrees(entry.point.longitude.utf8) ?? 0)
  }

  private func named(_ entry: Entry) -> (admin1: String, admin2: String) {
    let first = unitNames.region(admin1[entry.admin1] ?? "", entry.country)
    let second = unitNames.cercle(admin2[entry.admin2] ?? "", first, entry.country)
    return (first, second)
  }

  private func append(_ entry: Entry, to table: inout String) {
    let radius =
      switch entry.feature {
      case .seat1: 6_000
      case .seat2, .town: 5_000
      case .airport, .base: 2_000
      case .region: 120_000
      case .cercle: 50_000
      case .country: 500_000
      default: 5_000
      }
    let unit = named(entry)
    let isCountry = entry.feature == .country
    let cells = [
      "\(GazetteerFile.importedPrefix)\(Substring(entry.id))", entry.name,
      String(entry.point.latitude), String(entry.point.longitude), "\(radius)",
      "\(entry.feature.name)", entry.country, isCountry ? "" : unit.admin1,
      isCountry || entry.feature == .region ? "" : unit.admin2,
      entry.aliases.joined(separator: "|"), "GeoNames \(Substring(entry.id))",
      entry.population > 0 ? "\(entry.population)" : "",
    ]
    table += cells.joined(separator: "\t") + "\n"
  }
}
