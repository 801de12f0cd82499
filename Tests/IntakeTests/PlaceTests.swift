import Intake
import JSON
import Model
import Testing
import Theatre

/// Where it happened: from names, words, coordinates in texts, and sentences.
@Suite struct PlaceSuite {
  static let schema = #"""
    {"type":"object","properties":{"lieu":{"type":"string"},"gps":{"type":"string"},
    "texte":{"type":"string"},"region":{"type":"string"},"cercle":{"type":"string"},
    "pays":{"type":"string"}}}
    """#
  static let mapping = """
    mapping: 1
    report:
      source: {value: malijet}
      submitted: {value: 2018-07-25T10:00:00Z}
      kind: {value: security}
      facts: /texte
      occurred: {earliest: {value: 2018-07-24}}
      place: {written: /lieu, coordinates: /gps, admin1: /region, admin2: /cercle, country: /pays}
    """

  static func reports(_ documents: [String], with theatre: Theatre? = nil) throws -> [Report] {
    let catalogue = try SchemaCatalogue.load(
      .memory(["inbound/t/1/schema.json": schema, "inbound/t/1/mapping.yaml": mapping]))
    let intake = try Intake(catalogue: catalogue, theatre: theatre ?? Rig.theatre.get())
    let parser = Parser()
    return try documents.map { document in
      let processed = try Rig.process(Array(document.utf8), defaultSchema: "t/1", with: intake)
      #expect(processed.outcome == .accepted, "\(document): \(processed)")
      var report = Report()
      try report.read(parser.parse(Array(processed.value.utf8)).root)
      return report
    }
  }

  /// Method, id or anchor, and flags, as one line.
  static func told(_ report: Report) -> String {
    var flags: [String] = []
    report.flags.forEach { flag in
      if flag != .identityFromContent { flags.append("\(flag.name)") }
    }
    let id = report.string(report.place.id)
    let anchor = report.string(report.place.anchor)
    return ["\(report.place.method.name)", id.isEmpty ? anchor : id]
      .filter { !$0.isEmpty }.joined(separator: " ")
      + (flags.isEmpty ? "" : " ! " + flags.joined(separator: ", "))
  }

  @Test func `settles names, words and coordinates in a text`() throws {
    let cases: [(document: String, told: String)] = [
      (#"{"lieu":"45 km de Douentza"}"#, "relative douentza"),
      (#"{"lieu":"à 3 km à l'est de l'aéroport de Sévaré"}"#, "relative sevare-airport"),
      (#"{"lieu":"entre Gossi et Hombori"}"#, "line gossi"),
      (#"{"lieu":"axe Gao–Bourem"}"#, "gazetteer gao-bourem-road"),
      (#"{"lieu":"près de Boni"}"#, "gazetteer boni"),
      (#"{"lieu":"Aguelhoc"}"#, "gazetteer aguelhok"),
      (#"{"lieu":"Soumpy"}"#, "gazetteer soumpi"),
      (#"{"lieu":"Tombouctu"}"#, "gazetteer tombouctou ! place_spelling"),
      (#"{"lieu":"Tin Aïcha Wan Egef"}"#, "unknown ! place_unknown"),
      (#"{"lieu":"Gourma"}"#, "gazetteer gourma"),
      (#"{"lieu":"Gourma","pays":"ML"}"#, "gazetteer gourma"),
      (#"{"lieu":"Injagalane","region":"Ménaka"}"#, "relative menaka-region ! place_unknown"),
      (#"{"region":"Ménaka"}"#, "gazetteer menaka-region"),
      (#"{"gps":"30PUB8148206960"}"#, "grid"),
      (#"{"gps":"14°31'38\"N 4°05'36\"O"}"#, "coordinates"),
      (#"{"lieu":"Sévaré","gps":"30PUB8148206960"}"#, "gazetteer_and_coordinates sevare"),
      (
        #"{"lieu":"Sévaré","gps":"4°05'36\"S 14°31'38\"E"}"#,
        "gazetteer sevare ! coordinates_swapped"
      ),
      (#"{"lieu":"Sévaré","gps":"16.27, -0.04"}"#, "coordinates ! place_far_from_name"),
      (#"{"lieu":"Sévaré","gps":"somewhere"}"#, "gazetteer sevare ! coordinates_unreadable"),
      (#"{"lieu":"Sévaré","gps":"0, 0"}"#, "gazetteer sevare ! coordinates_zero"),
      (#"{"gps":"48.85, 2.35"}"#, "coordinates ! outside_theatre"),
    ]
    for (item, report) in zip(cases, try Self.reports(cases.map(\.document))) {
      #expect(Self.told(report) == item.told, "\(item.document)")
    }
  }

  @Test func `a distance is a circle, a direction a point, two places a line`() throws {
    let reports = try Self.reports([
      #"{"lieu":"45 km de Douentza"}"#, #"{"lieu":"45 km au nord de Douentza"}"#,
      #"{"lieu":"entre Gossi et Hombori"}"#,
    ])
    let douentza = Coordinates(latitude: 15_001_550 as Int32, longitude: -2_949_780)
    let around = reports[0].place
    #expect(around.coordinates == douentza)
    #expect(around.radius == 45_000)
    #expect(around.wherePrecision == 3)
    let north = try #require(reports[1].place.coordinates)
    #expect(abs(north.meters(to: douentza) - 45_000) < 500)
    #expect(north.latitude > douentza.latitude)
    #expect(abs(north.longitude - douentza.longitude) < 1_000)
    #expect(reports[1].place.radius == 9_000)
    let line = reports[2].place
    let (start, end) = (try #require(line.lineStart), try #require(line.lineEnd))
    #expect(line.radius == start.meters(to: end) / 2)
    #expect(line.geoPrecision == 3 && line.wherePrecision == 5)
  }

  @Test func `a sentence says where, its other places are mentioned, and a field wins`() throws {
    let reports = try Self.reports([
      #"{"texte":"Deux soldats ont été tués jeudi à Boni, dans le cercle de Douentza. "#
        + #"Les blessés ont été évacués à Sévaré."}"#,
      #"{"texte":"Deux soldats ont été tués à Boni.","lieu":"Gao"}"#,
      #"{"texte":"Dans le village de Zzyxoum, cercle de Koro, deux civils ont été tués."}"#,
      #"{"texte":"La population de Soumpi condamne l'attaque."}"#,
    ])
    #expect(Self.told(reports[0]) == "gazetteer boni")
    let mentioned = reports[0].mentioned.map { reports[0].string($0.id) }
    #expect(mentioned.contains("sevare"))
    let evidence = reports[0].evidence.first { $0.fact == .place }
    #expect(evidence.map { reports[0].string($0.words) } == "à Boni")
    #expect(evidence.map { $0.percent < 100 } == true)
    #expect(Self.told(reports[1]) == "gazetteer gao")
    #expect(reports[1].mentioned.map { reports[1].string($0.id) } == ["boni"])
    #expect(!reports[1].evidence.contains { $0.fact == .place })
    // The village is not known; it lies in a cercle that is.
    #expect(Self.told(reports[2]) == "relative koro-cercle ! place_unknown")
    #expect(reports[2].string(reports[2].place.written) == "Zzyxoum")
    #expect(reports[2].string(reports[2].place.admin2) == "Koro")
    #expect(Self.told(reports[3]).hasPrefix("gazetteer soumpi"))
    #expect(reports[3].place.radius >= 25_000)
  }

  @Test func `actors' names and dates are no places`() throws {
    let reports = try Self.reports([
      #"{"texte":"La Katiba Macina a attaqué un convoi mardi 24 juillet à Dialloubé."}"#,
      #"{"texte":"Le Front de libération du Macina revendique l'attaque."}"#,
    ])
    #expect(Self.told(reports[0]) == "gazetteer dialloube")
    #expect(reports[0].mentioned.isEmpty)
    #expect(Self.told(reports[1]) == "unknown")
  }

  @Test func `an ambiguous name lists what it may mean, the fitting first`() throws {
    let report = try #require(Self.reports([#"{"lieu":"Bamba"}"#]).first)
    #expect(report.place.method == .ambiguous)
    let ids = report.placeOptions.map { report.string($0.id) }
    #expect(ids.contains("bamba-bourem") && ids.contains("bamba-koro"))
    #expect(report.place.coordinates == nil)
    let decided = try #require(Self.reports([#"{"lieu":"Bamba","region":"Gao"}"#]).first)
    #expect(Self.told(decided) == "gazetteer bamba-bourem")
  }

  @Test func `units of a point come from the lines around it`() throws {
    let report = try #require(Self.reports([#"{"gps":"14.533, -4.100"}"#]).first)
    #expect(report.string(report.place.admin1) == "Mopti")
    #expect(report.string(report.place.country) == "ML")
    #expect(report.place.units == .approximateBoundary)
    #expect(report.place.codeSystem.isEmpty)
  }
}
