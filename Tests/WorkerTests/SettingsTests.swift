import Foundation
import Kafka
import Testing

@testable import Worker

@Suite struct SettingsSuite {
  static func entry(_ key: String, _ value: String) -> WorkerSettings.Entry {
    WorkerSettings.Entry(key: key, value: value, origin: "test")
  }

  @Test func `the last of file, variable and flag wins`() throws {
    let settings = try WorkerSettings([
      Self.entry("topics.prefix", "a."), Self.entry("topics.prefix", "b."),
      Self.entry("kafka.security.protocol", "ssl"),
    ])
    #expect(settings.prefix == "b.")
    #expect(settings.rawTopics == ["b.reports.raw"])
    #expect(settings.kafka == ["security.protocol": "ssl"])
  }

  @Test func `every problem is told at once, with the nearest known key`() {
    let fault = #expect(throws: ConfigurationFault.self) {
      try WorkerSettings([
        Self.entry("topics.prefx", "a."), Self.entry("batch.records", "0"),
        Self.entry("topics.prefix", "a b"), Self.entry("log.level", "loud"),
      ])
    }
    let text = fault?.description ?? ""
    #expect(fault?.problems.count == 4)
    #expect(text.contains("Did you mean topics.prefix?"))
    #expect(text.contains("from 1 to 100000"))
    #expect(text.contains("no topic may have"))
    #expect(text.contains("trace, debug"))
  }

  @Test(arguments: [
    ("VIGIE_TOPICS_PREFIX", "topics.prefix"), ("VIGIE_THEATRE", "theatre"),
    ("VIGIE_TOPICS_RAW_PARTITIONS", "topics.raw-partitions"),
    ("VIGIE_KAFKA_BOOTSTRAP_SERVERS", "kafka.bootstrap.servers"),
    ("VIGIE_TOPIC_PREFIX", "topic.prefix"),
  ])
  func `a variable names its setting`(variable: String, key: String) {
    let entries = WorkerSettings.entries(environment: [variable: "x", "HOME": "/"])
    #expect(entries.map(\.key) == [key])
  }

  @Test(arguments: ["VIGIE_SERVICE_HOST", "VIGIE_PORT_8080_TCP", "VIGIE_TEST_BOOTSTRAP"])
  func `a variable that is somebody else's is passed over`(variable: String) {
    #expect(WorkerSettings.entries(environment: [variable: "x"]).isEmpty)
  }

  @Test func `every setting's default is what the worker does without it`() throws {
    let written = try WorkerSettings(
      Setting.all.filter { !$0.standard.isEmpty }.map { Self.entry($0.key, $0.standard) })
    #expect(try WorkerSettings([]) == written)
  }

  @Test func `a YAML file may nest keys or dot them, and its lines are named`() throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "vigie-\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try """
    topics:
      raw: [a, b]
      prefix: mali.
    kafka:
      bootstrap.servers: broker:9092
    batch.records: many
    """.write(to: file, atomically: true, encoding: .utf8)
    let path = file.path(percentEncoded: false)
    let entries = try WorkerSettings.entries(file: path)
    #expect(
      entries.map { "\($0.key)=\($0.value)" } == [
        "topics.raw=a,b", "topics.prefix=mali.", "kafka.bootstrap.servers=broker:9092",
        "batch.records=many",
      ])
    let fault = #expect(throws: ConfigurationFault.self) { try WorkerSettings(entries) }
    #expect(fault?.problems.first?.origin == "\(path):6")
  }

  @Test func `a rejection of the longest raw record fits its topic`() throws {
    let settings = try WorkerSettings([])
    let plan = TopicPlan(settings: settings)
    func most(_ name: String) -> Int {
      let topic = plan.entries.first { $0.specification.name == name }
      return Int(topic?.specification.settings["max.message.bytes"] ?? "") ?? 0
    }
    let original = most("vigie.reports.raw")
    #expect(original >= 2 * settings.recordBytesMax)
    #expect(most("vigie.reports.rejected") > original / 3 * 4 + 65_536)
  }

  @Test func `what belongs together has one partition count`() {
    var settings = WorkerSettings()
    settings.partitions = 7
    settings.rawTopics = ["raw"]
    let plan = TopicPlan(settings: settings)
    let together = [
      "reports.accepted", "incidents", "alerts", "alerts.cap", "alerts.restricted",
      "alerts.restricted.cap", "watch", "memory",
    ]
    for name in together {
      let topic = plan.entries.first { $0.specification.name == "vigie.\(name)" }
      #expect(topic?.specification.partitions == 7)
    }
    #expect(sectorPartition(of: "mali", partitions: 1) == 0)
    #expect((0..<7).contains(sectorPartition(of: "mali", partitions: 7)))
  }

  @Test func `edit distance is Levenshtein's`() {
    #expect(WorkerSettings.distance("kitten", "sitting") == 3)
    #expect(WorkerSettings.distance("", "abc") == 3)
    #expect(WorkerSettings.distance("abc", "abc") == 0)
  }
}
