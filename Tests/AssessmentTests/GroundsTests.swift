import Model
import Testing

@testable import Assessment

/// What is taken back is taken back from every live alert, with the same record.
@Suite struct GroundsTests {
  /// Attacks that raise many sorts of alert, in a few places, so that they rest on one another.
  static func report(_ number: Int, _ random: inout Seeded) -> Tell {
    let spots = [Tell.Spot.gaoTown, .sevareTown, .timbuktuTown, .menaka, .koulikoro]
    let day = 1 + random.below(28)
    let month = random.one(of: ["05", "06", "07"])
    let actors = ["jnim", "isgs", "gatia", "fama", "dan-na-ambassagou", "fulani-self-defence"]
    var tell = Tell(
      source: random.one(of: ["team-mopti-1", "afp", "reuters"]), id: "\(number)",
      event: random.one(of: [
        .attack, .armedClash, .suicideBomb, .remoteExplosiveLandmineIED,
        .shellingArtilleryMissileAttack, .arrests,
      ]),
      from: "2018-\(month)-\(day < 10 ? "0" : "")\(day)", spot: random.one(of: spots))
    tell.targets = [
      random.one(of: [.base, .patrol, .convoy, .civilians, .market, .pollingPlace, .airport])
    ]
    tell.weapons = [random.one(of: [.ied, .svbied, .mortar, .smallArms, .vbied])]
    tell.who = [Tell.Who(id: random.one(of: actors))]
    if random.below(2) == 0 {
      tell.who.append(Tell.Who(role: .victimCommunity, id: "fulani-civilians"))
    }
    tell.tolls = [Tell.killed(.civilians, Int32(random.below(6)))]
    tell.themes = random.below(4) == 0 ? [random.one(of: [.abuse, .mobilisation])] : []
    tell.isAnother = true
    return tell
  }

  static func stream(_ seed: UInt64, _ count: Int) -> [[UInt8]] {
    var random = Seeded(seed: seed)
    var told: [Tell] = []
    for number in 0..<count { told.append(report(number, &random)) }
    told.sort { $0.from < $1.from }
    var values: [[UInt8]] = []
    var standing: [Tell] = []
    for tell in told {
      values.append(tell.bytes)
      standing.append(tell)
      guard random.below(3) == 0 else { continue }
      let at = max(0, standing.count - 1 - random.below(8))
      var change = standing.remove(at: at)
      switch random.below(3) {
      case 0:
        change.refersTo = change.id
        change.id = "take-back-\(change.id)"
        change.kind = .retraction
      case 1:
        change.revision += 1
        change.spot = random.one(of: [.gaoTown, .sevareTown, .kidal])
        standing.append(change)
      default:
        change.revision += 1
        change.targets = [.civilians]
        change.weapons = []
        change.who = []
        standing.append(change)
      }
      change.submitted = tell.from
      values.append(change.bytes)
    }
    return values
  }

  @Test(arguments: 0..<6)
  func `every live alert's grounds stand after every record`(_ seed: UInt64) throws {
    let desk = Desk()
    var live = 0
    for value in Self.stream(seed, 110) {
      let before = desk.alertLog.count
      try desk.send(all: [value])
      for alert in desk.alerts.values where alert.state.isLive {
        live += 1
        for id in alert.incidents {
          let incident = desk.incidents[id]
          #expect(
            incident.map { $0.change != .retracted && $0.change != .merged } == true,
            "\(alert.rule.id) \(alert.idText) rests on i-\(id), which is gone")
        }
        for id in alert.reports {
          let slot = desk.assessment.memory.reports.find(id)
          #expect(
            slot >= 0 && desk.assessment.memory.reports.row(slot).pointee.state == .standing,
            "\(alert.rule.id) \(alert.idText) rests on r-\(id), which was taken back")
        }
      }
      // What is said once with a record is not said twice.
      let told = desk.alertLog[before...].map { "\($0.id) \($0.version)" }
      #expect(Set(told).count == told.count)
    }
    #expect(live > 300, "\(live)")
    #expect(desk.alertLog.contains { $0.state == .cancelled })
  }

  @Test func `a pair's alert follows its earlier half`() throws {
    let desk = Desk()
    let first = SeedRow.tell("2018-05-02", .gao, .remoteExplosiveLandmineIED) {
      $0.weapons = [.ied]
      $0.targets = [.convoy]
    }
    var second = first
    second.id = "second"
    second.from = "2018-05-03"
    second.isAnother = true
    try desk.send(first, second)
    let alert = try #require(desk.alertLog.first { $0.rule.id == "R40" || $0.incidents.count == 2 })
    #expect(alert.incidents.count == 2)
    try desk.send(
      Tell(source: "afp", id: "back", refersTo: first.id, kind: .retraction, from: "2018-05-03"))
    #expect(desk.alerts[alert.id]?.state == .cancelled)
  }
}
