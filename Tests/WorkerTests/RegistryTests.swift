import Foundation
import Intake
import Kafka
import Model
import Synchronization
import Testing

@testable import Worker

/// A registry that is asked, and above all: one that does not answer.
@Suite(.serialized) struct RegistryTests {
  static let ours: String = {
    let path = Fixture.path("Schemas/inbound/field-report/3/schema.json")
    let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    // As a registry keeps it: the same JSON, spelled anew.
    let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    let data = value.flatMap { try? JSONSerialization.data(withJSONObject: $0) } ?? Data()
    return String(decoding: data, as: UTF8.self)
  }()

  static func registered(_ schema: String, type: String = "JSON") -> RegistryServer.Answer {
    let object: [String: Any] = ["schema": schema, "schemaType": type]
    let data = (try? JSONSerialization.data(withJSONObject: object)) ?? Data()
    return RegistryServer.Answer(body: String(decoding: data, as: UTF8.self))
  }

  static func client(_ url: String) -> RegistryClient {
    RegistryClient(url: url, HTTPClient.Credentials(), milliseconds: 1000)
  }

  @Test func `a name means the version with its text, or with its subject`() throws {
    let server = RegistryServer([
      "/schemas/ids/17": Self.registered(Self.ours),
      "/schemas/guids/00000000-0000-0001-0000-000000000002": Self.registered(Self.ours),
      "/schemas/ids/18": Self.registered(#"{"type":"object"}"#),
      "/schemas/ids/18/versions": .init(
        body: #"[{"subject":"other-value","version":1},{"subject":"polling-value","version":1}]"#),
      "/schemas/ids/19": Self.registered(#"{"type":"record"}"#, type: "AVRO"),
      "/schemas/ids/20": Self.registered(#"{"type":"null"}"#),
      "/schemas/ids/20/versions": .init(body: #"[{"subject":"weather-value","version":4}]"#),
    ])
    defer { server.stop() }
    let catalogue = try Fixture.catalogue()
    let client = Self.client(server.url)
    let third = catalogue.index(of: "field-report/3")
    #expect(try client.find(.id(17), in: catalogue) == .version(third))
    #expect(try client.find(.guid(1, 2), in: catalogue) == .version(third))
    #expect(try client.find(.id(18), in: catalogue) == .version(catalogue.index(of: "polling/1")))
    for (id, part) in [
      (19, "is AVRO in the registry"), (20, "weather-value version 4"), (21, "not in the registry"),
    ] as [(UInt32, String)] {
      guard case .notOurs(let sentence) = try client.find(.id(id), in: catalogue) else {
        Issue.record("\(id) is none of ours")
        continue
      }
      #expect(sentence.contains(part), "\(sentence)")
    }
  }

  @Test(
    arguments: [
      (500, "{}", "status 500"), (404, "<html>", "status 404"),
      (404, #"{"error":"no route"}"#, "status 404"), (401, "{}", "status 401"),
      (302, "{}", "status 302"), (200, "<html>", "something else than JSON"),
    ])
  func `only the registry's own word says that a name is unknown`(
    _ status: Int, _ body: String, _ part: String
  ) throws {
    let server = RegistryServer(["/schemas/ids/1": .init(status: status, body: body)])
    defer { server.stop() }
    let catalogue = try Fixture.catalogue()
    let failure = #expect(throws: RegistryClient.Failure.self) {
      try Self.client(server.url).find(.id(1), in: catalogue)
    }
    #expect(failure?.sentence.contains(part) == true, "\(failure?.sentence ?? "")")
  }

  @Test func `records wait while the registry is away, and none is rejected for it`() throws {
    let server = RegistryServer(["/schemas/ids/17": .init(status: 503, body: "")])
    defer { server.stop() }
    let play = try Play()
    play.settings.registryURL = server.url
    let report = try #require(try Fixture.scenario().first { $0.value?.first == UInt8(ascii: "{") })
    let value = try #require(report.value)
    let framed = Fixture.Record(key: report.key, headers: [], value: [0, 0, 0, 0, 17] + value)
    let named = Fixture.Record(
      key: report.key, headers: [(Array("__value_schema_id".utf8), [0, 0, 0, 0, 17])], value: value)
    let strange = Fixture.Record(key: nil, headers: [], value: [0, 0, 0, 0, 99] + value)
    try play.publish([framed, named, framed, strange])
    try play.work { _ in play.context.figures.stages[.intake]?.trouble == .registryUnreachable }
    #expect(play.context.figures.now.raw == 0)

    server.answer("/schemas/ids/17", Self.registered(Self.ours))
    try play.work { $0.raw >= 4 }
    let counts = play.context.figures.now
    #expect((counts.accepted, counts.rejected) == (3, 1))
    #expect(counts.rejectedBy == ["schema_unknown": 1])
    // Asked once and kept, whatever the number of records; the 503s were before.
    let asked = server.asked.withLock { $0 }
    #expect(asked.count { $0 == "/schemas/ids/99" } == 1)
    #expect(asked.last == "/schemas/ids/99")
  }
}
