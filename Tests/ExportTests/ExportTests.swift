import Foundation
import JSON
import Model
import Testing
import Theatre

@testable import Export

/// Incidents in the forms of others, held against those forms' own rules.
@Suite struct ExportSuite {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func theatre() throws -> Theatre {
    try Theatre.load(
      directory: root.appending(path: "Deploy/theatres/mali-2018").path(percentEncoded: false))
  }

  /// An attack that killed two soldiers and up to four civilians at the headquarters in Sévaré.
  static func incident(_ change: (inout Incident) -> Void = { _ in }) -> Incident {
    var incident = Incident()
    func keep(_ text: String) -> Extent {
      Array(text.utf8).withUnsafeBytes { incident.keep($0) }
    }
    incident.id = Fingerprint(of: "sevare")
    incident.reportsTotal = 2
    incident.corroboration = 2
    incident.occurred = TimeSpan(
      earliest: Instant(seconds: 1_530_280_800), latest: Instant(seconds: 1_530_284_400),
      precision: .hour)
    incident.updated = Instant(seconds: 1_530_300_000)
    incident.place.name = keep("Sévaré")
    incident.place.admin1 = keep("Mopti")
    incident.place.admin2 = keep("Mopti")
    incident.place.country = keep("ML")
    incident.place.coordinates = Coordinates(latitude: Int32(14_533_333), longitude: -4_093_056)
    incident.place.radius = 2000
    incident.place.geoPrecision = 1
    incident.subEvent = .suicideBomb
    incident.targets = CodeSet([.headquarters, .civilians])
    var actor = IncidentActor()
    actor.id = keep("jnim")
    actor.percent = 80
    incident.actors = [actor]
    func toll(_ party: Party, _ low: Int32, _ best: Int32, _ high: Int32) -> IncidentToll {
      var toll = IncidentToll()
      toll.party = party
      toll.range = TollRange(low: low, best: best, high: high)
      return toll
    }
    incident.tolls = [toll(.civilians, 1, 1, 4), toll(.securityForces, 2, 2, 2)]
    var report = IncidentReport()
    report.source = keep("team-mopti-2")
    incident.reports = [report]
    change(&incident)
    return incident
  }

  static func text(_ format: ExportFormat, _ incidents: [Incident]) throws -> String {
    var exporter = Exporter(format, theatre: try theatre())
    incidents.forEach { exporter.add($0) }
    exporter.finish()
    return String(decoding: exporter.takeBytes(), as: UTF8.self)
  }

  /// The cells of a line by the names in the header.
  static func row(_ format: ExportFormat, _ incident: Incident) throws -> [String: String] {
    let lines = try text(format, [incident]).components(separatedBy: "\r\n")
    let head = try #require(lines.first).components(separatedBy: ",")
    let cells = split(lines[format == .hxl ? 2 : 1])
    #expect(head.count == cells.count)
    return Dictionary(uniqueKeysWithValues: zip(head, cells))
  }

  /// An oracle for quoting, letter by letter.
  static func split(_ line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for letter in line {
      if letter == "\"" {
        isQuoted.toggle()
        if isQuoted, cells[cells.count - 1].hasSuffix("\u{1}") {
          cells[cells.count - 1].removeLast()
          cells[cells.count - 1] += "\""
        }
        if !isQuoted { cells[cells.count - 1] += "\u{1}" }
      } else if letter == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(letter)
      }
    }
    return cells.map { $0.replacing("\u{1}", with: "") }
  }

  @Test func `ACLED's columns follow its codebook`() throws {
    let row = try Self.row(.acled, Self.incident())
    let expected = [
      "event_date": "2018-06-29", "year": "2018", "time_precision": "1",
      "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
      "sub_event_type": "Suicide bomb", "inter1": "2", "actor2": "Civilians (Mali)", "inter2": "7",
      "interaction": "27", "civilian_targeting": "Civilian targeting", "iso": "466",
      "region": "Western Africa", "country": "Mali", "admin1": "Mopti", "location": "Sévaré",
      "latitude": "14.5333", "longitude": "-4.0931", "geo_precision": "1",
      "source": "team-mopti-2", "fatalities": "3", "timestamp": "1530300000",
    ]
    for (name, value) in expected { #expect(row[name] == value, "\(name): \(row[name] ?? "")") }
  }

  @Test(arguments: [
    (TimePrecision.day, "1" as String?), (.hour, "1"), (.week, "2"), (.month, "3"), (.year, nil),
  ])
  func `ACLED's time precision is one of three, or the incident is left out`(
    precision: TimePrecision, expected: String?
  ) throws {
    let incident = Self.incident { $0.occurred.precision = precision }
    guard let expected else {
      var exporter = Exporter(.acled, theatre: try Self.theatre())
      exporter.add(incident)
      #expect(exporter.written == 0 && exporter.leftOut.count == 1)
      return
    }
    #expect(try Self.row(.acled, incident)["time_precision"] == expected)
  }

  @Test func `every sub-event type has ACLED's spelling and its event type`() {
    let names = SubEventType.every.filter { $0 != .unknown }.map { ACLEDTable.names(of: $0) }
    #expect(names.allSatisfy { $0 != nil } && names.count == 25)
    for (type, spelled) in zip(SubEventType.every, ACLEDTable.subEvents) {
      // The codes are the spelling in small letters, with anything else as one underscore.
      let code = String(spelled.lowercased().map { $0.isLetter ? $0 : "_" })
      #expect(code == "\(type.name)")
    }
  }

  @Test func `UCDP's sides, deaths and grid follow its codebook`() throws {
    let row = try Self.row(.ged, Self.incident())
    let expected = [
      "type_of_violence": "1", "side_b": "Government forces", "where_prec": "1", "date_prec": "1",
      "deaths_a": "0", "deaths_b": "2", "deaths_civilians": "1", "deaths_unknown": "0",
      "best": "3", "low": "3", "high": "6", "country_id": "432", "code_status": "Check",
      "geom_wkt": "POINT (-4.093056 14.533333)", "date_start": "2018-06-29",
    ]
    for (name, value) in expected { #expect(row[name] == value, "\(name): \(row[name] ?? "")") }
  }

  @Test(arguments: [
    // Of UCDP GED 23.1's own rows.
    (14_666_667, -4_000_000, 150_833), (15_168_751, -7_284_659, 151_546),
  ])
  func `the cell of PRIO-GRID is UCDP's`(latitude: Int32, longitude: Int32, cell: Int) {
    #expect(GEDTable.priogrid(Coordinates(latitude: latitude, longitude: longitude)) == cell)
  }

  @Test func `UCDP's columns are those of its file, in its order`() throws {
    let data = ProcessInfo.processInfo.environment["VIGIE_SHARED_DATA"]
    let path = (data ?? "../shared/data") + "/ucdp-ged/ged-23.1-sample-49-columns-mli-bfa-ner.csv"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
    #expect(text.split(separator: "\n")[0] == GEDTable.columns.joined(separator: ","))
  }

  @Test func `nobody dead is no event of UCDP's, and said`() throws {
    var exporter = Exporter(.ged, theatre: try Self.theatre())
    exporter.add(Self.incident { $0.tolls = [] })
    exporter.add(Self.incident { $0.status = .mergedInto })
    #expect(exporter.written == 0)
    #expect(exporter.leftOut.map(\.count) == [1, 1])
  }

  @Test(arguments: ExportFormat.allCases)
  func `every form says what it cannot carry and has a type`(format: ExportFormat) {
    #expect(!format.notCarried.isEmpty && format.mediaType.contains("/"))
  }
}
