import JSON
import Testing

@testable import JSONSchema

/// Garbage schemas: each is refused with problems or compiled; what compiles judges without a trap.
struct SchemaFuzzTests {
  @Test(arguments: 0..<8)
  func `no schema crashes the compiler, and what compiles keeps its tiers together`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(state: seed &+ 1_000)
    var compiled = 0
    for _ in 0..<300 {
      let text = Self.schema(&random, depth: 4)
      do throws(SchemaFault) {
        let schema = try Schema(Array(text.utf8), name: "fuzz", assertFormats: random.below(2) == 0)
        compiled += 1
        for _ in 0..<4 {
          let instance = Self.instance(&random, depth: 3)
          let isConsistent = (try? Judgement(schema, Array(instance.utf8)))?.isConsistent
          #expect(isConsistent ?? true, "\(text) on \(instance)")
        }
      } catch {
        #expect(!error.problems.isEmpty)
        #expect(error.problems.allSatisfy { $0.sentence.utf8.count < 400 })
      }
    }
    #expect(compiled > 20)
  }

  @Test func `no bytes crash the compiler`() throws {
    var random = SeededGenerator(state: 99)
    let sound = Array(TierPropertyTests.schema.utf8)
    for _ in 0..<800 {
      var bytes = sound
      for _ in 0...random.below(6) {
        let at = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes[at] = UInt8(random.below(256))
        case 1: bytes.remove(at: at)
        default: bytes.insert(random.pick(Array("{}[]\",:#/$0\\e-1".utf8)), at: at)
        }
      }
      _ = try? Schema(bytes, name: "fuzz")
    }
  }

  static func schema(_ random: inout SeededGenerator, depth: Int) -> String {
    if depth == 0 || random.below(8) == 0 { return random.pick(["true", "false", "{}", "{}"]) }
    var members: [String: String] = [:]
    for _ in 0...random.below(4) {
      let keyword = random.pick(Keyword.allCases)
      members[keyword.rawValue] = value(of: keyword, &random, depth: depth - 1)
    }
    let list = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
    return "{" + list.joined(separator: ",") + "}"
  }

  private static func value(
    of keyword: Keyword, _ random: inout SeededGenerator, depth: Int
  ) -> String {
    if random.below(60) == 0 { return instance(&random, depth: 1) }
    switch keyword.shape {
    case .schema: return schema(&random, depth: depth)
    case .schemas: return "[\(schema(&random, depth: depth)),\(schema(&random, depth: depth))]"
    case .schemasByName:
      return "{\"a\":\(schema(&random, depth: depth)),\"b\":\(schema(&random, depth: depth))}"
    case .schemaOrSchemas: return schema(&random, depth: depth)
    case .none: break
    }
    switch keyword {
    case .schema: return "\"https://json-schema.org/draft/2020-12/schema\""
    case .type: return random.pick(["\"object\"", "\"array\"", "[\"integer\",\"string\"]"])
    case .enum: return "[\(instance(&random, depth: 1)),\"a\"]"
    case .const, .default: return instance(&random, depth: 1)
    case .ref, .dynamicRef, .recursiveRef:

      return random.pick(["\"#\"", "\"#/$defs/a\"", "\"#/properties/a\"", "\"#/x\""])
    case .required: return "[\"a\"]"
    case .dependentRequired: return "{\"a\":[\"b\"]}"
    case .pattern: return random.pick(["\"^a\"", "\"(a|b)*$\"", "\"\\\\d+\"", "\"[\"", "\"^$\""])
    case .format: return random.pick(["\"date\"", "\"email\"", "\"uri\"", "\"uuid\""])
    case .uniqueItems: return "true"
    default: return random.pick(["0", "1", "2", "1.5", "-1", "3.0", "1e2"])
    }
  }

  static func instance(_ random: inout SeededGenerator, depth: Int) -> String {
    switch random.below(depth > 0 ? 9 : 6) {
    case 0: return "null"
    case 1: return random.pick(["true", "false"])
    case 2: return random.pick(["0", "1", "2", "1.5", "100", "-3", "1.0"])
    case 3, 4:
      return random.pick(["\"a\"", "\"b\"", "\"\"", "\"ab\"", "\"2018-06-29\"", "\"\\u0061\""])
    case 5: return random.pick(["[]", "{}"])
    case 6: return "[\(instance(&random, depth: depth - 1)),\(instance(&random, depth: depth - 1))]"
    default:
      let (a, b) = (instance(&random, depth: depth - 1), instance(&random, depth: depth - 1))
      return "{\"a\":\(a),\"b\":\(b)}"
    }
  }
}
