import Foundation
import Kafka
import Logging
import Testing

@testable import Worker

/// The promise of exactly once on a real broker: workers are killed, nothing is lost or doubled.
///
/// The embedded broker has no real transactions, so without `VIGIE_TEST_BOOTSTRAP` this is skipped.
@Suite(
  .serialized,
  .enabled(
    if: Fixture.bootstrap != nil,
    "needs a real broker: set VIGIE_TEST_BOOTSTRAP=host:port (transactions cannot be embedded)"))
struct KillSuite {
  @Test func `kill -9 in the middle, several times: every record once, as a replay has it`() throws
  {
    let binary = try #require(Self.binary, "build the product vigie first: swift build")
    let bootstrap = try #require(Fixture.bootstrap)
    let prefix = "kill-\(UUID().uuidString.prefix(8))."
    var settings = WorkerSettings()
    settings.prefix = prefix
    settings.rawTopics = [prefix + "reports.raw"]
    settings.kafka["bootstrap.servers"] = bootstrap
    let context = WorkerContext(
      settings: settings, theatre: try Fixture.theatre(), figures: Figures(), stop: StopFlag(),
      log: Logger(label: "test") { LineLog(label: $0, level: .error) })
    _ = try Admin(settings: context.kafka).apply(TopicPlan(settings: settings).specifications)
    let records = try (0..<40).flatMap { try Self.copy($0, of: Fixture.scenario()) }
    try publish(records, context)

    var random = UInt64(prefix.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
    for _ in 0..<5 {
      let worker = try start(binary, prefix, bootstrap)
      random = random &* 6_364_136_223_846_793_005 &+ 1
      Thread.sleep(forTimeInterval: 1 + Double(random >> 40 % 3000) / 1000)
      kill(worker.processIdentifier, SIGKILL)
      worker.waitUntilExit()
    }
    let last = try start(binary, prefix, bootstrap)
    let counts = try waitForEnd(context, records: records.count)
    last.terminate()
    last.waitUntilExit()
    #expect(last.terminationStatus == 0, "SIGTERM ends with 0")
    #expect(counts.accepted + counts.rejected == records.count)
    #expect(counts.positions == records.count, "each raw position stands in one output")

    var versions = 0
    let replay = Replay(
      theatre: context.theatre, catalogue: try Fixture.catalogue(), settings: settings,
      sink: { output, _ in if output == .incidents { versions += 1 } })
    for record in records { replay.feed(record) }
    let found = try Topic(context.names.incidents, context).count()
    #expect(found == versions)
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

  private static let binary: URL? = {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [folder, Fixture.root.appending(path: ".build/debug")].map {
      $0.appending(path: "vigie")
    }
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false))
    }
  }()

  private func start(_ binary: URL, _ prefix: String, _ bootstrap: String) throws -> Process {
    let process = Process()
    process.executableURL = binary
    process.arguments = ["run"]
    process.currentDirectoryURL = Fixture.root
    process.environment = ProcessInfo.processInfo.environment.merging([
      "VIGIE_KAFKA_BOOTSTRAP_SERVERS": bootstrap, "VIGIE_TOPICS_PREFIX": prefix,
      "VIGIE_INSTANCE": "kill-test", "VIGIE_BATCH_RECORDS": "200", "VIGIE_LOG_LEVEL": "critical",
    ]) { $1 }
    try process.run()
    return process
  }

  private func publish(_ records: [Fixture.Record], _ context: WorkerContext) throws {
    let producer = try Producer(settings: context.kafka)
    let topic = try producer.topic(context.settings.rawTopics[0])
    for record in records { try producer.send(record, to: topic) }
    try producer.flush(timeout: .seconds(60))
  }

  private struct Counts {
    var accepted = 0
    var rejected = 0
    var positions = 0
  }

  /// Waits until every raw record has an output that a read_committed reader sees, and Assessment
  /// has committed the last of them.
  private func waitForEnd(_ context: WorkerContext, records: Int) throws -> Counts {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(240))
    while clock.now < end {
      let (accepted, rejected) = (
        try Topic(context.names.accepted, context), try Topic(context.names.rejected, context)
      )
      let (a, r) = (try accepted.positions(), try rejected.positions())
      if a.count + r.count >= records, try accepted.isAssessed() {
        return Counts(
          accepted: a.count, rejected: r.count, positions: Set(a).union(r).count)
      }
      Thread.sleep(forTimeInterval: 0.5)
    }
    return Counts()
  }
}

/// A topic of one partition, read committed from its beginning.
private struct Topic {
  let name: String
  let context: WorkerContext

  init(_ name: String, _ context: WorkerContext) throws {
    self.name = name
    self.context = context
  }

  func count() throws -> Int { try each { _ in 0 }.count }

  func positions() throws -> [String] {
    try each { record in
      record.headers.last(named: "vigie_position").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  /// Whether the group of Assessment has committed everything that stands here.
  func isAssessed() throws -> Bool {
    let place = TopicPartition(topic: name, partition: 0)
    let last = try each { $0.offset }.last ?? -1
    let member = try Consumer(settings: context.kafka, group: context.names.assessmentGroup)
    let committed = try member.committed([place], timeout: .seconds(10))[place]
    return (committed?.number ?? 0) > last
  }

  private func each<T>(_ body: (borrowing ConsumedRecord) -> T) throws -> [T] {
    let reader = try Consumer(settings: context.kafka, group: nil)
    try reader.assign([TopicPartition(topic: name, partition: 0): .beginning])
    var found: [T] = []
    var isAtEnd = false
    while !isAtEnd {
      let batch = try reader.poll(max: 5000, timeout: .milliseconds(100))
      batch.forEach { found.append(body($0)) }
      for case .endReached in reader.takeHappenings() { isAtEnd = true }
    }
    return found
  }
}
