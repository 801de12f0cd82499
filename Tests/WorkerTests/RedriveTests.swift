import Foundation
import Intake
import JSON
import Kafka
import Logging
import Model
import Testing

@testable import Worker

/// Rejections sent through again, on the embedded broker or on a real one.
@Suite(.serialized) struct RedriveSuite {
  @Test func `what was selected goes back byte for byte, once, with its count of attempts`() throws
  {
    let desk = try RedriveDesk()
    let rejections = [
      desk.rejection(0, .schemaUnknown, schema: "kobo-incident/1"),
      desk.rejection(1, .invalidJSON),
      desk.rejection(2, .schemaUnknown, schema: "field-report/99", attempts: 2),
    ]
    try desk.publish(rejections)
    var selection = RedriveSelection()
    selection.reasons = [.schemaUnknown]

    let survey = desk.redrive(selection)
    try survey.survey()
    #expect(survey.tally.read == 3)
    #expect(survey.tally.waiting == 2)
    #expect(survey.tally.notSelected == 1)
    #expect(survey.tally.kinds.count == 2)
    #expect(try desk.raw().isEmpty)

    let first = desk.redrive(selection)
    try first.run(pace: 0, limit: .max)
    #expect(first.tally.sent == 2)
    let raw = try desk.raw()
    #expect(raw.count == 2)
    for (record, rejection) in zip(raw, [rejections[0], rejections[2]]) {
      #expect(record.key == rejection.original.key)
      #expect(record.value == rejection.original.value)
      #expect(record.attempts == "\(rejection.attempts)")
      // An older count of attempts is replaced, everything else stays.
      let older = rejection.attempts > 1 ? 1 : 0
      #expect(record.headerCount == rejection.original.headers.count - older + 1)
    }

    let second = desk.redrive(selection)
    try second.run(pace: 0, limit: .max)
    #expect(second.tally.sent == 0)
    #expect(second.tally.done == 2)
    #expect(try desk.raw().count == 2)

    // Another selection that overlaps sends only what no run sent before.
    let wider = desk.redrive(RedriveSelection())
    try wider.run(pace: 0, limit: .max)
    #expect(wider.tally.sent == 1)
    #expect(wider.tally.done == 2)
    #expect(try desk.raw().count == 3)
  }

  @Test func `a record that was tried too often is left and listed`() throws {
    let desk = try RedriveDesk()
    try desk.publish([
      desk.rejection(0, .schemaViolation, schema: "field-report/3", attempts: 3),
      desk.rejection(1, .schemaViolation, schema: "field-report/3", attempts: 1),
    ])
    let redrive = desk.redrive(RedriveSelection())
    try redrive.run(pace: 0, limit: .max)
    #expect(redrive.tally.sent == 1)
    #expect(redrive.tally.left == 1)
    #expect(redrive.tally.leftRecords.map(\.position.offset) == [0])
    #expect(try desk.raw().count == 1)
  }

  @Test func `a limit holds a run back and the next goes on`() throws {
    let desk = try RedriveDesk()
    try desk.publish((0..<5).map { desk.rejection($0, .oversize) })
    for (limit, sent, waiting) in [(2, 2, 3), (2, 2, 1), (9, 1, 0)] {
      let redrive = desk.redrive(RedriveSelection())
      try redrive.run(pace: 0, limit: limit)
      #expect(redrive.tally.sent == sent)
      #expect(redrive.tally.waiting == waiting)
    }
    #expect(try desk.raw().count == 5)
  }

  @Test func `a selection asks reason, schema, source, topic and time`() {
    var rejection = Rejection(
      reason: .schemaViolation, sentence: "no",
      position: RejectionPosition(topic: "raw", partition: 0, offset: 7, timestamp: 1000),
      original: RejectionOriginal(
        key: nil, value: Array(#"{"source":"team-gao-1"}"#.utf8), headers: []))
    rejection.schema = "field-report/3"
    func wants(_ change: (inout RedriveSelection) -> Void) -> Bool {
      var selection = RedriveSelection()
      change(&selection)
      return selection.wants(rejection)
    }
    #expect(wants { _ in })
    #expect(wants { $0.reasons = [.oversize, .schemaViolation] })
    #expect(!wants { $0.reasons = [.oversize] })
    #expect(wants { $0.schemas = ["field-report"] })
    #expect(wants { $0.schemas = ["field-report/3"] })
    #expect(!wants { $0.schemas = ["field-report/2", "field"] })
    #expect(wants { $0.sources = ["team-gao-1"] })
    #expect(!wants { $0.sources = ["team-gao-2"] })
    #expect(!wants { $0.topics = ["other"] })
    #expect(wants { $0.from = 1000 })
    #expect(!wants { $0.to = 1000 })
    #expect(wants { ($0.from, $0.to) = (0, 1001) })
    rejection.position = RejectionPosition(topic: "raw", partition: 0, offset: 7, timestamp: nil)
    #expect(!wants { $0.from = 0 })
  }
}

/// Topics of one test: rejections to publish, and what came back on the raw topic.
private final class RedriveDesk {
  struct Raw {
    let key: [UInt8]?
    let value: [UInt8]?
    let attempts: String?
    let headerCount: Int
  }

  private let broker: EmbeddedBroker?
  private var settings = WorkerSettings()
  private let names: TopicNames
  private let kafka: Kafka.Settings

  init() throws {
    settings.prefix = "test-\(UUID().uuidString.prefix(8))."
    settings.rawTopics = [settings.prefix + "reports.raw"]
    names = TopicNames(prefix: settings.prefix)
    let specifications = TopicPlan(settings: settings).specifications
    if let bootstrap = Fixture.bootstrap {
      broker = nil
      kafka = Kafka.Settings(bootstrapServers: bootstrap)
      _ = try Admin(settings: kafka).apply(specifications)
    } else {
      let embedded = try EmbeddedBroker()
      for topic in specifications { try embedded.createTopic(topic.name, partitions: 1) }
      broker = embedded
      kafka = Kafka.Settings(bootstrapServers: embedded.bootstrapServers)
    }
  }

  func rejection(
    _ offset: Int64, _ reason: RejectionReason, schema: String? = nil, attempts: Int32 = 1
  ) -> Rejection {
    var headers = [
      RejectionOriginal.Header(name: Array("schema".utf8), value: Array("x/1".utf8)),
      RejectionOriginal.Header(name: Array("blank".utf8), value: nil),
    ]
    if attempts > 1 {
      headers.append(
        RejectionOriginal.Header(
          name: Array("\(RawHeader.attempts)".utf8), value: Array("\(attempts - 1)".utf8)))
      headers.removeFirst()
    }
    var rejection = Rejection(
      reason: reason, sentence: "It was wrong.",
      position: RejectionPosition(
        topic: settings.rawTopics[0], partition: 0, offset: offset, timestamp: 1_530_290_400_000),
      original: RejectionOriginal(
        key: [0xff, UInt8(offset)], value: [0, 0xfe] + Array("body \(offset)".utf8),
        headers: headers))
    rejection.schema = schema
    rejection.attempts = attempts
    return rejection
  }

  func publish(_ rejections: [Rejection]) throws {
    let producer = try Producer(settings: kafka)
    let topic = try producer.topic(names.rejected)
    for rejection in rejections {
      var writer = Writer()
      rejection.write(to: &writer)
      try writer.bytes.withUnsafeBytes { bytes in
        try producer.send(topic, partition: 0, key: nil, value: bytes)
      }
    }
    try producer.flush(timeout: .seconds(30))
  }

  func redrive(_ selection: RedriveSelection) -> Redrive {
    Redrive(settings: settings, kafka: kafka, selection: selection, stop: StopFlag())
  }

  func raw() throws -> [Raw] {
    let reader = try Consumer(settings: kafka, group: nil)
    let place = TopicPartition(topic: settings.rawTopics[0], partition: 0)
    try reader.assign([place: .beginning])
    var found: [Raw] = []
    while true {
      let batch = try reader.poll(max: 100, timeout: .milliseconds(250))
      for index in 0..<batch.count {
        let attempts = batch[index].headers.last(named: RawHeader.attempts)
        found.append(
          Raw(
            key: batch[index].key.map(Array.init), value: batch[index].value.map(Array.init),
            attempts: attempts.map { String(decoding: $0, as: UTF8.self) },
            headerCount: batch[index].headers.count))
      }
      for happening in reader.takeHappenings() {
        if case .endReached = happening { return found }
      }
    }
  }
}
