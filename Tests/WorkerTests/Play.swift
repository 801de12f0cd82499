import Foundation
import Intake
import Kafka
import Logging
import Testing

@testable import Worker

/// One run: topics of its own, a publisher, both stages, and a reader.
final class Play {
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
  func work(stamp: PackStamp? = nil, until isEnough: (Figures.Counts) -> Bool) throws {
    context = WorkerContext(
      settings: settings, theatre: context.theatre, figures: figures, stop: StopFlag(),
      log: context.log, stamp: stamp)
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
