import JSON
import Testing

@testable import JSONSchema

struct BoundsTests {
  static let tree =
    ##"{"type":"object","properties":{"a":{"$ref":"#"}},"additionalProperties":false}"##

  static func nested(_ depth: Int, end: String = "{}") -> String {
    String(repeating: #"{"a":"#, count: depth) + end + String(repeating: "}", count: depth)
  }

  @Test(arguments: [(64, true), (500, true)])
  func `a reference to itself follows a document down`(depth: Int, isAccepted: Bool) throws {
    let sound = try Judgement(Self.tree, Self.nested(depth))
    #expect(sound.isAccepted == isAccepted && sound.isConsistent)
    let broken = try Judgement(Self.tree, Self.nested(depth, end: "1"))
    #expect(!broken.isAccepted && broken.isConsistent)
    #expect(broken.first?.sentence == "`a` must be an object; it is a number")
  }

  @Test func `deeper than the walk goes is a named refusal, also below a not`() throws {
    let wordy = ##""$defs":{"t":{"allOf":[{"properties":{"a":{"$ref":"#/$defs/t"}}}]}}"##
    for keyword in [##""$ref":"#/$defs/t""##, ##""not":{"$ref":"#/$defs/t"}"##] {
      let schema = "{\(keyword),\(wordy)}"
      let judgement = try Judgement(schema, Self.nested(500))
      #expect(!judgement.isAccepted && judgement.isConsistent)
      #expect(judgement.violations.map(\.keyword) == ["limit"])
    }
  }

  @Test func `alternatives that multiply with depth end in a named refusal`() throws {
    let schema = ##"""
      {"anyOf":[{"properties":{"a":{"$ref":"#"}},"required":["x"]},
                {"properties":{"a":{"$ref":"#"}},"required":["y"]},{"const":0}]}
      """##
    let judgement = try Judgement(schema, Self.nested(60))
    #expect(!judgement.isAccepted && judgement.isConsistent)
    #expect(judgement.violations.map(\.keyword) == ["limit"])
  }

  @Test func `unique items of equal shape stay cheap`() throws {
    let source = #"{"uniqueItems":true,"items":{"uniqueItems":true}}"#
    let schema = try Schema(Array(source.utf8), name: "unique")
    let rows = (0..<300).map { row in
      "[" + (0..<100).map { "\(row * 100 + $0)" }.joined(separator: ",") + "]"
    }
    let judgement = try Judgement(schema, Array("[\(rows.joined(separator: ","))]".utf8))
    #expect(judgement.isAccepted && judgement.isConsistent)
    let same = (0..<20_000).map { _ in "1" }.joined(separator: ",")
    #expect(try !Judgement(schema, Array("[\(same)]".utf8)).isAccepted)
  }

  @Test func `two large equal objects with members in opposite order are refused`() throws {
    let members = (0..<5_000).map { #""m\#($0)":\#($0)"# }
    let (a, b) = (members.joined(separator: ","), members.reversed().joined(separator: ","))
    let judgement = try Judgement(#"{"uniqueItems":true}"#, "[{\(a)},{\(b)}]")
    #expect(!judgement.isAccepted && judgement.isConsistent)
  }

  @Test func `a long text against a wide pattern ends`() throws {
    let text = String(repeating: "ab", count: 5_000)
    let judgement = try Judgement(#"{"pattern":"(a|b|ab){60}c"}"#, "\"\(text)\"")
    #expect(!judgement.isAccepted && judgement.isConsistent)
  }

  @Test(arguments: ["(?<", "(", "[", "(?<a>", "\\\\p{", "a{1,", "(?:a|", "x-"])
  func `a hostile regular expression is read in linear time`(piece: String) throws {
    let text = String(repeating: piece, count: 30_000 / piece.utf8.count)
    for format in ["regex", "uri-template", "iri-reference", "idn-email", "idn-hostname"] {
      let schema = try Schema(
        Array(#"{"format":"\#(format)"}"#.utf8), name: format, assertFormats: true)
      #expect(try Judgement(schema, Array("\"\(text)\"".utf8)).isConsistent)
    }
  }

  @Test func `a deep schema is compiled without recursion`() throws {
    let depth = 60
    let schema =
      String(repeating: #"{"not":"#, count: depth) + "{}" + String(repeating: "}", count: depth)
    #expect(try Judgement(schema, "1").isAccepted)
  }
}
