import JSON
import Testing

@testable import JSONSchema

struct CompatibilityTests {
  static func compare(_ old: String, _ new: String) throws -> Compatibility {
    let settings = SchemaSettings(unknownKeywords: .ignored, assertsFormats: true)
    return try Compatibility(
      from: Schema(Array(old.utf8), name: "old", settings: settings),
      to: Schema(Array(new.utf8), name: "new", settings: settings))
  }

  static let cases: [(String, String, Compatibility.Verdict)] = [
    // old, new, verdict
    ("{}", "true", .full),
    ("{}", "false", .forward),
    (#"{"type":"integer"}"#, #"{"type":"number"}"#, .backward),
    (#"{"type":"string"}"#, #"{"type":["string","null"]}"#, .backward),
    (#"{"type":"string"}"#, #"{"type":"number"}"#, .none),
    (#"{"minimum":3}"#, #"{"exclusiveMinimum":2}"#, .backward),
    (#"{"type":"integer","minimum":1}"#, #"{"minimum":1}"#, .backward),
    (#"{"multipleOf":0.5}"#, #"{"multipleOf":0.25}"#, .backward),
    (#"{"multipleOf":2}"#, #"{"type":"integer"}"#, .none),
    (#"{"type":"number","multipleOf":2}"#, #"{"type":"integer"}"#, .backward),
    (#"{"maxLength":5}"#, #"{"maxLength":4}"#, .forward),
    (#"{"pattern":"^a"}"#, #"{"pattern":"^b"}"#, .none),
    (#"{"pattern":"^a","maxLength":3}"#, #"{"pattern":"^a"}"#, .backward),
    (#"{"type":"string","format":"date"}"#, #"{"type":"string"}"#, .backward),
    (#"{"enum":["a","b"]}"#, #"{"enum":["a","b","c"]}"#, .backward),
    (#"{"enum":["a","bb"]}"#, #"{"type":"string","maxLength":2}"#, .backward),
    (#"{"enum":[1,2]}"#, #"{"const":1.0}"#, .forward),
    (#"{"type":"boolean"}"#, #"{"enum":[true,false]}"#, .full),
    (#"{"required":["a"]}"#, #"{"required":["a","b"]}"#, .forward),
    // A new optional member, by what the old schema says of members it does not name.
    (
      #"{"type":"object","additionalProperties":false}"#,
      #"{"type":"object","properties":{"b":{"type":"string"}},"additionalProperties":false}"#,
      .backward
    ),
    (#"{"type":"object"}"#, #"{"type":"object","properties":{"b":{"type":"string"}}}"#, .forward),
    (#"{"type":"object"}"#, #"{"type":"object","properties":{"b":true}}"#, .full),
    (
      #"{"allOf":[{"properties":{"a":true}}],"type":"object","unevaluatedProperties":false}"#,
      #"{"type":"object","properties":{"a":true,"b":{}},"unevaluatedProperties":false}"#,
      .backward
    ),
    (
      #"{"properties":{"a":{"type":"integer"}},"additionalProperties":{"type":"string"}}"#,
      #"{"additionalProperties":{"type":["string","integer"]}}"#, .backward
    ),
    (#"{"items":{"type":"integer"}}"#, #"{"items":{"type":"number"}}"#, .backward),
    (#"{"prefixItems":[{"const":1}],"items":false}"#, #"{"maxItems":1}"#, .backward),
    (#"{"minItems":1,"items":{"const":1}}"#, #"{"contains":{"const":1}}"#, .backward),
    (#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, #"{"type":["string","null"]}"#, .full),
    (#"{"type":["string","null"]}"#, #"{"oneOf":[{"type":"string"},{"type":"null"}]}"#, .full),
    (
      #"{"oneOf":[{"type":"string"},{"minimum":3,"type":"number"}]}"#,
      #"{"oneOf":[{"type":"string"},{"minimum":2,"type":"number"}]}"#, .backward
    ),
    (#"{"not":{"required":["a"]}}"#, #"{"not":{"required":["a"]},"minProperties":1}"#, .forward),
    (
      ##"{"$ref":"#/$defs/t","$defs":{"t":{"type":"object","properties":{"n":{"$ref":"#"}}}}}"##,
      ##"{"type":"object","properties":{"n":{"$ref":"#"}}}"##, .full
    ),
    (#"{"dependentRequired":{"a":["b"]}}"#, #"{"dependentRequired":{"a":["b","c"]}}"#, .forward),
    (#"{"patternProperties":{"^x":{"type":"integer"}}}"#, "{}", .backward),
    (#"{"propertyNames":{"maxLength":3}}"#, #"{"propertyNames":{"maxLength":4}}"#, .backward),
    (
      #"{"if":{"required":["a"]},"then":{"required":["b"]}}"#,
      #"{"if":{"required":["a"]},"then":{"required":["b"]},"maxProperties":9}"#, .forward
    ),
  ]

  @Test(arguments: cases)
  func `the verdict is right`(old: String, new: String, verdict: Compatibility.Verdict) throws {
    let found = try Self.compare(old, new)
    #expect(found.verdict == verdict, "\(found)")
  }

  @Test func `the reason names the content model, and the example shows it`() throws {
    let open = try Self.compare(
      #"{"type":"object","required":["a"]}"#,
      #"{"type":"object","required":["a"],"properties":{"b":{"type":"string"}}}"#)
    #expect(open.differences.map(\.pointer) == ["/b"])
    #expect(
      open.differences.map(\.sentence) == [
        "the new schema takes only a string here; the other is open and does not name the member"
      ])
    let closed = try Self.compare(
      #"{"properties":{"a":true},"additionalProperties":false}"#,
      #"{"properties":{"a":true,"b":true},"additionalProperties":false}"#)
    let difference = try #require(closed.differences.first)
    #expect(!difference.breaksBackward && difference.pointer == "/b")
    #expect(
      difference.sentence
        == "the old schema refuses the member `b`: it is closed (`additionalProperties` is false)")
    let example = try #require(difference.example)
    #expect(String(decoding: example, as: UTF8.self).contains(#""b":"#))
  }

  @Test func `where nobody can tell, nothing is claimed`() throws {
    let found = try Self.compare(#"{"pattern":"^a+$"}"#, #"{"pattern":"^aa*$"}"#)
    #expect(found.verdict == .cannotTell)
    #expect(found.differences.allSatisfy { $0.example == nil })
  }

  /// Random pairs: no random document may contradict a yes, and every example must hold.
  @Test(arguments: 0..<6)
  func `no document contradicts the verdict`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed &+ 77)
    var (decided, undecided) = (0, 0)
    let settings = SchemaSettings(unknownKeywords: .ignored, assertsFormats: true)
    for _ in 0..<60 {
      let old = SchemaFuzzTests.schema(&random, depth: 3)
      let new =
        random.below(2) == 0
        ? SchemaFuzzTests.schema(&random, depth: 3)
        : old.replacing(random.pick(["1", "\"a\"", "true", "{}"]), with: random.pick(["2", "{}"]))
      guard
        let from = try? Schema(Array(old.utf8), name: "old", settings: settings),
        let to = try? Schema(Array(new.utf8), name: "new", settings: settings)
      else { continue }
      let found = Compatibility(from: from, to: to)
      if found.verdict == .cannotTell { undecided += 1 } else { decided += 1 }
      for difference in found.differences {
        guard let example = difference.example else { continue }
        let parser = Parser()
        let value = try parser.parse(example).root
        let (giver, taker) = difference.breaksBackward ? (from, to) : (to, from)
        #expect(giver.accepts(value) && !taker.accepts(value), "\(old) → \(new): \(difference)")
      }
      for _ in 0..<40 {
        let instance = SchemaFuzzTests.instance(&random, depth: 3)
        let parser = Parser()
        guard let value = try? parser.parse(Array(instance.utf8)).root else { continue }
        let (isOld, isNew) = (from.accepts(value), to.accepts(value))
        #expect(found.backward != .yes || !isOld || isNew, "\(old) → \(new) on \(instance)")
        #expect(found.forward != .yes || !isNew || isOld, "\(old) → \(new) on \(instance)")
      }
    }
    #expect(decided > 10 && decided > 3 * undecided)
  }
}
