import Model
import Testing

@testable import Assessment

/// Time passes by the log alone, and as if it had been watched all along.
@Suite struct ClockTests {
  static func tick(_ time: Instant) -> [UInt8] {
    Array(#"{"schema":"clock/1","time":"\#(time)"}"#.utf8)
  }

  /// Clock records may come often, seldom or never: what is published is the same, but for the
  /// alerts that nothing has ended yet.
  @Test(arguments: 0..<4)
  func `the pace of the clock changes nothing`(_ seed: UInt64) {
    var random = Seeded(seed: seed)
    // In the order of submission, as when nobody is late: a late report meets a later clock.
    let tells = (0..<120).map { Stories.tell(&random, $0) }.sorted { $0.submitted < $1.submitted }
    let end = Self.tick(Instant(seconds: 1_535_000_000))
    let plain = PropertyTests.plain(tells.map(\.bytes) + [end])
    var stepped: [[UInt8]] = []
    var now = Instant(seconds: 0)
    for tell in tells {
      let report = tell.report
      if !report.flags.contains(.clockAhead) {
        while now.seconds > 0, now < report.submitted {
          now = min(report.submitted, now.advanced(by: Int64(300 + random.below(7_200))))
          if now < report.submitted { stepped.append(Self.tick(now)) }
        }
        now = max(now, report.submitted)
      }
      stepped.append(tell.bytes)
    }
    stepped.append(end)
    let watched = PropertyTests.plain(stepped)
    // Within a record incidents are told before alerts, so the order differs.
    #expect(Set(watched.published) == Set(plain.published))
    #expect(watched.published.count == plain.published.count)
  }

  @Test func `what falls due is done before the report that brings the time`() throws {
    let desk = Desk()
    try desk.send(RuleTests.attack("2018-03-20", .gao) { $0.targets = [.base] })
    let alert = try #require(desk.live("R06").first)
    try desk.send(RuleTests.attack("2018-04-20", .kidal) { $0.id = "2" })
    let end = try #require(desk.alerts[alert.id])
    #expect(end.state == .expired)
    // At its own time, not at that of the report which made it known.
    #expect(end.updated == alert.expires)
    #expect(alert.expires.seconds - alert.raised.seconds <= 86_400)
  }
}
