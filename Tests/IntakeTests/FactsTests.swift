import Intake
import JSON
import Model
import Testing
import Theatre

/// A sentence as the only thing that a feed has beside a date.
@Suite struct FactsSuite {
  static let schema = #"""
    {"type":"object","required":["texte"],"properties":{"texte":{"type":"string"},
    "date":{"type":"string"},"envoi":{"type":"string"},"morts":{"type":"integer"}}}
    """#
  static let mapping = """
    mapping: 1
    report:
      source: {value: malijet}
      submitted: {from: /envoi, default: 2018-07-25T10:00:00Z}
      kind: {value: security}
      facts: /texte
      occurred: {earliest: /date}
      tolls: {killed: {all: /morts}}
    """

  /// Reports of documents, in one Intake.
  static func reports(_ documents: [String]) throws -> [Report] {
    let intake = try Rig.intake(
      SchemaCatalogue.load(
        .memory(["inbound/t/1/schema.json": schema, "inbound/t/1/mapping.yaml": mapping])))
    let parser = Parser()
    return try documents.map { document in
      let processed = try Rig.process(Array(document.utf8), defaultSchema: "t/1", with: intake)
      #expect(processed.outcome == .accepted, "\(document): \(processed)")
      var report = Report()
      try report.read(parser.parse(Array(processed.value.utf8)).root)
      return report
    }
  }

  static func report(_ document: String) throws -> Report {
    try #require(try reports([document]).first)
  }

  @Test func `reads a sentence and names its words`() throws {
    let report = try Self.report(
      #"{"texte":"Embuscade contre un convoi des FAMa par de présumés jihadistes hier soir, "#
        + #"trois (03) soldats tués et cinq blessés (AFP)"}"#)
    #expect(report.tolls[.killed, .securityForces].best == 3)
    #expect(report.tolls[.wounded, .securityForces].best == 5)
    #expect(report.subEvent == .armedClash)
    #expect(report.string(report.language) == "fr")
    #expect(report.string(report.origin) == "afp")
    #expect("\(report.occurred.earliest)" == "2018-07-24T17:00:00Z")
    #expect(!report.flags.contains(.occurredAssumed))
    let words = report.evidence.map { "\($0.fact.name) \(report.string($0.words))" }
    #expect(words.contains("killed trois (03) soldats tués"))
    #expect(words.contains("occurred hier soir"))
    #expect(report.evidence.allSatisfy { $0.percent < 100 })
    let roles = report.actors.map { actor in
      let id = report.string(report.candidates[Int(actor.firstCandidate)].id)
      return "\(actor.role.name) \(actor.attribution.name) \(id)"
    }
    #expect(roles.contains("target reported fama"))
    #expect(roles.contains("perpetrator suspected unidentified-jihadists"))
  }

  @Test func `a field wins over the sentence`() throws {
    let report = try Self.report(
      #"{"texte":"L'attaque a fait 6 morts et 2 blessés","morts":3,"date":"2018-07-01"}"#)
    #expect(report.tolls[.killed, .all].best == 3)
    #expect(report.tolls[.wounded, .all].best == 2)
    #expect("\(report.occurred.earliest)" == "2018-07-01T00:00:00Z")
  }

  @Test func `keeps both of two dates that cannot both be true`() throws {
    let report = try Self.report(
      #"{"texte":"Le 12 mars 2018, des hommes armés ont tué deux civils","date":"2018-04-20"}"#)
    #expect("\(report.occurred.earliest)" == "2018-04-20T00:00:00Z")
    #expect(report.disputed.map { "\($0.earliest)" } == "2018-03-12T00:00:00Z")
    #expect(report.flags.contains(.timesDisagree))
  }

  @Test func `gives each of two candidates half`() throws {
    let report = try Self.report(
      #"{"texte":"L'attaque de l'aéroport est attribuée au JNIM ou à l'EIGS"}"#)
    #expect(report.candidates.map(\.percent) == [50, 50])
    #expect(report.candidates.map { report.string($0.id) } == ["jnim", "isgs"])
  }

  @Test func `asserts nothing that was denied, feared or planned`() throws {
    let cases: [(text: String, assertion: Assertion)] = [
      ("Le gouvernement dément toute attaque contre l'aéroport", .negated),
      ("Des rumeurs d'attaque inquiètent la population", .hypothetical),
      ("Une manifestation est prévue demain dans la ville", .future),
      ("Attaque du poste de gendarmerie dans la nuit", .asserted),
    ]
    let reports = try Self.reports(cases.map { #"{"texte":"\#($0.text)"}"# })
    for (item, report) in zip(cases, reports) {
      #expect(report.assertion == item.assertion, "\(item.text)")
    }
  }

  @Test func `reads dates of fields as people write them`() throws {
    let dates = ["12/03/2018", "12 mars 2018", "12-Mar-18", "12.3.18"]
    let reports = try Self.reports(dates.map { #"{"texte":"Attaque","date":"\#($0)"}"# })
    for report in reports {
      #expect("\(report.occurred.earliest)" == "2018-03-12T00:00:00Z")
      #expect(report.occurred.precision == .day)
    }
    let relative = try Self.report(
      #"{"texte":"Attaque","date":"hier","envoi":"2018-03-13T08:00:00Z"}"#)
    #expect("\(relative.occurred.earliest)" == "2018-03-12T00:00:00Z")
  }

  @Test func `removes telephone numbers before anything is read`() throws {
    let report = try Self.report(
      #"{"texte":"Deux civils tués près du marché, appeler le +223 76 12 34 56"}"#)
    #expect(report.tolls[.killed, .civilians].best == 2)
    #expect(!report.string(report.description).contains("76 12"))
    #expect(report.evidence.allSatisfy { !report.string($0.words).contains("76 12") })
  }

  @Test func `leaves other languages alone`() throws {
    let report = try Self.report(#"{"texte":"هجوم على القرية"}"#)
    #expect(report.evidence.isEmpty)
    #expect(report.tolls.isEmpty)
  }
}
