import Model
import Testing

@testable import Assessment

/// R02: Sévaré on 29 June and Gao on 1 July 2018, 476 km apart, in two days.
@Suite struct CampaignTests {
  static let jnim = Tell.Who(id: "jnim")

  static let story: [Tell] = [
    ScenarioTests.sevare("team-mopti-1", "1") { $0.submitted = "2018-06-29T16:00:00Z" },
    ScenarioTests.sevare("afp", "1") { $0.submitted = "2018-06-29T17:00:00Z" },
    ScenarioTests.sevare("rfi", "1") {
      $0.submitted = "2018-06-29T20:00:00Z"
      $0.who = [Tell.Who(attribution: .suspected, id: "jnim", percent: 40)]
    },
    ScenarioTests.claim(ScenarioTests.sevare("", ""), "c1"),
    ScenarioTests.gao("team-gao-1", "1") { $0.submitted = "2018-07-01T13:00:00Z" },
    ScenarioTests.gao("france24", "1") { $0.submitted = "2018-07-01T14:00:00Z" },
    ScenarioTests.gao("reuters", "1") { $0.submitted = "2018-07-01T15:00:00Z" },
    ScenarioTests.claim(ScenarioTests.gao("", ""), "c2"),
    Tell(source: "team-kidal-1", id: "n", from: "2018-06-30", spot: .kidal),
  ]

  @Test func `the pair raises exactly one alert`() throws {
    let desk = Desk()
    for tell in Self.story { try desk.send(tell) }
    #expect(desk.standing.count == 3)
    let alerts = desk.live("R02")
    #expect(alerts.count == 1)
    let alert = try #require(alerts.first)
    #expect(alert.incidents.count == 2 && alert.areas.count == 2)
    let kilometres = try #require(alert.numbers.first { $0.name == "kilometres" })
    #expect(kilometres.value == 476 && kilometres.threshold == 300)
    let hours = try #require(alert.numbers.first { $0.name == "hours" })
    #expect((40...50).contains(hours.value) && hours.threshold == 72)
    #expect(alert.severity == .severe && alert.urgency == .immediate)
    #expect(alert.texts[1].headline == "Coordinated complex attacks: Sevare and Gao, 476 km apart")
    // The one that claimed it, not the family it belongs to.
    #expect(alert.texts[1].description.contains("(JNIM)"))
    #expect(alert.texts[0].description.contains("(GSIM (JNIM))"))
    #expect(desk.alertLog.filter { $0.rule.id == "R02" && $0.reason == .raised }.count == 1)
  }

  @Test func `in whatever order it is told`() throws {
    var random = Seeded(seed: 11)
    var ids: Set<Fingerprint> = []
    for _ in 0..<25 {
      let desk = Desk()
      for tell in random.shuffled(Self.story) { try desk.send(tell) }
      let alerts = desk.live("R02")
      #expect(alerts.count == 1)
      #expect(Set(desk.alertLog.filter { $0.rule.id == "R02" }.map(\.id)).count == 1)
      // The key is the earliest attack; its incident is named by whichever report came first.
      #expect(alerts.first?.incidents.count == 2)
      ids.formUnion(alerts.map(\.id))
    }
    #expect(ids.count <= 3)
  }

  struct Change: CustomTestStringConvertible {
    var testDescription: String
    var change: @Sendable (inout Tell) -> Void
    init(_ name: String, _ change: @escaping @Sendable (inout Tell) -> Void) {
      testDescription = name
      self.change = change
    }
  }

  @Test(arguments: [
    Change("too far apart in time") {
      $0.from = "2018-07-03T20:00:00Z"
      $0.to = ""
    },
    Change("too near in place") { $0.spot = .timbuktu },
    Change("another family") { $0.who = [Tell.Who(id: "gatia")] },
    Change("too unsure of the actor") { $0.who = [Tell.Who(id: "jnim", percent: 49)] },
    Change("no complex attack") {
      $0.event = .armedClash
      $0.tactics = []
      $0.weapons = [.smallArms]
    },
    Change("did not happen") { $0.assertion = .negated },
    Change("may happen") { $0.assertion = .hypothetical },
    Change("placed too vaguely") { $0.spot?.radius = 60_000 },
  ])
  func `no campaign`(_ example: Change) throws {
    let desk = Desk()
    try desk.send(ScenarioTests.sevare("afp", "1") { $0.who = [Self.jnim] })
    var other = ScenarioTests.gao("afp", "2") { $0.who = [Self.jnim] }
    example.change(&other)
    try desk.send(other)
    #expect(!desk.alertLog.contains { $0.rule.id == "R02" })
  }

  @Test func `a third attack joins the campaign`() throws {
    let desk = Desk()
    for (source, tell) in [
      ("afp", ScenarioTests.sevare("afp", "1") { $0.who = [Self.jnim] }),
      ("afp", ScenarioTests.gao("afp", "2") { $0.who = [Self.jnim] }),
      (
        "afp",
        ScenarioTests.gao("afp", "3") {
          $0.who = [Self.jnim]
          $0.spot = .kidal
          $0.from = "2018-07-01T06:00:00Z"
          $0.to = ""
        }
      ),
    ] {
      _ = source
      try desk.send(tell)
    }
    #expect(desk.live("R02").count == 1)
    #expect(desk.live("R02").first?.incidents.count == 3)
    #expect(
      desk.alertLog.filter { $0.rule.id == "R02" }.map(\.reason) == [.raised, .groundsChanged])
  }

  @Test func `it ends when one of the pair is withdrawn, and begins again`() throws {
    let desk = Desk()
    try desk.send(ScenarioTests.sevare("afp", "1") { $0.who = [Self.jnim] })
    try desk.send(ScenarioTests.gao("afp", "2") { $0.who = [Self.jnim] })
    try desk.send(
      Tell(source: "afp", id: "x", refersTo: "2", kind: .retraction, from: "2018-07-01"))
    let end = try #require(desk.alertLog.last { $0.rule.id == "R02" })
    #expect(end.state == .cancelled && end.incidents.count == 2)
    try desk.send(ScenarioTests.gao("reuters", "3") { $0.who = [Self.jnim] })
    let again = try #require(desk.live("R02").first)
    #expect(again.id == end.id && again.version == end.version + 1)
  }

  @Test func `a claim completes it`() throws {
    let desk = Desk()
    try desk.send(ScenarioTests.sevare("afp", "1") { $0.who = [Self.jnim] })
    try desk.send(ScenarioTests.gao("afp", "2"))
    #expect(desk.live("R02").isEmpty)
    try desk.send(ScenarioTests.claim(ScenarioTests.gao("", ""), "c"))
    #expect(desk.live("R02").count == 1)
  }
}
