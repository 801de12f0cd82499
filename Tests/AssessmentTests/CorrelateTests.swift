import Model
import Testing

@testable import Assessment

/// Two reports: one happening, two that may be one, or two.
@Suite struct CorrelateTests {
  enum Verdict { case same, contenders, apart }

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var first: Tell
    var second: Tell
    var verdict: Verdict

    init(_ name: String, _ first: Tell, _ second: Tell, _ verdict: Verdict) {
      testDescription = name
      self.first = first
      self.second = second
      self.verdict = verdict
    }
  }

  static let other = Tell(source: "rfi", id: "b")

  static func other(_ change: (inout Tell) -> Void) -> Tell {
    var tell = other
    change(&tell)
    return tell
  }

  static let cases: [Case] = [
    Case("place, day and kind of act", Tell(), other, .same),
    Case(
      "another word for the act", Tell(),
      other {
        $0.event = .armedClash
        $0.targets = []
        $0.tolls = []
      }, .contenders),
    Case(
      "another word for the act, the same target",
      Tell(event: .suicideBomb, targets: [.headquarters]),
      other {
        $0.event = .armedClash
        $0.targets = [.base]
      }, .same),
    Case("another place", Tell(), other { $0.spot = .gao }, .apart),
    Case("the town next to it", Tell(), other { $0.spot = .mopti }, .apart),
    Case("another day", Tell(), other { $0.from = "2018-06-30" }, .apart),
    Case("a week later", Tell(), other { $0.from = "2018-07-06" }, .apart),
    Case(
      "the night over midnight", Tell(from: "2018-07-23T22:30:00Z", to: "2018-07-23T23:59:00Z"),
      other { $0.from = "2018-07-24" }, .contenders),
    Case(
      "the night over midnight, the same target",
      Tell(targets: [.airport], from: "2018-07-23T22:30:00Z", to: "2018-07-23T23:59:00Z"),
      other {
        $0.from = "2018-07-24"
        $0.targets = [.airport]
      }, .same),
    Case(
      "a region and a month, everything else alike",
      Tell(
        event: .suicideBomb, weapons: [.vbied], targets: [.base, .peacekeepers],
        from: "2018-04-14", spot: .timbuktu, who: [Tell.Who(id: "jnim")]),
      other {
        $0.event = .suicideBomb
        $0.weapons = [.vbied]
        $0.targets = [.base, .peacekeepers]
        $0.from = "2018-04"
        $0.spot = .timbuktuRegion
        $0.who = [Tell.Who(id: "jnim")]
      }, .same),
    Case(
      "a region and a month, nothing else", Tell(from: "2018-04-14", spot: .timbuktu),
      other {
        $0.from = "2018-04"
        $0.spot = .timbuktuRegion
      }, .apart),
    Case(
      "another actor", Tell(who: [Tell.Who(id: "jnim")]),
      other { $0.who = [Tell.Who(id: "gatia")] }, .contenders),
    Case(
      "the actor's parent", Tell(who: [Tell.Who(id: "katiba-macina")]),
      other { $0.who = [Tell.Who(id: "jnim")] }, .same),
    Case(
      "tolls that cannot be one", Tell(tolls: [Tell.killed(.civilians, 2)]),
      other { $0.tolls = [Tell.killed(.civilians, 40)] }, .contenders),
    Case("veto: the same team", Tell(), Tell(id: "b"), .contenders),
    Case(
      "veto: the same data set", Tell(source: "ucdp-ged"), Tell(source: "ucdp-ged", id: "b"),
      .contenders),
    Case(
      "veto: an unknown source twice", Tell(source: "x"), Tell(source: "x", id: "b"), .contenders),
    Case("a broadcaster repeats itself", other, Tell(source: "rfi", id: "c"), .same),
    Case(
      "veto: it says that this is another", Tell(),
      other {
        $0.isAnother = true
        $0.submitted = "2018-06-30T09:00:00Z"
      }, .contenders),
    Case(
      "veto: embassy and headquarters",
      Tell(event: .armedClash, targets: [.diplomatic], spot: .ouagadougou),
      other {
        $0.event = .armedClash
        $0.targets = [.headquarters, .military]
        $0.spot = .ouagadougou
      }, .contenders),
    Case("another kind", Tell(), other { $0.kind = .displacement }, .apart),
    Case("a place without a point", Tell(), other { $0.spot = nil }, .apart),
    Case(
      "polling counts of one country and day",
      Tell(source: "matd", kind: .polling, event: .unknown, from: "2018-07-29", spot: .mali),
      other {
        $0.kind = .polling
        $0.event = .unknown
        $0.from = "2018-07-29"
        $0.spot = .mali
      }, .same),
  ]

  @Test(arguments: cases)
  func `two reports`(_ example: Case) throws {
    for (first, second) in [(example.first, example.second), (example.second, example.first)] {
      // A report that says that it is another one says so of what came before.
      if first.isAnother { continue }
      let desk = Desk()
      try desk.send(first)
      try desk.send(second)
      switch example.verdict {
      case .same:
        #expect(desk.standing.count == 1)
        #expect(desk.standing.first?.reportsTotal == 2)
      case .contenders:
        #expect(desk.standing.count == 2)
        let ids = desk.standing.map(\.id)
        #expect(desk.standing.map { $0.contenders.map(\.id) } == [[ids[1]], [ids[0]]])
      case .apart:
        #expect(desk.standing.count == 2)
        #expect(desk.standing.allSatisfy { $0.contenders.isEmpty })
      }
    }
  }

  @Test(arguments: [
    Assertion.negated, .hypothetical, .future, .historical, .assessed,
  ])
  func `what is not asserted makes nothing`(_ assertion: Assertion) throws {
    let desk = Desk()
    try desk.send(
      Tell(
        assertion: assertion, tactics: [.complexAttack], targets: [.base], from: "2018-07-28",
        who: [Tell.Who(id: "jnim")]))
    #expect(desk.incidentLog.isEmpty && desk.alertLog.isEmpty)
    #expect(desk.assessment.counts.notAsserted == 1)
  }

  @Test func `a statement makes nothing`() throws {
    let desk = Desk()
    try desk.send(Tell(kind: .statement))
    #expect(desk.incidentLog.isEmpty)
  }

  @Test func `reports do not chain across the map`() throws {
    let desk = Desk()
    // Ten towns, each 8 km from the last: one would reach the next, the first never the last.
    for index in 0..<10 {
      var spot = Tell.Spot(
        id: "t\(index)", latitude: 14.0 + Double(index) * 0.072, longitude: -4, radius: 10_000)
      spot.radius = 10_000
      try desk.send(
        Tell(
          source: ["rfi", "afp", "reuters", "ap"][index % 4], id: "\(index)",
          targets: [.base], spot: spot, who: [Tell.Who(id: "jnim")]))
    }
    #expect(desk.standing.count >= 3)
    for incident in desk.standing { #expect(incident.reportsTotal <= 5) }
  }

  @Test func `a vague report that fits two incidents identifies none`() throws {
    let desk = Desk()
    for (index, spot) in [Tell.Spot.timbuktu, .gao].enumerated() {
      var spot = spot
      spot.longitude = -3.0 + Double(index) * 0.5
      spot.latitude = 16.7
      spot.id = "t\(index)"
      try desk.send(
        Tell(
          source: "afp", id: "\(index)", event: .suicideBomb, targets: [.base],
          from: "2018-04-14", spot: spot, who: [Tell.Who(id: "jnim")]))
    }
    try desk.send(
      Tell(
        source: "rfi", id: "v", event: .suicideBomb, targets: [.base], from: "2018-04-14",
        spot: .timbuktuRegion, who: [Tell.Who(id: "jnim")]))
    #expect(desk.standing.count == 3)
    #expect(desk.assessment.counts.ambiguous == 1)
    #expect(desk.standing.last?.contenders.count == 2)
  }

  @Test func `a flood on one incident stays bounded`() throws {
    let desk = Desk()
    var longest = 0
    for index in 0..<400 {
      try desk.send(
        Tell(source: "rfi", id: "\(index)", targets: [.base], tolls: [Tell.killed(.civilians, 2)]))
      longest = max(longest, desk.incidentLog.last?.reports.count ?? 0)
    }
    #expect(desk.standing.count == 1)
    #expect(desk.standing.first?.reportsTotal == 400)
    #expect(longest == AssessmentLimits.membersFused)
  }
}
