import Model
import Testing

@testable import Assessment

@Suite struct LedgerTests {
  @Test func `one report makes one incident`() throws {
    let desk = Desk()
    #expect(try desk.send(Tell()) == .new)
    #expect(desk.standing.count == 1)
    let incident = try #require(desk.standing.first)
    #expect(incident.change == .created)
    #expect(incident.status == .candidate)
    #expect(incident.corroboration == 1)
    #expect(incident.reports.map(\.id) == [Tell().idOfReport])
    #expect(incident.string(incident.place.name) == "Sevare")
  }

  @Test func `a replay changes nothing`() throws {
    let desk = Desk()
    try desk.send(Tell())
    let before = desk.assessment.fingerprint
    #expect(try desk.send(Tell(), Tell()) == .replay)
    #expect(desk.incidentLog.count == 1)
    #expect(desk.assessment.counts[.replay] == 2)
    #expect(desk.assessment.fingerprint != before)  // Only the count.
    #expect(desk.assessment.reportsRemembered == 1)
  }

  @Test func `a revision replaces what was said`() throws {
    let desk = Desk()
    try desk.send(Tell(tolls: [Tell.killed(.civilians, 6)]))
    #expect(
      try desk.send(Tell(revision: 2, tolls: [Tell.killed(.civilians, 3)])) == .revision)
    let incident = try #require(desk.standing.first)
    #expect(desk.standing.count == 1)
    #expect(incident.version == 2)
    #expect(incident.change == .revised)
    #expect(incident.toll(.killed, .civilians) == TollRange(low: 3, best: 3, high: 3))
  }

  @Test func `a lower revision is stale`() throws {
    let desk = Desk()
    try desk.send(Tell(revision: 3))
    #expect(try desk.send(Tell(revision: 2)) == .stale)
    #expect(desk.incidentLog.count == 1)
  }

  @Test func `the same revision with other content is a conflict, and the first stands`() throws {
    let desk = Desk()
    try desk.send(Tell(tolls: [Tell.killed(.civilians, 6)]))
    #expect(try desk.send(Tell(tolls: [Tell.killed(.civilians, 9)])) == .conflict)
    #expect(desk.standing.first?.toll(.killed, .civilians).best == 6)
  }

  @Test func `a replacement stands in for an earlier report of its source`() throws {
    let desk = Desk()
    try desk.send(Tell(id: "a", tolls: [Tell.killed(.civilians, 6)]))
    #expect(
      try desk.send(Tell(id: "b", refersTo: "a", tolls: [Tell.killed(.civilians, 2)]))
        == .replacement)
    #expect(desk.standing.count == 1)
    #expect(desk.standing.first?.toll(.killed, .civilians).high == 2)
    #expect(desk.standing.first?.reportsTotal == 1)
  }

  @Test func `a retraction takes the incident back`() throws {
    let desk = Desk()
    try desk.send(Tell(id: "a"))
    #expect(try desk.send(Tell(id: "x", refersTo: "a", kind: .retraction)) == .retraction)
    #expect(desk.standing.isEmpty)
    let last = try #require(desk.incidentLog.last)
    #expect(last.change == .retracted && last.status == .retracted && last.version == 2)
    #expect(last.reason == .allRetracted)
  }

  @Test func `the incident outlives its founding report when another stands`() throws {
    let desk = Desk()
    try desk.send(Tell(id: "a"))
    try desk.send(Tell(source: "rfi", id: "b"))
    let id = try #require(desk.standing.first?.id)
    try desk.send(Tell(id: "x", refersTo: "a", kind: .retraction))
    let incident = try #require(desk.standing.first)
    #expect(desk.standing.count == 1 && incident.id == id)
    #expect(incident.change == .revised && incident.reason == .reportRetracted)
    #expect(incident.corroboration == 1)
  }

  @Test func `a retraction that comes first is held and applied`() throws {
    let desk = Desk()
    #expect(try desk.send(Tell(id: "x", refersTo: "a", kind: .retraction)) == .held)
    #expect(try desk.send(Tell(id: "a")) == .withdrawn)
    #expect(desk.incidentLog.isEmpty)
    // Even a later revision stays withdrawn.
    #expect(try desk.send(Tell(id: "a", revision: 2)) == .revision)
    #expect(desk.incidentLog.isEmpty)
  }

  @Test func `a replacement that comes first acts, and its original does not`() throws {
    let desk = Desk()
    #expect(try desk.send(Tell(id: "b", refersTo: "a")) == .held)
    #expect(try desk.send(Tell(id: "a")) == .withdrawn)
    #expect(desk.standing.count == 1)
    #expect(desk.standing.first?.reports.map(\.id) == [Tell(id: "b").idOfReport])
  }

  @Test func `an update whose original does not come is let go`() throws {
    let desk = Desk()
    try desk.send(
      Tell(
        id: "x", refersTo: "a", kind: .retraction, from: "2018-06-29",
        submitted: "2018-06-30T00:00:00Z"))
    try desk.tick("2018-07-13T00:00:00Z")
    #expect(desk.assessment.counts.letGo == 0)
    try desk.tick("2018-07-15T00:00:00Z")
    #expect(desk.assessment.counts.letGo == 1)
    // What comes under that id now is a report of its own.
    #expect(try desk.send(Tell(id: "a")) == .new)
    #expect(desk.standing.count == 1)
  }

  @Test func `a conflict is told with what differs, and marks the first`() throws {
    let assessment = Assessment(theatre: Pack.theatre)
    var effects = Effects()
    assessment.begin()
    for tell in [Tell(), Tell(spot: .gao, tolls: [Tell.killed(.civilians, 9)])] {
      tell.bytes.withUnsafeBytes { assessment.assess($0, into: &effects) }
    }
    assessment.prepare(into: &effects)
    assessment.commit()
    let conflict = try #require(effects.conflicts.first)
    #expect(conflict.cause == 1 && conflict.report == Tell().idOfReport)
    #expect(conflict.members.map { "\($0)" } == ["place", "tolls"])
    #expect(effects.incidents.count == 2)
  }

  @Test func `another source cannot retract it`() throws {
    let desk = Desk()
    try desk.send(Tell(id: "a"))
    #expect(
      try desk.send(Tell(source: "rfi", id: "x", refersTo: "a", kind: .retraction)) == .held)
    #expect(desk.standing.count == 1)
  }

  @Test func `a revision that moves elsewhere leaves its incident`() throws {
    let desk = Desk()
    try desk.send(Tell(id: "a"))
    try desk.send(Tell(source: "rfi", id: "b"))
    let old = try #require(desk.standing.first?.id)
    try desk.send(Tell(id: "a", revision: 2, spot: .gao))
    #expect(desk.standing.count == 2)
    #expect(desk.incidents[old]?.reports.map(\.id) == [Tell(source: "rfi", id: "b").idOfReport])
    // And back again.
    try desk.send(Tell(id: "a", revision: 3))
    #expect(desk.standing.count == 1 && desk.standing.first?.id == old)
    #expect(desk.standing.first?.reportsTotal == 2)
  }

  @Test func `a lone report that moves keeps its incident`() throws {
    let desk = Desk()
    try desk.send(Tell(id: "a"))
    try desk.send(Tell(id: "a", revision: 2, spot: .gao))
    #expect(desk.standing.count == 1)
    #expect(desk.standing.first?.version == 2)
    #expect(desk.standing.first.map { $0.string($0.place.id) } == "gao")
  }

  @Test func `the oldest is forgotten when memory is full, and counted`() throws {
    let desk = Desk(AssessmentLimits(reportsMax: 3))
    for (index, spot) in [Tell.Spot.sevare, .gao, .kidal, .menaka, .timbuktu].enumerated() {
      try desk.send(Tell(id: "\(index)", spot: spot))
    }
    #expect(desk.assessment.reportsRemembered == 3)
    #expect(desk.assessment.incidentsRemembered == 3)
    #expect(desk.assessment.counts.forgotten == 2)
    #expect(desk.topic.keys.filter { $0.hasPrefix("report/") }.count == 3)
    #expect(desk.topic.keys.filter { $0.hasPrefix("incident/") }.count == 3)
  }

  @Test func `what is no report is malformed and changes nothing`() throws {
    let desk = Desk()
    for text in ["", "{", "[]", #"{"schema":"report/1"}"#, #"{"schema":"clock/1"}"#] {
      #expect(try desk.send(all: [Array(text.utf8)]) == .malformed)
    }
    #expect(desk.assessment.counts[.malformed] == 5)
    #expect(desk.assessment.reportsRemembered == 0)
  }
}
