import Model
import Testing

@testable import Assessment

/// The warning update of 27 July 2018, row by row (DOMAIN E2), and its causal chains.
@Suite struct SeedTests {
  struct Verdict {
    var holds: Bool
    var found: String
  }

  /// Tries a row in a world that is put back afterwards, as it was.
  static func judge(_ row: SeedRow, _ world: Assessment) throws -> Verdict {
    let desk = Desk(world)
    world.begin()
    defer { world.rollback() }
    // Time begins the day before.
    let first = try #require(row.reports.map { $0.report.submitted }.min())
    try desk.add(clock: first.advanced(by: -86_400))
    for report in row.reports { try desk.add(report.bytes) }
    // The next tick works levels and dates out.
    try desk.add(clock: world.logTime.advanced(by: 6 * 3_600))
    let raised = desk.alertLog.filter { $0.state == .firing || $0.state == .updated }
    let found = Set(raised.map(\.rule.id)).sorted().joined(separator: " ")
    switch row.outcome {
    case .firesBoth(let rule, let severity, let area, let other):
      let one = raised.first {
        $0.rule.id == rule && $0.severity == severity && $0.areas.first?.name == area
      }
      let holds = raised.contains { $0.rule.id == other && $0.incidents == one?.incidents }
      return Verdict(holds: holds, found: found)
    case .fires(let rule, let severity, let area):
      let alerts = raised.filter { $0.rule.id == rule }
      let holds = alerts.contains { alert in
        alert.severity == severity && alert.areas.contains { $0.name == area }
      }
      let detail = alerts.map { "\($0.severity.name) \($0.areas.map(\.name))" }
      return Verdict(holds: holds, found: holds ? rule : "\(found) \(detail)")
    case .contributes:
      let own = raised.filter { !["R45", "R42"].contains($0.rule.id) }
      let holds = own.isEmpty && world.memory.facts.count > 0
      return Verdict(holds: holds, found: found.isEmpty ? "fact" : found)
    case .nothing:
      let own = raised.filter { !["R45", "R42"].contains($0.rule.id) }
      return Verdict(
        holds: own.isEmpty && desk.incidentLog.isEmpty, found: found)
    }
  }

  @Test func `all 124 rows come out as the text has them`() throws {
    #expect(SeedRow.all.map(\.number) == Array(1...124))
    var table: [String] = []
    let world = Assessment(theatre: Pack.theatre)
    let untouched = world.fingerprint
    for row in SeedRow.all {
      let verdict = try Self.judge(row, world)
      let expected =
        switch row.outcome {
        case .fires(let rule, let severity, let area): "fires \(rule) \(severity.name) \(area)"
        case .firesBoth(let rule, let severity, let area, let other):
          "fires \(rule) \(severity.name) \(area) and \(other)"
        case .contributes: "contributes"
        case .nothing: "nothing"
        }
      let number = String(repeating: " ", count: 3 - "\(row.number)".count) + "\(row.number)"
      table.append("\(number) \(verdict.holds ? "ok " : "NOT") \(expected) — \(row.words)")
      #expect(verdict.holds, "row \(row.number): \(expected), found \(verdict.found)")
    }
    #expect(world.fingerprint == untouched)
    print(table.joined(separator: "\n"))
  }

  @Test(arguments: ["C1", "C2", "C3", "C4", "C5", "C6"])
  func `each causal chain fires with its last step and not before`(_ chain: String) throws {
    let stories: [String: [Tell]] = [
      "C1": SeedRow.all[71].reports, "C2": SeedRow.all[84].reports,
      "C3": [
        SeedRow.car("2018-04-14", .timbuktu, [.base]), SeedRow.car("2018-06-29", .sevare, [.base]),
        SeedRow.shells("2018-07-24", .sevareAirport, [.airport]).by(SeedRow.jnim),
      ],
      "C4": SeedRow.all[108].reports, "C5": SeedRow.all[114].reports,
      "C6": [
        SeedRow.theme("2018-06-20", .soumpi, .presence, .noAuthority),
        SeedRow.theme("2018-07-25", .soumpi, .polling, .noPolls),
        SeedRow.theme("2018-08-03", .bamako, .statement, .legitimacy),
      ],
    ]
    let story = try #require(stories[chain])
    let desk = Desk()
    for report in story.dropLast() { try desk.send(report) }
    #expect(!desk.alertLog.contains { $0.rule.id == chain })
    try desk.send(try #require(story.last))
    let alert = try #require(desk.live(chain).first)
    #expect(alert.numbers.contains { $0.name == "steps" && $0.value == Int64(story.count) })
    // Turned round in time it is no chain.
    let other = Desk()
    for (report, day) in zip(story, story.map(\.from).reversed()) {
      var moved = report
      moved.from = day
      moved.submitted = ""
      try other.send(moved)
    }
    #expect(!other.alertLog.contains { $0.rule.id == chain })
  }
}

extension Tell {
  func by(_ who: Who) -> Tell {
    var tell = self
    tell.who = [who]
    return tell
  }
}
