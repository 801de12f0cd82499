import Foundation
import Kafka
import Logging
import Testing

@testable import Worker

/// The promise of exactly once on a real broker: workers are killed, nothing is lost or doubled.
///
/// The embedded broker has no real transactions, so without `VIGIE_TEST_BOOTSTRAP` this is skipped.
/// `Tests/Trials/trial` does the same for longer, and worse.
@Suite(
  .serialized,
  .enabled(
    if: Fixture.bootstrap != nil,
    "needs a real broker: set VIGIE_TEST_BOOTSTRAP=host:port (transactions cannot be embedded)"))
struct KillSuite {
  @Test func `kill -9 in the middle, several times: every record once, as a replay has it`() throws
  {
    let play = try KillPlay("kill", batch: 200)
    let records = try (0..<40).flatMap { try Self.copy($0, of: Fixture.scenario()) }
    try play.publish(records)

    var random = UInt64(play.context.names.prefix.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    for _ in 0..<5 {
      let worker = try play.start()
      random = random &* 6_364_136_223_846_793_005 &+ 1
      Thread.sleep(forTimeInterval: 1 + Double(random >> 40 % 3000) / 1000)
      kill(worker.processIdentifier, SIGKILL)
      worker.waitUntilExit()
    }
    let last = try play.start()
    let counts = try play.waitForEnd(records: records.count)
    last.terminate()
    last.waitUntilExit()
    #expect(last.terminationStatus == 0, "SIGTERM ends with 0")
    #expect(counts.accepted + counts.rejected == records.count)
    #expect(counts.positions == records.count, "each raw position stands in one output")

    var versions = 0
    let replay = Replay(
      theatre: play.context.theatre, catalogue: try Fixture.catalogue(),
      settings: play.context.settings,
      sink: { output, _ in if output == .incidents { versions += 1 } })
    for record in records { replay.feed(record) }
    let found = try CommittedTopic(play.context.names.incidents, play.context).count()
    #expect(found == versions)
    let finding = try MemoryCheck(
      context: play.context, log: KafkaLog(context: play.context)
    ).run(0)
    #expect(finding.verdict == .same)
  }

  /// The scenario again under other ids, so that it is more than one batch.
  private static func copy(_ number: Int, of records: [Fixture.Record]) -> [Fixture.Record] {
    records.filter { ($0.value?.count ?? 0) < 100_000 }.map { record in
      var value = record.value
      if let bytes = value, var text = String(validating: bytes, as: UTF8.self) {
        text = text.replacingOccurrences(of: "\"source\":\"", with: "\"source\":\"x\(number)-")
        value = Array(text.utf8)
      }
      return Fixture.Record(key: record.key, headers: record.headers, value: value)
    }
  }
}
