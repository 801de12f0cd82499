import Foundation
import Intake
import JSON
import Kafka
import Logging
import Theatre

@testable import Worker

/// What the tests of this module share: the shipped pack, schemas and scenario, and a broker.
enum Fixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func path(_ name: String) -> String {
    root.appending(path: name).path(percentEncoded: false)
  }

  static func theatre() throws -> Theatre {
    try Theatre.load(directory: path("Deploy/theatres/mali-2018"))
  }

  static func catalogue() throws -> SchemaCatalogue {
    try SchemaCatalogue.load(directory: path("Schemas"))
  }

  struct Record: Sendable {
    let key: [UInt8]?
    let headers: [(name: [UInt8], value: [UInt8])]
    let value: [UInt8]?
  }

  /// The shipped scenario, and behind it what no field team should send.
  static func scenario() throws -> [Record] {
    let text = try Data(contentsOf: root.appending(path: "Deploy/demo/scenario.ndjson"))
    let parser = Parser(limits: Limits(bytesMax: 8 << 20, depthMax: 64))
    return try text.split(separator: 10).map { line in
      let root = try parser.parse(Array(line)).root
      var headers: [(name: [UInt8], value: [UInt8])] = []
      if let given = root["headers"] {
        for member in given.members {
          headers.append((bytes(member.name), member.value.text.map(bytes) ?? []))
        }
      }
      return Record(
        key: root["key"]?.text.map(bytes), headers: headers,
        value: root["value"].map { Array($0.source) } ?? root["raw"]?.text.map(bytes))
    } + hostile
  }

  /// Each of these is one rejection, and the worker goes on (the issue's list of bad input).
  static let hostile: [Record] = {
    let schema = [(name: Array("schema".utf8), value: Array("field-report/3".utf8))]
    func record(_ text: String) -> Record {
      Record(key: nil, headers: schema, value: Array(text.utf8))
    }
    return [
      record(#"{"id":"x","source":"team-gao-1""#),
      Record(key: [0, 255], headers: schema, value: [UInt8](repeating: 97, count: 2 << 20)),
      record(String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)),
      Record(key: nil, headers: schema, value: nil),
      Record(key: nil, headers: [], value: Array(#"{"id":"no-schema"}"#.utf8)),
      Record(key: nil, headers: [], value: []),
      record(#"{"source":"\#(String(repeating: "a", count: 1_040_000))"}"#),
      record(#"{"id":"x","source":"team-gao-1","revision":1e400}"#),
      record(#"{"id":"\ud800","source":"team-gao-1"}"#),
      record(#"{"id":"a","id":"b","source":"team-gao-1"}"#),
      record(#"{"id":"\#u{0}"}"#),
      Record(
        key: nil, headers: [(Array("schema".utf8), Array("field-report/99".utf8))],
        value: Array("{}".utf8)),
      Record(key: nil, headers: schema, value: [0, 0, 0, 0, 77, 123, 125]),
      Record(key: nil, headers: schema, value: [0xff, 0xfe, 0x7b]),
    ]
  }()

  private static func bytes(_ text: Text) -> [UInt8] {
    var bytes: [UInt8] = []
    text.append(to: &bytes)
    return bytes
  }

  /// A real broker to test on, from `VIGIE_TEST_BOOTSTRAP`.
  static let bootstrap = ProcessInfo.processInfo.environment["VIGIE_TEST_BOOTSTRAP"]
}
