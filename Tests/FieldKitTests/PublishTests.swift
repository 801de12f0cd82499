import Foundation
import Intake
import Kafka
import Logging
import Model
import Testing
import Theatre
import Worker

@testable import FieldKit

/// A team's whole way: kept while no broker answers, sent once, and told what became of it.
@Suite(.serialized) struct PublishSuite {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func path(_ name: String) -> String {
    root.appending(path: name).path(percentEncoded: false)
  }

  static func record(_ document: String, in intake: Intake, topic: String) throws -> SpoolRecord {
    var output = IntakeOutput()
    let value = Array(document.utf8)
    value.withUnsafeBytes { bytes in
      intake.process(
        RawRecord(
          topic: RawTopic(
            topic, defaultSchema: "field-report/3", admission: nil, in: intake.catalogue),
          partition: 0, offset: 0, timestamp: nil, key: nil, value: bytes,
          headers: UnsafeBufferPointer(start: nil, count: 0)), into: &output)
    }
    return SpoolRecord(
      digest: Fingerprint(of: document), topic: topic, schema: "field-report/3",
      report: "r-\(output.report.id)", value: value)
  }

  static func document(_ id: String, source: String = "team-gao-1") -> String {
    #"{"id":"\#(id)","source":"\#(source)","submitted":"2018-09-02T20:10:00Z","#
      + #""occurred":{"from":"2018-09-02T18:30:00Z"},"kind":"security","type":"attack","#
      + #""targets":["civilians"],"place":{"name":"Gao","country":"ML"}}"#
  }

  @Test func `reports wait without a broker, go out in order, and their fate is read`() throws {
    try SpoolSuite.with { path in
      let theatre = try Theatre.load(directory: Self.path("Deploy/theatres/mali-2018"))
      let catalogue = try SchemaCatalogue.load(directory: Self.path("Schemas"))
      var settings = try WorkerSettings([])
      settings.instance = "field"
      settings.batchWaitMilliseconds = 10
      let intake = Intake(catalogue: catalogue, theatre: theatre, limits: settings.intakeLimits)
      let spool = try SpoolSuite.open(path)
      let topic = "vigie.reports.raw"
      var bad = try Self.record(Self.document("bad"), in: intake, topic: topic)
      bad.value = Array(#"{"kind":"security"}"#.utf8)
      let good = try [
        Self.record(Self.document("1"), in: intake, topic: topic),
        Self.record(Self.document("2", source: "afp"), in: intake, topic: topic),
      ]
      for record in good + [bad] { #expect(try spool.add(record) == .queued) }

      let nobody = try Publisher(
        settings: Kafka.Settings(bootstrapServers: "127.0.0.1:1", log: .silent), spool: spool)
      #expect(throws: KafkaFailure.self) { try nobody.connect(timeout: .milliseconds(300)) }
      #expect(spool.waiting.count == 3)

      let broker = try EmbeddedBroker()
      for entry in TopicPlan(settings: settings).entries {
        try broker.createTopic(entry.specification.name, partitions: 1)
      }
      settings.kafka["bootstrap.servers"] = broker.bootstrapServers
      let kafka = Kafka.Settings(bootstrapServers: broker.bootstrapServers, log: .silent)
      let stop = StopFlag()
      let context = WorkerContext(
        settings: settings, theatre: theatre, figures: Figures(), stop: stop,
        log: Logger(label: "vigie") { _ in SwiftLogNoOpLogHandler() })
      let watch = try FateWatch(settings: kafka, names: TopicNames(prefix: settings.prefix))
      try watch.open(timeout: .seconds(10))
      let publisher = try Publisher(settings: kafka, spool: spool)
      let sent = try publisher.sendSome(patience: .seconds(30))
      #expect(sent == good + [bad] && spool.waiting.isEmpty)
      #expect(try publisher.sendSome(patience: .seconds(30)).isEmpty)

      let stages = Stages()
      stages.start(Stage.allCases, context: context, catalogue: catalogue)
      defer {
        stop.raise()
        stages.wait()
      }
      watch.expect(sent.map(\.report))
      try watch.follow(limit: .seconds(40), stop: StopFlag()) { _ in }
      let fates = watch.fates
      #expect(fates[0].incident?.id == fates[1].incident?.id && fates[0].incident != nil)
      #expect(fates[1].incident?.reports == 2 && fates[1].incident?.place == "Gao")
      for fate in fates.prefix(2) {
        guard case .accepted = fate.verdict else {
          Issue.record("\(fate)")
          continue
        }
      }
      guard case .rejected(let rejection) = fates[2].verdict else {
        Issue.record("\(fates[2])")
        return
      }
      #expect(rejection.violations.contains { $0.sentence.contains("source") })
      // The same document again: the mark knows it, and nothing is sent.
      #expect(try spool.add(good[0]) == .sent)
    }
  }
}
