import Foundation
import Intake
import JSON
import Kafka
import Logging
import Model
import Testing

@testable import Worker

/// Both stages through real topics: librdkafka's embedded broker, or a real one where
/// `VIGIE_TEST_BOOTSTRAP` names it.
@Suite(.serialized) struct PipelineSuite {
  @Test func `topics hold what a replay of the same records gives, byte for byte`() throws {
    let play = try Play()
    let records = try Fixture.scenario()
    try play.publish(records)
    try play.work { $0.raw >= records.count && $0.assessed >= $0.accepted }
    let counts = play.context.figures.now
    #expect(counts.raw == records.count)
    #expect(counts.accepted + counts.rejected == records.count)

    var lines: [Replay.Output: [String]] = [:]
    let replay = Replay(
      theatre: play.context.theatre, catalogue: play.catalogue, settings: play.settings,
      sink: { lines[$0, default: []].append(String(decoding: $1, as: UTF8.self)) })
    for record in records { replay.feed(record) }
    for (output, topic) in [
      (Replay.Output.accepted, play.names.accepted), (.rejected, play.names.rejected),
      (.incidents, play.names.incidents), (.alerts, play.names.alerts),
    ] {
      let found = try play.read(topic)
      let wanted = lines[output] ?? []
      #expect(found.count == wanted.count, "\(topic)")
      for (index, (line, other)) in zip(found, wanted).enumerated() {
        // A rejection holds its record's timestamp, which a file does not have.
        guard output != .rejected else { continue }
        #expect(line == other, "\(topic) \(index)")
      }
    }
  }

  @Test func `every hostile record is one rejection with its bytes, and the rest is accepted`()
    throws
  {
    let play = try Play()
    let good = try Fixture.scenario().first
    let records = Fixture.hostile + [good].compactMap { $0 }
    try play.publish(records)
    try play.work { $0.raw >= records.count && $0.assessed >= 1 }
    #expect(play.context.figures.now.accepted == 1)
    let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
    let rejections = try play.readValues(play.names.rejected).map { value in
      try Rejection(reading: try parser.parse(value ?? []).root)
    }
    #expect(rejections.count == Fixture.hostile.count)
    for (rejection, record) in zip(rejections, Fixture.hostile) {
      #expect(rejection.original.value == record.value)
      #expect(rejection.original.key == record.key)
      #expect(rejection.original.headers.map(\.name) == record.headers.map(\.name))
      #expect(rejection.original.headers.map(\.value) == record.headers.map(\.value))
      #expect(!rejection.sentence.isEmpty)
    }
    #expect(
      rejections.map(\.reason) == [
        .invalidJSON, .oversize, .invalidJSON, .nullValue, .schemaMissing, .empty,
        .schemaViolation, .invalidJSON, .invalidJSON, .invalidJSON, .invalidJSON, .schemaUnknown,
        // Framed, but the header names the schema, and the header goes first.
        .schemaViolation, .invalidJSON,
      ])
  }

  @Test func `when nearly everything is rejected Intake holds, and goes on when it may`() throws {
    let play = try Play()
    play.settings.fuseConsecutive = 3
    try play.publish(Array(Fixture.hostile.suffix(5)))
    try play.work { _ in play.context.figures.stages[.intake]?.trouble == .everythingRejected }
    #expect(play.context.figures.now.rejected < 3)

    play.settings.fuseConsecutive = 0
    try play.work { $0.rejected >= 5 }
  }

  @Test func `a worker that stops and starts again goes on from its memory`() throws {
    let play = try Play()
    let records = try Fixture.scenario()
    let half = records.count / 2
    try play.publish(Array(records[..<half]))
    try play.work { $0.raw >= half && $0.assessed >= $0.accepted }
    try play.publish(Array(records[half...]))
    // The embedded broker keeps no transactional offsets: Intake would read the first half again.
    // Assessment goes on where memory says, on any broker.
    if Fixture.bootstrap != nil {
      try play.work { $0.raw >= records.count && $0.assessed >= $0.accepted }
      let whole = Replay(
        theatre: play.context.theatre, catalogue: play.catalogue, settings: play.settings,
        sink: { _, _ in })
      for record in records { whole.feed(record) }
      #expect(try play.read(play.names.incidents).count == whole.summary.incidentVersions)
      #expect(try play.read(play.names.alerts).count == whole.summary.alertVersions)
    }
  }
}

/// One run: topics of its own, a publisher, both stages, and a reader.
private final class Play {
  let broker: EmbeddedBroker?
  var settings = WorkerSettings()
  let names: TopicNames
  let catalogue: SchemaCatalogue
  var context: WorkerContext
  private let figures = Figures()

  init() throws {
    settings.prefix = "test-\(UUID().uuidString.prefix(8))."
    settings.rawTopics = [settings.prefix + "reports.raw"]
    settings.instance = "test"
    settings.batchWaitMilliseconds = 10
    names = TopicNames(prefix: settings.prefix)
    let specifications = TopicPlan(settings: settings).specifications
    if let bootstrap = Fixture.bootstrap {
      broker = nil
      settings.kafka["bootstrap.servers"] = bootstrap
    } else {
      let embedded = try EmbeddedBroker()
      for topic in specifications { try embedded.createTopic(topic.name, partitions: 1) }
      settings.kafka["bootstrap.servers"] = embedded.bootstrapServers
      broker = embedded
    }
    catalogue = try Fixture.catalogue()
    context = WorkerContext(
      settings: settings, theatre: try Fixture.theatre(), figures: figures, stop: StopFlag(),
      log: Logger(label: "test") { LineLog(label: $0, level: .error) })
    if broker == nil { _ = try Admin(settings: context.kafka).apply(specifications) }
  }

  func publish(_ records: [Fixture.Record]) throws {
    var kafka = context.kafka
    kafka.properties["message.max.bytes"] = "8000000"
    let producer = try Producer(settings: kafka)
    let topic = try producer.topic(settings.rawTopics[0])
    for record in records { try producer.send(record, to: topic) }
    try producer.flush(timeout: .seconds(30))
  }

  /// Runs both stages until the figures say enough, then stops them as SIGTERM would.
  func work(until isEnough: (Figures.Counts) -> Bool) throws {
    context = WorkerContext(
      settings: settings, theatre: context.theatre, figures: figures, stop: StopFlag(),
      log: context.log)
    let stages = Stages()
    stages.start(Stage.allCases, context: context, catalogue: catalogue)
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(60))
    while !isEnough(figures.now), clock.now < end { usleep(10_000) }
    context.stop.raise()
    stages.wait()
    #expect(isEnough(figures.now), "the stages did not finish within a minute")
  }

  /// A topic's records as lines of NDJSON.
  func read(_ topic: String) throws -> [String] {
    var lines: [String] = []
    var line = RecordLine()
    try forEach(topic) { record in
      line.begin(topic: topic, key: record.key)
      for header in record.headers {
        if let value = header.value { line.header(name: header.name, value) }
      }
      line.end(value: record.value) { lines.append(String(decoding: $0, as: UTF8.self)) }
    }
    return lines
  }

  func readValues(_ topic: String) throws -> [[UInt8]?] {
    var values: [[UInt8]?] = []
    try forEach(topic) { values.append($0.value.map(Array.init)) }
    return values
  }

  private func forEach(_ topic: String, _ body: (borrowing ConsumedRecord) -> Void) throws {
    let reader = try Consumer(settings: context.kafka, group: nil)
    try reader.assign([TopicPartition(topic: topic, partition: 0): .beginning])
    var isAtEnd = false
    while !isAtEnd {
      let batch = try reader.poll(max: 1000, timeout: .milliseconds(100))
      batch.forEach(body)
      for case .endReached in reader.takeHappenings() { isAtEnd = true }
    }
  }
}
