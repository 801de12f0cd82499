import JSON
import Testing

@testable import JSONSchema

/// Over seeded mutations of sound reports: the three tiers agree, and every pointer points.
struct TierPropertyTests {
  static let schema = ##"""
    {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
     "additionalProperties":false,"required":["source","kind","place"],"minProperties":3,
     "properties":{
       "source":{"type":"string","pattern":"^[a-z0-9-]+$","maxLength":20},
       "kind":{"enum":["security","displacement","closure",7,null]},
       "revision":{"type":"integer","minimum":1,"maximum":100},
       "submitted":{"type":"string","format":"date-time"},
       "tactics":{"type":"array","uniqueItems":true,"maxItems":3,
         "items":{"enum":["ambush","raid","ied"]},"contains":{"const":"raid"}},
       "place":{"type":"object","required":["name"],"dependentRequired":{"latitude":["longitude"]},
         "properties":{"name":{"type":"string","minLength":1},
           "latitude":{"type":"number","minimum":-90,"maximum":90,"multipleOf":0.001},
           "longitude":{"type":"number","exclusiveMinimum":-180.5,"exclusiveMaximum":180.5}}},
       "tolls":{"additionalProperties":{"$ref":"#/$defs/toll"},"propertyNames":{"minLength":3},
         "patternProperties":{"^x":true}},
       "pair":{"prefixItems":[{"type":"integer"},{"type":"string"}],"items":false},
       "extra":{"oneOf":[{"type":"string"},{"minimum":3},{"type":"number","maximum":5}]}},
     "if":{"properties":{"kind":{"const":"closure"}}},"then":{"required":["revision"]},
     "else":{"not":{"required":["pair"]}},
     "dependentSchemas":{"extra":{"required":["revision"]}},
     "$defs":{"toll":{"anyOf":[{"type":"integer","minimum":0},
       {"type":"object","properties":{"best":{"$ref":"#/$defs/toll"}},"required":["best"]}]}}}
    """##

  static let reports = [
    ##"""
    {"source":"team-1","kind":"security","revision":2,"submitted":"2018-06-29T16:40:00Z",
     "tactics":["raid","ied"],"place":{"name":"Sévaré","latitude":14.533,"longitude":-4.1},
     "tolls":{"killed":{"best":{"best":2}},"wounded":3,"xy":"any"},"extra":"a"}
    """##,
    ##"""
    {"source":"team-2","kind":"closure","revision":1.0,"place":{"name":"Gao"},
     "pair":[1,"b"],"tolls":{},"extra":7}
    """##,
    ##"{"source":"a","kind":7.0,"place":{"name":"x"}}"##,
  ]

  static let scraps = [
    "null", "true", "0", "-1", "1.5", "1e3", "100000000000000000000", "\"\"", "\"raid\"",
    "\"2018-02-30T00:00:00Z\"", "[]", "{}", "[1,1]", "{\"best\":-1}", "{\"name\":\"\"}", "\"Ünï\"",
    "{\"best\":{\"best\":{\"best\":\"x\"}}}",
  ]

  @Test(arguments: 0..<8)
  func `accepts, the first violation and all violations agree`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    let schema = try Schema(Array(Self.schema.utf8), name: "report", assertFormats: true)
    var accepted = 0
    for _ in 0..<150 {
      let instance = try Self.mutated(random.pick(Self.reports), &random)
      let judgement = try Judgement(schema, instance)
      let text = String(decoding: instance, as: UTF8.self)
      #expect(judgement.isConsistent, "\(text)")
      if judgement.isAccepted { accepted += 1 }
      try Self.checkPointers(judgement, instance)
    }
    #expect(accepted > 5 && accepted < 145)
  }

  @Test(arguments: 0..<3)
  func `members known by numbers are judged as members known by names`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed &+ 500)
    let byNames = try Schema(Array(Self.schema.utf8), name: "report", assertFormats: true)
    let byNumbers = try Schema(Array(Self.schema.utf8), name: "report", assertFormats: true)
    // Every second name, others of nobody's, so that numbers and names stand beside each other.
    let names = byNumbers.names.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    let vocabulary = Vocabulary(["x", "nobody"].map { Array($0.utf8) } + names)
    byNumbers.bind(to: vocabulary)
    let (parser, numbering) = (Parser(), Parser(vocabulary: vocabulary))
    for _ in 0..<200 {
      let text = try Self.mutated(random.pick(Self.reports), &random)
      let wanted = byNames.accepts(try parser.parse(text).root)
      let document = try numbering.parse(text)
      #expect(
        byNumbers.accepts(document.root) == wanted, "\(String(decoding: text, as: UTF8.self))")
      #expect(byNumbers.violations(document.root, in: document).isEmpty == wanted)
      #expect(byNumbers.accepts(try parser.parse(text).root) == wanted)
    }
  }

  private static func checkPointers(_ judgement: Judgement, _ instance: [UInt8]) throws {
    let (parser, other) = (Parser(), Parser())
    let document = try parser.parse(instance)
    let schema = try other.parse(Array(Self.schema.utf8))
    for violation in judgement.violations {
      let place = try #require(Pointer(violation.instancePointer))
      #expect(place.resolve(in: document.root) != nil, "\(violation)")
      let rule = try #require(Pointer(violation.schemaPointer))
      #expect(rule.resolve(in: schema.root) != nil, "\(violation)")
      #expect(violation.sentence.utf8.count < 400)
    }
  }

  /// Replaces, drops or renames up to three parts.
  private static func mutated(
    _ report: String, _ random: inout SeededGenerator
  ) throws -> [UInt8] {
    var text = Array(report.utf8)
    for _ in 0..<random.below(4) {
      let parser = Parser()
      var values: [Value] = []
      collect(try parser.parse(text).root, into: &values)
      let victim = random.pick(values)
      let range = victim.offset..<(victim.offset + victim.source.count)
      var next = text
      if random.below(4) == 0, range.lowerBound > 3, text[range.lowerBound - 1] == 0x3A {
        // A byte of the member's name before this value.
        next[range.lowerBound - 3] = random.pick(Array("aexz".utf8))
      } else {
        next.replaceSubrange(range, with: Array(random.pick(scraps).utf8))
      }
      if (try? Parser().parse(next)) != nil { text = next }
    }
    return text
  }

  private static func collect(_ value: Value, into values: inout [Value]) {
    values.append(value)
    for member in value.members { collect(member.value, into: &values) }
    for element in value.elements { collect(element, into: &values) }
  }
}
