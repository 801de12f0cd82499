import Foundation
import Intake
import JSON
import Model
import Testing

@testable import Worker

/// What the shipped scenario must raise, and must not (real reporting of June to August 2018).
@Suite struct ScenarioSuite {
  struct Story {
    var summary = Replay.Summary()
    var reports: [Fingerprint: Report] = [:]
    var incidents: [Fingerprint: Incident] = [:]
    /// Every version, in order.
    var alerts: [Alert] = []

    init() throws {
      var lines: [(Replay.Output, [UInt8])] = []
      let replay = Replay(
        theatre: try Fixture.theatre(), catalogue: try Fixture.catalogue(),
        settings: try WorkerSettings([]), sink: { lines.append(($0, Array($1))) })
      for record in try Fixture.scenario() { replay.feed(record) }
      summary = replay.summary
      let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
      for (output, line) in lines {
        guard let value = try parser.parse(line).root["value"] else { continue }
        switch output {
        case .accepted:
          var report = Report()
          try report.read(value)
          reports[report.id] = report
        case .incidents:
          var incident = Incident()
          try incident.read(value)
          incidents[incident.id] = incident
        case .alerts, .restricted: alerts.append(try Alert(reading: value))
        case .rejected, .watch: break
        }
      }
    }

    func alerts(_ rule: String) -> [Alert] { alerts.filter { $0.rule.id == rule } }

    func place(_ id: Fingerprint) -> String {
      incidents[id].map { $0.string($0.place.name) } ?? ""
    }

    func sourceReports(_ id: Fingerprint) -> [String] {
      (incidents[id]?.reports ?? []).compactMap { member in
        reports[member.id].map { $0.string($0.sourceReport) }
      }
    }
  }

  static let story = Result { try Story() }

  @Test func `every record is accepted, a replay or a rejection`() throws {
    let summary = try Self.story.get().summary
    #expect(summary.accepted + summary.replays + summary.rejected == summary.records)
    #expect(summary.rejected == 3 + Fixture.hostile.count)
    #expect(summary.replays >= 3)
  }

  @Test func `Sévaré and Gao are one campaign, warned of once`() throws {
    let story = try Self.story.get()
    let campaigns = story.alerts("R02")
    #expect(Set(campaigns.map(\.id)).count == 1)
    let last = try #require(campaigns.last)
    // The history goes on for weeks, so in the end its time has passed; nothing cancelled it.
    #expect(last.state == .expired)
    #expect(Set(last.incidents.map { story.place($0) }) == ["Sévaré", "Gao"])
    let kilometres = try #require(last.numbers.first { $0.name == "kilometres" })
    #expect((470...480).contains(kilometres.value) && kilometres.threshold == 300)
    #expect(last.texts.contains { $0.language == "fr" && $0.description.contains("JNIM") })
  }

  @Test(arguments: ["R06", "R12", "R01"])
  func `the shells on the airport of Sévaré raise`(rule: String) throws {
    let story = try Self.story.get()
    let found = story.alerts(rule).filter { alert in
      alert.incidents.contains { story.place($0).contains("Aéroport de Sévaré") }
    }
    #expect(Set(found.map(\.id)).count == 1)
  }

  @Test func `one wire in many papers over midnight is one incident`() throws {
    let story = try Self.story.get()
    let airport = story.incidents.values.filter {
      $0.kind == .security && $0.string($0.place.name) == "Aéroport de Sévaré"
        && $0.reportsTotal > 0
    }
    #expect(airport.count == 1)
    #expect((airport.first?.reportsTotal ?? 0) >= 10)
    // Seven of them print AFP: corroboration counts origins, not papers.
    #expect((airport.first?.corroboration ?? 99) < (airport.first?.reportsTotal ?? 0))
  }

  @Test func `two targets of one day and city stay two incidents`() throws {
    let story = try Self.story.get()
    let home = { (name: String) in
      story.incidents.values.first { story.sourceReports($0.id).contains(name) }?.id
    }
    let (embassy, headquarters) = (home("OUA-0302-01"), home("OUA-0302-02"))
    #expect(embassy != nil && headquarters != nil && embassy != headquarters)
  }

  @Test func `the camp at Timbuktu, hit again eight days later, is not the same`() throws {
    let story = try Self.story.get()
    let first = story.incidents.values.first { story.sourceReports($0.id).contains("TOM-0414-01") }
    let second = story.incidents.values.first { story.sourceReports($0.id).contains("TOM-0422-01") }
    #expect(first != nil && second != nil && first?.id != second?.id)
  }

  @Test func `the toll at Sévaré goes down with the correction`() throws {
    let story = try Self.story.get()
    let incident = try #require(
      story.incidents.values.first { story.sourceReports($0.id).contains("MMOD-0630-01") })
    func best(_ party: Party) -> Int32? {
      incident.tolls.first { $0.harm == .killed && $0.party == party }?.range.best
    }
    #expect(best(.securityForces) == 2)
    #expect(best(.civilians) == 1)
    #expect(incident.string(incident.place.name) == "Sévaré")
  }

  @Test func `what was taken back has no live alert`() throws {
    let story = try Self.story.get()
    var last: [Fingerprint: Alert] = [:]
    for alert in story.alerts { last[alert.id] = alert }
    #expect(last.values.contains { $0.state == .cancelled })
    for alert in last.values where alert.state.isLive {
      for id in alert.incidents {
        #expect(story.incidents[id]?.change != .retracted, "\(alert.idText)")
      }
    }
  }

  @Test func `nothing negated, hypothetical or foretold makes an incident or an alert`() throws {
    let story = try Self.story.get()
    for incident in story.incidents.values {
      for member in incident.reports {
        #expect(story.reports[member.id]?.assertion == .asserted)
      }
    }
    for alert in story.alerts {
      for report in alert.reports { #expect(story.reports[report]?.assertion == .asserted) }
    }
  }

  @Test func `nobody who reported is named anywhere`() throws {
    for record in try Fixture.scenario() {
      guard let value = record.value, value.count < 100_000 else { continue }
      let parser = Parser()
      guard let root = try? parser.parse(value).root, let phone = root["reporter"]?["phone"]?.text
      else { continue }
      let text = phone.string
      let story = try Self.story.get()
      for report in story.reports.values {
        #expect(!String(decoding: report.storage, as: UTF8.self).contains(text))
      }
    }
  }
}
