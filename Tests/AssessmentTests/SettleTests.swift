import Model
import Testing

@testable import Assessment

/// What is attached to incidents, asked only when a change concerns it.
@Suite struct SettleTests {
  /// A small world in which every third report is vague and every fourth a claim or a denial.
  static func story(seed: UInt64, count: Int) -> [Tell] {
    var random = Seeded(seed: seed)
    return (0..<count).map { serial in
      var tell = Stories.tell(&random, serial)
      tell.assertion = .asserted
      switch random.below(8) {
      case 0: tell.from = "2018-07"
      case 1: tell.spot = .timbuktuRegion
      case 2: tell.spot = .bourem
      case 3: tell.kind = .claim
      case 4: tell.assertion = .negated
      default: break
      }
      if tell.kind == .claim || tell.assertion == .negated { tell.refersTo = "" }
      return tell
    }
  }

  /// Reports that would take another seat if all were asked again.
  static func restless(_ assessment: Assessment) -> [String] {
    let memory = assessment.memory
    var restless: [String] = []
    memory.reports.forEachLive { slot, row in
      guard row.pointee.incident >= 0, row.pointee.state == .standing else { return }
      let home = memory.incidents.row(row.pointee.incident).pointee
      if row.pointee.isVoice {
        let best = assessment.bestClaimSeat(slot).home
        let isWaiting = home.kind == .claim
        if best < 0 ? !isWaiting : best != row.pointee.incident { restless.append("claim \(slot)") }
      } else if row.pointee.makesIncident, !row.pointee.isPrecise {
        let seat = assessment.bestSeat(slot)
        let isHome =
          seat.home < 0
          ? !home.has(IncidentRow.preciseBit) : seat.home == row.pointee.incident
        if !isHome { restless.append("report \(slot)") }
        if seat.isAmbiguous != row.pointee.has(ReportRow.openBit) {
          restless.append("openness of \(slot)")
        }
      }
    }
    return restless
  }

  @Test(arguments: 0..<10)
  func `whoever was not asked again would not have moved`(_ seed: UInt64) throws {
    let desk = Desk()
    for tell in Self.story(seed: 1_700 + seed, count: 120) {
      try desk.send(tell)
      let restless = Self.restless(desk.assessment)
      #expect(restless.isEmpty, "\(restless.prefix(3))")
      if !restless.isEmpty { return }
    }
  }

  /// Of every level, whoever looks for whom.
  @Test(arguments: 0..<4)
  func `the search misses no incident and no voice that can match`(_ seed: UInt64) throws {
    let desk = Desk()
    for tell in Self.story(seed: 1_800 + seed, count: 200) { try desk.send(tell) }
    let memory = desk.assessment.memory
    memory.reports.forEachLive { slot, row in
      guard row.pointee.state == .standing, row.pointee.has(ReportRow.pointBit) else { return }
      let outline = Outline(row)
      var found: Set<Int32> = []
      guard outline.radius <= Reach.vagueRadius,
        desk.assessment.searchIncidents(outline, isPrecise: false, { found.insert($0) })
      else { return }
      memory.incidents.forEachLive { other, row in
        guard !row.pointee.has(IncidentRow.retractedBit), row.pointee.kind != .claim,
          row.pointee.radius <= Reach.vagueRadius,
          Cell.group(row.pointee.kind) == Cell.group(outline.kind),
          Similarity.evidence(outline, Outline(row)) != nil
        else { return }
        #expect(found.contains(other))
      }
    }
    memory.incidents.forEachLive { _, row in
      guard !row.pointee.has(IncidentRow.retractedBit), row.pointee.kind == .security
      else { return }
      let outline = Outline(row)
      var found: Set<Int32> = []
      guard desk.assessment.search(outline, .voices, { found.insert($0) }) else { return }
      memory.reports.forEachLive { slot, report in
        guard report.pointee.isVoice, report.pointee.has(ReportRow.indexedBit),
          (report.pointee.radius > Reach.vagueRadius) == (outline.radius > Reach.vagueRadius),
          Similarity.evidence(Outline(report), outline) != nil
        else { return }
        #expect(found.contains(slot))
      }
    }
  }
}
