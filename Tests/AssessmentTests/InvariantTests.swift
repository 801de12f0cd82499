import Model
import Testing

@testable import Assessment

/// What must hold of memory after anything.
@Suite struct InvariantTests {
  /// Walks everything and says what is wrong.
  static func problems(_ assessment: Assessment) -> [String] {
    let memory = assessment.memory
    var problems: [String] = []
    var listed: Set<Int32> = []
    memory.incidents.forEachLive { slot, row in
      var count: Int32 = 0
      for isClaims in [false, true] {
        let first = isClaims ? row.pointee.firstClaim : row.pointee.first
        var at = first
        var previous: Int32 = -1
        while at >= 0 {
          let report = memory.reports.row(at).pointee
          if report.incident != slot { problems.append("report \(at) is listed elsewhere") }
          let isLinked = report.previous == previous || (isClaims && at == first)
          if !isLinked || at <= previous { problems.append("list at \(at)") }
          if !listed.insert(at).inserted { problems.append("report \(at) is listed twice") }
          if !isClaims { count += 1 }
          previous = at
          at = report.next
        }
        // The first claim's `previous` is the last one.
        let last =
          isClaims && first >= 0 ? memory.reports.row(first).pointee.previous : row.pointee.last
        if last != previous, !isClaims || first >= 0 { problems.append("last of \(slot)") }
      }
      if row.pointee.first >= 0, count != row.pointee.members { problems.append("members \(slot)") }
      if row.pointee.kind == .claim, row.pointee.firstClaim < 0 { problems.append("waits \(slot)") }
      if row.pointee.campaign >= 0, !assessment.members(row.pointee.campaign).contains(slot) {
        problems.append("campaign of \(slot)")
      }
    }
    memory.reports.forEachLive { slot, row in
      if (row.pointee.incident >= 0) != listed.contains(slot) { problems.append("report \(slot)") }
      if row.pointee.state != .standing, row.pointee.incident >= 0 {
        problems.append("withdrawn report \(slot) stands")
      }
    }
    // Both ways, between incidents that live.
    memory.links.forEachLive { _, row in
      for index in 0..<4 where row.pointee.links[index].incident >= 0 {
        let other = memory.links.find(row.pointee.links[index].incident)
        let isMutual =
          other >= 0
          && (0..<4).contains {
            memory.links.row(other).pointee.links[$0].incident == row.pointee.incident
          }
        if !isMutual { problems.append("link of \(row.pointee.incident)") }
      }
    }
    return problems
  }

  @Test(arguments: 0..<6)
  func `lists, links and campaigns agree after anything`(_ seed: UInt64) {
    let limits = PropertyTests.limits[Int(seed) % 2]
    let assessment = Assessment(theatre: Pack.theatre, limits: limits)
    var random = Seeded(seed: seed)
    var effects = Effects()
    for value in Stories.stream(seed: 500 + seed, count: 240) {
      assessment.begin()
      value.withUnsafeBytes { assessment.assess($0, into: &effects) }
      if random.below(4) == 0 {
        assessment.rollback()
        assessment.begin()
        value.withUnsafeBytes { assessment.assess($0, into: &effects) }
      }
      assessment.prepare(into: &effects)
      assessment.commit()
      let problems = Self.problems(assessment)
      #expect(problems.isEmpty, "\(problems.prefix(3))")
      if !problems.isEmpty { return }
    }
  }

  /// The index finds what a look at every report finds.
  @Test(arguments: 0..<6)
  func `the search misses no report that can match`(_ seed: UInt64) {
    let assessment = Assessment(theatre: Pack.theatre)
    var effects = Effects()
    var random = Seeded(seed: seed)
    assessment.begin()
    for value in Stories.stream(seed: 600 + seed, count: 250) {
      value.withUnsafeBytes { assessment.assess($0, into: &effects) }
    }
    assessment.prepare(into: &effects)
    assessment.commit()
    let memory = assessment.memory
    for _ in 0..<200 {
      let slot = Int32(random.below(Int(memory.reports.next)))
      let row = memory.reports.row(slot)
      guard row.pointee.makesIncident, row.pointee.has(ReportRow.pointBit) else { continue }
      let outline = Outline(row)
      var found: Set<Int32> = []
      let sought: Assessment.Sought = outline.isPrecise ? .precise : .vague
      guard assessment.search(outline, sought, { found.insert($0) }) else { continue }
      memory.reports.forEachLive { other, row in
        let wide = Reach.vagueRadius
        guard row.pointee.makesIncident, row.pointee.isPrecise == outline.isPrecise,
          (row.pointee.radius > wide) == (outline.radius > wide),
          Cell.group(row.pointee.kind) == Cell.group(outline.kind),
          Similarity.evidence(outline, Outline(row)) != nil
        else { return }
        #expect(found.contains(other))
      }
    }
  }
}
