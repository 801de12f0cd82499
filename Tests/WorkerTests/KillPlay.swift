import Foundation
import JSON
import Kafka
import Logging
import Model
import Testing

@testable import Worker

/// Processes of the built program on topics of their own, for tests that let them die.
struct KillPlay {
  let context: WorkerContext
  private let binary: URL
  private let batch: Int

  init(_ name: String, batch: Int) throws {
    binary = try #require(Self.binary, "build the product vigie first: swift build")
    self.batch = batch
    var settings = WorkerSettings()
    settings.prefix = "\(name)-\(UUID().uuidString.prefix(8))."
    settings.rawTopics = [settings.prefix + "reports.raw"]
    settings.kafka["bootstrap.servers"] = Fixture.bootstrap
    context = WorkerContext(
      settings: settings, theatre: try Fixture.theatre(), figures: Figures(), stop: StopFlag(),
      log: Logger(label: "test") { LineLog(label: $0, level: .error) })
    _ = try Admin(settings: context.kafka).apply(TopicPlan(settings: settings).specifications)
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

  func start(_ environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = binary
    process.arguments = ["run"]
    process.currentDirectoryURL = Fixture.root
    process.environment = ProcessInfo.processInfo.environment.merging([
      "VIGIE_KAFKA_BOOTSTRAP_SERVERS": context.settings.kafka["bootstrap.servers"] ?? "",
      "VIGIE_TOPICS_PREFIX": context.names.prefix, "VIGIE_INSTANCE": "kill-test",
      "VIGIE_BATCH_RECORDS": "\(batch)", "VIGIE_LOG_LEVEL": "critical",
    ]) { $1 }.merging(environment) { $1 }
    try process.run()
    return process
  }

  func publish(_ records: [Fixture.Record]) throws {
    let producer = try Producer(settings: context.kafka)
    let topic = try producer.topic(context.settings.rawTopics[0])
    for record in records { try producer.send(record, to: topic) }
    try producer.flush(timeout: .seconds(60))
  }

  func rejections() throws -> [Rejection] {
    let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
    return try CommittedTopic(context.names.rejected, context).each { record in
      record.value.flatMap { value in
        (try? parser.parse(value).root).flatMap { try? Rejection(reading: $0) }
      }
    }.compactMap { $0 }
  }

  struct Counts {
    var accepted = 0
    var rejected = 0
    var positions = 0
  }

  /// Waits until every raw record has an output that a read_committed reader sees, and Assessment
  /// has committed the last of them.
  func waitForEnd(records: Int) throws -> Counts {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(240))
    while clock.now < end {
      let (accepted, rejected) = (
        try CommittedTopic(context.names.accepted, context),
        try CommittedTopic(context.names.rejected, context)
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
struct CommittedTopic {
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

  func each<T>(_ body: (borrowing ConsumedRecord) -> T) throws -> [T] {
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
