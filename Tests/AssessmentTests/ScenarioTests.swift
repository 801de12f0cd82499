import Model
import Testing

@testable import Assessment

/// What was really reported in 2018 (the scenarios of DOMAIN F), as reports.
@Suite struct ScenarioTests {
  static let jnim = Tell.Who(id: "jnim")

  static func sevare(_ source: String, _ id: String, _ change: (inout Tell) -> Void = { _ in })
    -> Tell
  {
    var tell = Tell(
      source: source, id: id, event: .suicideBomb, tactics: [.complexAttack],
      weapons: [.svbied, .smallArms], targets: [.headquarters, .military],
      from: "2018-06-29T12:30:00Z", to: "2018-06-29T15:00:00Z", spot: .sevare)
    change(&tell)
    return tell
  }

  static func gao(_ source: String, _ id: String, _ change: (inout Tell) -> Void = { _ in }) -> Tell
  {
    var tell = Tell(
      source: source, id: id, event: .suicideBomb, tactics: [.vehicleBombing],
      weapons: [.svbied], targets: [.patrol, .foreignForces], from: "2018-07-01T10:00:00Z",
      to: "2018-07-01T12:00:00Z", spot: .gao)
    change(&tell)
    return tell
  }

  static func claim(_ of: Tell, _ id: String) -> Tell {
    Tell(
      source: "al-akhbar", id: id, kind: .claim, event: .unknown, from: String(of.from.prefix(10)),
      spot: of.spot, who: [Tell.Who(role: .claimant, attribution: .claimed, id: "jnim")])
  }

  @Test func `F1: one incident, its claim comes two days later`() throws {
    let desk = Desk()
    let camp = Tell(
      source: "team-tombouctou-1", id: "1", event: .suicideBomb, tactics: [.complexAttack],
      weapons: [.rocket, .mortar, .svbied], targets: [.base, .peacekeepers], from: "2018-04-14",
      spot: .timbuktu,
      tolls: [
        Tell.killed(.peacekeepers, 1), Tell.killed(.attackers, 15),
        (.wounded, .all, TollRange(low: 14, best: 14, high: 14)),
      ])
    try desk.send(camp)
    try desk.send(
      Tell(
        source: "mali-government", id: "2", event: .shellingArtilleryMissileAttack,
        weapons: [.rocket], targets: [.base, .foreignForces], from: "2018-04-14", spot: .timbuktu,
        tolls: [
          Tell.killed(.civilians, 2), (.wounded, .all, TollRange(low: 10, best: 10, high: 10)),
        ],
        grade: ("C", 3)))
    #expect(desk.standing.count == 1)
    let incident = try #require(desk.standing.first)
    #expect(incident.toll(.wounded, .all) == TollRange(low: 10, best: 14, high: 14))
    #expect(incident.toll(.killed, .attackers).best == 15)
    #expect(incident.subEvent == .suicideBomb)
    #expect(incident.percent(of: "jnim") == 0)
    try desk.send(Self.claim(camp, "c"))
    #expect(desk.standing.count == 1)
    #expect(desk.standing.first?.percent(of: "jnim") == 80)
    #expect(desk.standing.first?.reason == .claimed)
  }

  @Test func `F2: the same camp eight days later is another incident`() throws {
    let desk = Desk()
    for day in ["2018-04-14", "2018-04-22"] {
      try desk.send(
        Tell(
          source: "afp", id: day, event: .shellingArtilleryMissileAttack, weapons: [.mortar],
          targets: [.base], from: day, spot: .timbuktu))
    }
    #expect(desk.standing.count == 2)
  }

  @Test func `F3: a toll is corrected downward and the alert follows`() throws {
    let desk = Desk()
    try desk.send(Self.sevare("team-mopti-1", "1") { $0.tolls = [Tell.killed(.all, 6)] })
    try desk.send(
      Self.sevare("malijet", "2") {
        $0.tolls = [Tell.killed(.all, 4)]
        $0.grade = ("D", 3)
      })
    #expect(desk.standing.first?.toll(.killed, .all) == TollRange(low: 4, best: 6, high: 6))
    let alert = try #require(desk.live("R06").first)
    try desk.send(
      Self.sevare("team-mopti-1", "1") {
        $0.revision = 2
        $0.tolls = [
          Tell.killed(.all, 3), Tell.killed(.security(), 2), Tell.killed(.civilians, 1),
          Tell.killed(.attackers, 2),
        ]
      })
    #expect(desk.standing.first?.toll(.killed, .all) == TollRange(low: 3, best: 3, high: 4))
    let updated = try #require(desk.alerts[alert.id])
    #expect(updated.version == alert.version + 1 && updated.state == .updated)
    #expect(updated.reason == .tollChanged || updated.reason == .corrected)
  }

  @Test func `F4: a retracted report of dead soldiers leaves the incident`() throws {
    let desk = Desk()
    try desk.send(Self.gao("team-gao-1", "1") { $0.tolls = [Tell.killed(.civilians, 4)] })
    try desk.send(Self.gao("mali-mod", "2") { $0.tolls = [Tell.killed(.security(), 2)] })
    #expect(desk.standing.first?.toll(.killed, .security()).best == 2)
    try desk.send(
      Tell(source: "mali-mod", id: "3", refersTo: "2", kind: .retraction, from: "2018-07-01"))
    #expect(desk.standing.count == 1)
    #expect(desk.standing.first?.toll(.killed, .security()) == .absent)
    #expect(desk.standing.first?.toll(.killed, .civilians).best == 4)
    #expect(desk.alertLog.contains { $0.reason == .tollChanged || $0.reason == .corrected })
  }

  @Test func `F5: papers with one wire are one origin, over midnight`() throws {
    let desk = Desk()
    for (index, source) in ["afp", "france24", "jeune-afrique", "malijet"].enumerated() {
      try desk.send(
        Tell(
          source: source, id: "1", origin: index == 3 ? "afp" : "",
          event: .shellingArtilleryMissileAttack, weapons: [.mortar], targets: [.airport],
          from: index < 2 ? "2018-07-23T22:30:00Z" : "2018-07-24",
          to: index < 2 ? "2018-07-23T23:59:59Z" : "", spot: .sevareAirport))
    }
    let incident = try #require(desk.standing.first)
    #expect(desk.standing.count == 1)
    #expect(incident.reportsTotal == 4)
    #expect(incident.corroboration == 1 && incident.status == .candidate)
    #expect(incident.isTimeDisputed)
    #expect("\(incident.occurred.earliest)" == "2018-07-23T22:30:00Z")
    try desk.send(
      Tell(
        source: "team-mopti-1", event: .shellingArtilleryMissileAttack, targets: [.airport],
        from: "2018-07-23T23:00:00Z", to: "2018-07-23T23:59:00Z", spot: .sevareAirport))
    #expect(desk.standing.first?.status == .corroborated)
  }

  @Test func `F6: counts of one day are kept apart, never summed`() throws {
    let desk = Desk()
    for (source, count) in [("matd", Int32(644)), ("eu-eom", 716), ("rfi", 600)] {
      try desk.send(
        Tell(
          source: source, kind: .polling, event: .unknown, from: "2018-07-29", spot: .mali,
          measures: [(.stationsNotOpened, TollRange(low: count, best: count, high: count))]))
    }
    #expect(desk.standing.count == 1)
    let measure = try #require(desk.standing.first?.measures.first)
    #expect(measure.range.low == 600 && measure.range.high == 716)
    #expect(measure.from == Tell(source: "eu-eom").idOfReport || measure.range.best == 600)
  }

  @Test func `Ouagadougou: two targets of one morning are two incidents`() throws {
    let desk = Desk()
    try desk.send(
      Tell(
        source: "afp", id: "1", event: .armedClash, targets: [.diplomatic], from: "2018-03-02",
        spot: .ouagadougou, who: [Self.jnim]),
      Tell(
        source: "afp", id: "2", event: .suicideBomb, targets: [.headquarters, .military],
        from: "2018-03-02", spot: .ouagadougou, who: [Self.jnim]))
    #expect(desk.standing.count == 2)
    #expect(desk.standing[0].contenders.first?.evidence.contains(.siteDiffers) == true)
  }

  @Test func `a claim that comes first waits, and is never a second incident`() throws {
    let desk = Desk()
    try desk.send(Self.claim(Self.gao("afp", "1"), "c"))
    #expect(desk.incidentLog.isEmpty)
    try desk.send(Self.gao("afp", "1"))
    #expect(desk.standing.count == 1)
    #expect(desk.standing.first?.percent(of: "jnim") == 80)
    #expect(desk.standing.first?.reportsTotal == 2)
    // When the incident goes, the claim waits again.
    try desk.send(Tell(source: "afp", id: "x", refersTo: "1", kind: .retraction))
    #expect(desk.standing.isEmpty)
    try desk.send(Self.gao("reuters", "2"))
    #expect(desk.standing.first?.percent(of: "jnim") == 80)
  }

  @Test func `two families that claim it share the blame`() throws {
    let desk = Desk()
    try desk.send(Self.gao("afp", "1"))
    try desk.send(Self.claim(Self.gao("afp", "1"), "c"))
    var other = Self.claim(Self.gao("afp", "1"), "d")
    other.who[0].id = "isgs"
    try desk.send(other)
    #expect(desk.standing.first?.percent(of: "jnim") == 50)
    #expect(desk.standing.first?.percent(of: "isgs") == 50)
  }

  @Test func `a denial halves it`() throws {
    let desk = Desk()
    try desk.send(Self.gao("afp", "1") { $0.who = [Self.jnim] })
    try desk.send(
      Self.gao("rfi", "2") { $0.who = [Tell.Who(attribution: .denied, id: "jnim")] })
    #expect(desk.standing.first?.percent(of: "jnim") == 50)
  }
}

extension Party {
  /// Shorter in tables.
  static func security() -> Party { .securityForces }
}
