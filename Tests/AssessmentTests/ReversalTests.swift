import JSON
import Model
import Testing

@testable import Assessment

/// Merges that later evidence brings, and how they are undone.
@Suite struct ReversalTests {
  static let teams = ["rfi", "afp", "reuters", "ap"]

  /// An attack on a point so many metres north of Sévaré, told by somebody.
  static func tell(
    _ source: String, _ id: String, north: Double, radius: Int32 = 1_000, submitted: String = "",
    _ change: (inout Tell) -> Void = { _ in }
  ) -> Tell {
    var tell = Tell(
      source: source, id: id, targets: [.base], from: "2018-06-29", submitted: submitted,
      spot: Tell.Spot(
        id: "", latitude: 14.5 + north / 111_000, longitude: -4.1, radius: radius),
      who: [Tell.Who(id: "jnim")])
    change(&tell)
    return tell
  }

  /// Two reports too far apart to be compared well, and one between them.
  static let left = tell("rfi", "a", north: 0) {
    $0.event = .unknown; $0.who = []
  }
  static let right = tell("afp", "b", north: 6_500) {
    $0.event = .unknown; $0.who = []
  }
  static let bridge = tell("reuters", "c", north: 3_250)

  @Test func `a report that matches two incidents makes them one`() throws {
    let desk = Desk()
    try desk.send(Self.left)
    try desk.send(Self.right)
    #expect(desk.standing.count == 2)
    let ids = desk.standing.map(\.id)
    try desk.send(Self.bridge)
    #expect(desk.standing.map(\.id) == [ids[0]])
    #expect(desk.standing.first?.reportsTotal == 3)
    let ended = try #require(desk.incidents[ids[1]])
    #expect(ended.status == .mergedInto && ended.change == .merged && ended.mergedInto == ids[0])
    #expect(ended.reason == .mergedAway && ended.reportsTotal == 0)
  }

  @Test func `without the bridge they are two again, under the ids they had`() throws {
    let desk = Desk()
    try desk.send(Self.left)
    try desk.send(Self.right)
    let ids = desk.standing.map(\.id)
    try desk.send(Self.bridge)
    try desk.send(
      Tell(source: "reuters", id: "x", refersTo: "c", kind: .retraction, from: "2018-06-29"))
    #expect(Set(desk.standing.map(\.id)) == Set(ids))
    #expect(desk.standing.allSatisfy { $0.reportsTotal == 1 })
    #expect(desk.incidents[ids[1]]?.mergedInto == .zero)
  }

  @Test func `a revision of the bridge splits as well`() throws {
    let desk = Desk()
    try desk.send(Self.left)
    try desk.send(Self.right)
    try desk.send(Self.bridge)
    var moved = Self.bridge
    moved.revision = 2
    moved.spot = .gao
    try desk.send(moved)
    #expect(desk.standing.count == 3)
  }

  @Test func `a report goes to the happening that it matches, whoever was first`() throws {
    // One team tells of two attacks on one base; the other's report is of the second kind.
    let day = "2018-06-29"
    let first = Self.tell("team-mopti-1", "a", north: 0, submitted: "\(day)T10:00:00Z")
    let second = Self.tell("team-mopti-1", "b", north: 0, submitted: "\(day)T11:00:00Z") {
      $0.event = .shellingArtilleryMissileAttack
      $0.weapons = [.mortar]
    }
    let other = Self.tell("rfi", "c", north: 0, submitted: "\(day)T12:00:00Z") {
      $0.event = .shellingArtilleryMissileAttack
      $0.weapons = [.mortar]
    }
    for order in [[first, second, other], [other, second, first], [second, other, first]] {
      let desk = Desk()
      for tell in order { try desk.send(tell) }
      #expect(desk.standing.count == 2)
      let pair = try #require(desk.standing.first { $0.reportsTotal == 2 })
      #expect(pair.subEvent == .shellingArtilleryMissileAttack)
    }
  }

  // MARK: Decisions

  static func decision(
    _ id: String, _ verdict: Verdict, _ subjects: [String], revokes: String = "",
    submitted: String = "2018-07-02T09:00:00Z"
  ) -> [UInt8] {
    var report = Report()
    var scratch: [UInt8] = []
    report.id = Array("desk".utf8).withUnsafeBytes { source in
      Array(id.utf8).withUnsafeBytes {
        Report.identity(source: source, sourceReport: $0, scratch: &scratch)
      }
    }
    report.source = report.keep("desk")
    report.sourceReport = report.keep(id)
    report.refersTo = report.keep(revokes)
    report.kind = .decision
    report.verdict = verdict
    report.subjects = subjects.map { report.keep($0) }
    let time = Array(submitted.utf8).withUnsafeBytes { Instant.parse($0) }
    report.submitted = time?.earliest ?? Instant(seconds: 0)
    report.occurred = TimeSpan(
      earliest: report.submitted, latest: report.submitted, precision: .day)
    var writer = Writer()
    report.write(to: &writer)
    return writer.bytes
  }

  @Test func `an analyst makes two incidents one, far apart as they are`() throws {
    let desk = Desk()
    try desk.send(Tell(source: "rfi", id: "a"))
    try desk.send(Tell(source: "afp", id: "b", spot: .gao))
    let ids = desk.standing.map(\.id)
    try desk.send(all: [Self.decision("d", .same, ids.map { "i-\($0)" })])
    #expect(desk.standing.map(\.id) == [ids[0]])
    let incident = try #require(desk.standing.first)
    #expect(incident.reportsTotal == 2)
    #expect(incident.decisions.map(\.verdict) == [.same])
    #expect(incident.decisions.first.map { incident.string($0.source) } == "desk")
    #expect(incident.alternatives.count == 1)
    #expect(desk.incidents[ids[1]]?.mergedInto == ids[0])
    // It holds after a restart, and until it is revoked.
    var random = Seeded(seed: 1)
    let again = try desk.restarted(&random)
    #expect(again.assessment.fingerprint == desk.assessment.fingerprint)
    try again.send(all: [Self.decision("e", .revoke, [], revokes: "d")])
    #expect(again.incidents.values.filter { $0.status == .candidate }.count == 2)
  }

  @Test func `an analyst keeps two reports apart that match`() throws {
    let desk = Desk()
    let (a, b) = (Tell(source: "rfi", id: "a"), Tell(source: "afp", id: "b"))
    try desk.send(a)
    try desk.send(b)
    #expect(desk.standing.count == 1)
    let subjects = [a, b].map { "r-\($0.idOfReport)" }
    try desk.send(all: [Self.decision("d", .notSame, subjects)])
    #expect(desk.standing.count == 2)
    #expect(desk.standing.first?.contenders.first?.evidence.contains(.decidedApart) == true)
    // A further report cannot bring them together again.
    try desk.send(Tell(source: "reuters", id: "c"))
    #expect(desk.standing.count == 2)
    // The last decision holds.
    try desk.send(
      all: [Self.decision("e", .same, subjects, submitted: "2018-07-03T09:00:00Z")])
    #expect(desk.standing.count == 1)
  }

  @Test func `an analyst's decision may come before the report it is about`() throws {
    let desk = Desk()
    let (a, b) = (Tell(source: "rfi", id: "a"), Tell(source: "afp", id: "b"))
    try desk.send(all: [Self.decision("d", .notSame, [a, b].map { "r-\($0.idOfReport)" })])
    try desk.send(a)
    try desk.send(b)
    #expect(desk.standing.count == 2)
  }

  @Test func `an analyst confirms and withdraws`() throws {
    let desk = Desk()
    try desk.send(Tell(event: .suicideBomb, targets: [.headquarters], from: "2018-07-28"))
    let id = try #require(desk.standing.first?.id)
    #expect(!desk.live("R06").isEmpty)
    try desk.send(all: [Self.decision("d", .confirm, ["i-\(id)"])])
    #expect(desk.incidents[id]?.status == .confirmed)
    try desk.send(
      all: [Self.decision("e", .withdraw, ["i-\(id)"], submitted: "2018-07-03T09:00:00Z")])
    #expect(desk.incidents[id]?.status == .retracted)
    #expect(desk.incidents[id]?.reason == .withdrawn)
    #expect(desk.live("R06").isEmpty)
    try desk.send(all: [Self.decision("f", .revoke, [], revokes: "e")])
    #expect(desk.incidents[id]?.status == .confirmed)
  }

  @Test func `who denies it disputes it, and is heard with his own date`() throws {
    let desk = Desk()
    try desk.send(Tell(source: "rfi", id: "a"))
    try desk.send(Tell(source: "mali-government", id: "b", assertion: .negated))
    let incident = try #require(desk.standing.first)
    #expect(desk.standing.count == 1 && incident.status == .disputed)
    #expect(incident.voices.map(\.kind) == [.security])
    #expect(incident.corroboration == 1)
  }

  @Test func `a later count of one source stands in for its earlier one`() throws {
    let desk = Desk()
    func count(_ source: String, _ id: String, _ number: Int32, _ hour: Int) -> Tell {
      Tell(
        source: source, id: id, kind: .polling, event: .unknown, from: "2018-07-29",
        submitted: "2018-07-30T0\(hour):00:00Z", spot: .mali,
        measures: [
          (.stationsNotOpened, TollRange(low: number, best: number, high: number))
        ])
    }
    try desk.send(count("matd", "1", 300, 1), count("eu-eom", "2", 716, 2))
    try desk.send(count("matd", "3", 644, 3))
    let incident = try #require(desk.standing.first)
    #expect(desk.standing.count == 1)
    #expect(incident.measures.first?.range.low == 644 && incident.measures.first?.range.high == 716)
    #expect(incident.reports.filter(\.isSuperseded).count == 1)
  }
}
