import Foundation
import Testing

@testable import Worker

/// Where values come from, files of secrets, and the page that documents the list.
@Suite struct SettingsReadingSuite {
  static func entry(
    _ key: String, _ value: String, _ origin: String = "vigie.yaml:1"
  ) -> WorkerSettings.Entry {
    WorkerSettings.Entry(key: key, value: value, origin: origin)
  }

  /// A file that is gone after the test.
  static func with<R>(_ content: String, _ body: (String) throws -> R) throws -> R {
    let file = FileManager.default.temporaryDirectory.appending(path: "v-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try content.write(to: file, atomically: true, encoding: .utf8)
    return try body(file.path(percentEncoded: false))
  }

  @Test func `each value says where it came from, and a secret does not show`() throws {
    let reading = SettingsReading([
      Self.entry("topics.prefix", "a.", "vigie.yaml:2"),
      Self.entry("topics.prefix", "b.", "VIGIE_TOPICS_PREFIX"),
      Self.entry("kafka.sasl.password", "geheim", "vigie.yaml:3"),
    ])
    let lines = reading.lines
    func line(_ key: String) -> String {
      lines.first { $0.key == key }.map { "\($0.value) from \($0.origin)" } ?? ""
    }
    #expect(line("topics.prefix") == "b. from VIGIE_TOPICS_PREFIX")
    #expect(line("topics.raw") == "b.reports.raw from default")
    #expect(line("batch.records") == "5000 from default")
    #expect(line("kafka.sasl.password") == "(hidden) from vigie.yaml:3")
    #expect(reading.problems.isEmpty)
  }

  @Test func `a value may stand in a file, whose last newline does not count`() throws {
    try Self.with("s3cret\n") { path in
      let entries = WorkerSettings.entries(environment: [
        "VIGIE_KAFKA_SASL_PASSWORD_FILE": path, "VIGIE_TOPICS_PREFIX_FILE": path,
      ])
      let reading = SettingsReading(entries)
      #expect(reading.settings.kafka == ["sasl.password": "s3cret"])
      #expect(reading.settings.prefix == "s3cret")
      #expect(
        reading.origin(of: "topics.prefix") == "VIGIE_TOPICS_PREFIX_FILE, \(path)")
    }
  }

  @Test(arguments: [
    ("", "which is empty"), ("\n", "which is empty"), (nil, "which cannot be read"),
    (String(repeating: "x", count: 70_000), "64 KiB"),
  ])
  func `a file of a secret that does not hold one is a problem`(
    content: String?, expected: String
  ) throws {
    let found = try Self.with(content ?? "") { path in
      SettingsReading([
        Self.entry("kafka.sasl.password.file", content == nil ? path + ".not" : path)
      ]).problems.map(\.description)
    }
    #expect(found.count == 1 && found[0].contains(expected), "\(found)")
  }

  @Test(arguments: [
    ("vigie.incidents", "which Vigie writes itself"),
    ("^vigie\\..*", "takes in vigie.reports.accepted"),
    ("^(", "cannot be read"), ("a b", "no topic may be called"),
  ])
  func `a raw topic that Vigie writes to, or that cannot be, is a problem`(
    topic: String, expected: String
  ) {
    let found = SettingsReading([Self.entry("topics.raw", topic)]).problems.map(\.description)
    #expect(found.count == 1 && found[0].contains(expected), "\(found)")
  }

  @Test(arguments: ["vigie.reports.raw", "^partners\\..*", "^vigie\\.reports\\.raw.*"])
  func `a raw topic that teams send to is none`(topic: String) {
    #expect(SettingsReading([Self.entry("topics.raw", topic)]).problems.isEmpty)
  }

  @Test func `problems stand in the order of the file, librdkafka's too, and keep their lines`() {
    let reading = SettingsReading([
      Self.entry("log.level", "loud", "vigie.yaml:9"),
      Self.entry("kafka.security.protocl", "ssl", "vigie.yaml:7"),
      Self.entry("batch.records", "0", "vigie.yaml:8"),
      Self.entry("batch.recods", "1", "VIGIE_BATCH_RECODS"),
    ])
    #expect(
      reading.problems.map(\.origin) == [
        "VIGIE_BATCH_RECODS", "vigie.yaml:7", "vigie.yaml:8", "vigie.yaml:9",
      ])
  }

  @Test func `a secret on the command line is remarked on, in a file it is not`() {
    let flag = SettingsReading([Self.entry("kafka.sasl.password", "x", "--set")])
    #expect(flag.remarks.count == 1 && flag.problems.isEmpty)
    #expect(!flag.remarks[0].description.contains("x is"))
    #expect(SettingsReading([Self.entry("kafka.sasl.password", "x")]).remarks.isEmpty)
  }

  @Test func `every setting has a sentence, a reason, and an example that is taken`() throws {
    for setting in Setting.all {
      #expect(setting.sentence.hasSuffix(".") && setting.reason.hasSuffix("."), "\(setting.key)")
      let reading = SettingsReading([Self.entry(setting.key, setting.example)])
      #expect(reading.problems.isEmpty, "\(setting.key): \(reading.problems)")
      #expect(setting.example != setting.standard, "\(setting.key)")
    }
    #expect(Set(Setting.all.map(\.variable)).count == Setting.all.count)
  }

  @Test func `Docs settings md is what the list of settings says`() throws {
    let file = Fixture.root.appending(path: "Docs/settings.md")
    let text = SettingsPage().text
    if ProcessInfo.processInfo.environment["UPDATE"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let written = try String(contentsOf: file, encoding: .utf8)
    #expect(written == text, "UPDATE=1 swift test --filter SettingsReading writes it anew")
    for line in text.split(separator: "\n") where !line.contains("Example:") {
      #expect(line.count < 260)
    }
  }
}
