import Logging
import Testing

@testable import Worker

@Suite struct LineLogSuite {
  static func line(
    _ level: Logger.Level, _ message: String, _ form: LineLog.Form = .text,
    _ fields: Logger.Metadata = [:]
  ) -> String {
    var log = LineLog(label: "vigie", level: .trace, form: form)
    log[metadataKey: "stage"] = "intake"
    let event = LogEvent(
      level: level, message: "\(message)", metadata: fields, source: "", file: "", function: "",
      line: 0)
    return String(decoding: log.line(event, at: "2018-07-29T08:00:00Z"), as: UTF8.self)
  }

  @Test func `a line has time, level, message and fields in the order of their names`() {
    #expect(
      Self.line(.info, "takes 3 partitions", .text, ["a": "1", "z": "2"])
        == "2018-07-29T08:00:00Z info vigie: takes 3 partitions a=1 stage=intake z=2")
    #expect(!Self.line(.info, "two\nlines").contains("\n"))
  }

  @Test func `a warning that has a name says where to read on, and no other line does`() {
    let cases: [(Logger.Level, String, String?)] = [
      (.error, "broker_unreachable: no answer", "broker_unreachable"),
      (.warning, "cap_refused", "cap_refused"),
      (.info, "broker_unreachable: no answer", nil), (.error, "No name: here", nil),
      (.error, ": nothing", nil),
    ]
    for (level, message, name) in cases {
      let line = Self.line(level, message)
      #expect(line.hasSuffix(name.map { " runbook=Docs/trouble.md#\($0)" } ?? "=intake"), "\(line)")
    }
  }

  @Test func `as JSON a line is one object, whatever stands in it`() {
    #expect(
      Self.line(.error, "poison: \"a\"\n\u{1}", .json, ["at": "raw 0/1"])
        == #"{"time":"2018-07-29T08:00:00Z","level":"error","logger":"vigie","#
        + #""message":"poison: \"a\"\n\u0001","at":"raw 0/1","stage":"intake","#
        + #""runbook":"Docs/trouble.md#poison"}"#)
  }
}
