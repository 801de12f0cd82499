import Model
import Testing

@testable import Assessment

@Suite struct RuleTests {
  static func attack(_ day: String, _ spot: Tell.Spot, _ change: (inout Tell) -> Void = { _ in })
    -> Tell
  {
    var tell = Tell(source: "afp", event: .armedClash, from: day, spot: spot)
    change(&tell)
    return tell
  }

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var tell: Tell
    var rules: [String]

    init(_ name: String, _ tell: Tell, _ rules: [String]) {
      testDescription = name
      self.tell = tell
      self.rules = rules
    }
  }

  static let cases: [Case] = [
    Case("a fight in March", attack("2018-03-20", .gao), []),
    Case(
      "R06: a base", attack("2018-03-20", .gao) { $0.targets = [.base] }, ["R06"]),
    Case(
      "R06 asks for a fight or a bomb",
      attack("2018-03-20", .gao) {
        $0.targets = [.base]
        $0.event = .abductionForcedDisappearance
      }, []),
    Case("R01, R12: near the vote", attack("2018-07-27", .gao), ["R01", "R12"]),
    Case("R01: ten days before, R12 only seven", attack("2018-07-20", .gao), ["R01"]),
    Case("eleven days before the vote is nothing", attack("2018-07-18", .gao), []),
    Case(
      "a protest before the vote is no violence",
      attack("2018-07-27", .gao) { $0.event = .peacefulProtest }, []),
    Case(
      "R12: the summit and the visit after it are one cause",
      attack("2018-07-01", .menaka) { $0.who = [Tell.Who(id: "jnim")] }, ["R12"]),
    Case("far from a summit nobody knows of a reason", attack("2018-07-01", .menaka), []),
    Case(
      "R12 without R01: far from every polling place",
      attack("2018-07-27", Tell.Spot(id: "erg", latitude: 20.5, longitude: -7)), ["R12"]),
    Case(
      "a displacement is no attack", attack("2018-07-27", .gao) { $0.kind = .displacement }, []),
  ]

  @Test(arguments: cases)
  func `rules of one incident`(_ example: Case) throws {
    let desk = Desk()
    try desk.send(example.tell)
    #expect(desk.alertLog.map(\.rule.id).sorted() == example.rules)
    for alert in desk.alertLog {
      #expect(alert.state == .firing && alert.version == 1)
      #expect(alert.texts.map(\.language) == ["fr", "en"])
      for text in alert.texts {
        #expect(!text.headline.contains("{") && text.headline.count <= 140)
        #expect(!text.description.contains("{") && !text.why.isEmpty)
      }
      #expect(alert.expires.seconds - alert.updated.seconds <= 86_400)
      #expect(alert.incidents == desk.standing.map(\.id))
    }
  }

  @Test func `the numbers that crossed the threshold are told`() throws {
    let desk = Desk()
    try desk.send(Self.attack("2018-07-27", .gao))
    let alert = try #require(desk.live("R01").first)
    #expect(alert.numbers.first { $0.name == "kilometres" }?.threshold == 25)
    #expect(alert.numbers.first { $0.name == "days" } == AlertNumber("days", 2, threshold: 10))
    #expect(alert.severity == .moderate && alert.urgency == .expected)
  }

  @Test(arguments: [
    (("B" as Character, UInt8(2)), AlertCertainty.observed),
    (("A", 1), .observed), (("B", 3), .possible), (("C", 2), .possible), (("F", 6), .possible),
  ])
  func `certainty comes from the evidence`(
    _ grade: (Character, UInt8), _ certainty: AlertCertainty
  ) throws {
    let desk = Desk()
    try desk.send(
      Self.attack("2018-03-20", .gao) {
        $0.targets = [.base]
        $0.grade = grade
      })
    #expect(desk.live("R06").first?.certainty == certainty)
  }

  @Test func `a second origin makes it likely, with one update`() throws {
    let desk = Desk()
    for source in ["team-gao-1", "rfi", "reuters"] {
      try desk.send(
        Self.attack("2018-03-20", .gao) {
          $0.source = source
          $0.targets = [.base]
          $0.grade = ("C", 3)
        })
    }
    let alert = try #require(desk.live("R06").first)
    #expect(alert.certainty == .likely && alert.version == 2 && alert.state == .updated)
    #expect(desk.alertLog.map(\.reason) == [.raised, .certaintyChanged])
  }

  @Test func `a corroboration that changes nothing is not told`() throws {
    let desk = Desk()
    for index in 0..<20 {
      try desk.send(
        Self.attack("2018-03-20", .gao) {
          $0.id = "\(index)"
          $0.targets = [.base]
        })
    }
    #expect(desk.standing.first?.reportsTotal == 20)
    #expect(desk.alertLog.count == 1)
  }

  @Test func `an alert ends with its incident, and begins again`() throws {
    let desk = Desk()
    try desk.send(Self.attack("2018-03-20", .gao) { $0.targets = [.base] })
    try desk.send(
      Tell(source: "afp", id: "x", refersTo: "1", kind: .retraction, from: "2018-03-20"))
    let alert = try #require(desk.alertLog.last)
    #expect(alert.state == .cancelled && alert.reason == .incidentRetracted && alert.version == 2)
    #expect(desk.live("R06").isEmpty)
  }

  @Test func `an alert is cancelled when a correction moves its incident away`() throws {
    let desk = Desk()
    try desk.send(Self.attack("2018-07-20", .gao))
    #expect(desk.live("R01").count == 1)
    try desk.send(
      Self.attack("2018-07-20", Tell.Spot(id: "erg", latitude: 20.5, longitude: -7)) {
        $0.revision = 2
      })
    #expect(desk.live("R01").isEmpty)
    #expect(desk.alertLog.last?.reason == .conditionsGone)
  }

  @Test func `time ends an alert only by the log's clock`() throws {
    let desk = Desk()
    try desk.send(Self.attack("2018-03-20", .gao) { $0.targets = [.base] })
    try desk.tick("2018-03-21T20:00:00Z")
    #expect(desk.live("R06").count == 1)
    try desk.tick("2018-03-22T01:00:00Z")
    #expect(desk.alertLog.last?.state == .expired)
    // Nobody acknowledged it, which is told and makes it live no longer.
    #expect(desk.alertLog.map(\.reason) == [.raised, .unacknowledged, .timePassed])
    #expect(Set(desk.alertLog.map(\.expires)).count == 1)
    try desk.tick("2018-03-23T01:00:00Z")
    #expect(desk.alertLog.count == 3)
  }

  @Test func `one telephone's clock does not end alerts`() throws {
    let desk = Desk()
    try desk.send(Self.attack("2018-03-20", .gao) { $0.targets = [.base] })
    let before = desk.assessment.logTime
    try desk.send(
      Self.attack("2018-03-20", .kidal) {
        $0.id = "2"
        $0.submitted = "2031-01-01T00:00:00Z"
        $0.flags = [.clockAhead]
      })
    #expect(desk.assessment.logTime == before)
  }

  @Test func `log time never runs ahead of the broker's`() throws {
    let assessment = Assessment(theatre: Pack.theatre)
    var effects = Effects()
    var tell = Self.attack("2018-03-20", .gao)
    tell.submitted = "2031-01-01T00:00:00Z"
    let received = Instant(seconds: 1_521_600_000)
    assessment.begin()
    tell.bytes.withUnsafeBytes { assessment.assess($0, received: received, into: &effects) }
    assessment.commit()
    #expect(assessment.logTime == received)
  }

  @Test func `old news raises no alert`() throws {
    let desk = Desk()
    try desk.send(
      Self.attack("2018-03-20", .gao) {
        $0.targets = [.base]
        $0.submitted = "2018-04-20T00:00:00Z"
      })
    #expect(desk.standing.count == 1 && desk.alertLog.isEmpty)
  }
}
