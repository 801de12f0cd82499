import JSON
import Testing

@testable import JSONSchema

struct BowtieTests {
  static func answers(_ lines: [String], assertsFormats: Bool = false) -> [String] {
    var harness = BowtieHarness(version: "1.2.3", assertsFormats: assertsFormats)
    return lines.map { line in
      let answer = Array(line.utf8).withUnsafeBytes { harness.answer(to: $0) }
      guard case .line(let bytes) = answer else { return "stop" }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  static func run(_ schema: String, _ instances: [String], _ more: String = "") -> String {
    let tests = instances.map { #"{"description":"t","instance":\#($0)}"# }
    return #"{"cmd":"run","seq":7,"case":{"description":"c","schema":\#(schema),"#
      + #""tests":[\#(tests.joined(separator: ","))]\#(more)}}"#
  }

  @Test func `a conversation from start to stop`() {
    let answers = Self.answers([
      #"{"cmd":"start","version":1}"#,
      #"{"cmd":"dialect","dialect":"https://json-schema.org/draft/2020-12/schema"}"#,
      #"{"cmd":"dialect","dialect":"http://json-schema.org/draft-03/schema#"}"#,
      Self.run(#"{"type":"string","x":1}"#, [#""a""#, "1"]),
      Self.run(
        #"{"$ref":"http://localhost:1/a#/b"}"#, ["1", #""a""#],
        #","registry":{"http://localhost:1/a":{"b":{"type":"integer"}}}"#),
      #"{"cmd":"stop"}"#,
    ])
    #expect(
      answers[0].hasPrefix(#"{"version":1,"implementation":{"name":"vigie","version":"1.2.3""#))
    #expect(
      Array(answers[1...]) == [
        #"{"ok":true}"#, #"{"ok":false}"#,
        #"{"seq":7,"results":[{"valid":true},{"valid":false}]}"#,
        #"{"seq":7,"results":[{"valid":true},{"valid":false}]}"#, "stop",
      ])
  }

  @Test func `what cannot be read is errored, and the conversation goes on`() {
    let deep = String(repeating: "[", count: 600)
    let answers = Self.answers([
      "garbage", #"{"cmd":"dance"}"#, #"{"cmd":"start","version":2}"#,
      #"{"cmd":"run","seq":8,"case":{"schema":true,"tests":[{"instance":\#(deep)}]}}"#,
      #"{"cmd":"run","seq":9}"#, Self.run(#"{"type":"strng"}"#, ["1"]),
      Self.run(#"{"$ref":"http://example.org/nowhere"}"#, ["1"]),
      Self.run(
        #"{"pattern":"^(a+)+\\1$(?!b)"}"#, ["\"" + String(repeating: "a", count: 9_999) + "!\""]),
      Self.run("true", ["1"]),
    ])
    let errored = answers.dropLast().map { $0.contains(#""errored":true"#) }
    #expect(errored == Array(repeating: true, count: errored.count))
    #expect(answers[3].hasPrefix(#"{"seq":8,"#) && answers[5].hasPrefix(#"{"seq":7,"#))
    #expect(answers[7].hasPrefix(#"{"seq":7,"results":[{"errored":true"#))
    #expect(answers.last == #"{"seq":7,"results":[{"valid":true}]}"#)
  }

  @Test func `formats refuse only when they are asked to`() {
    let line = Self.run(#"{"format":"ipv4"}"#, [#""x""#, "\"192.0.2.1\""])
    #expect(Self.answers([line]) == [#"{"seq":7,"results":[{"valid":true},{"valid":true}]}"#])
    #expect(
      Self.answers([line], assertsFormats: true)
        == [#"{"seq":7,"results":[{"valid":false},{"valid":true}]}"#])
  }

  @Test func `annotations are skipped, which the protocol allows`() {
    let line = Self.run("true", ["1"]).replacing(
      #""seq":7"#, with: #""seq":7,"output":"annotations""#)
    #expect(
      Self.answers([line]) == [
        #"{"seq":7,"results":[{"skipped":true,"#
          + #""message":"annotations are read, not collected"}]}"#
      ])
  }
}
