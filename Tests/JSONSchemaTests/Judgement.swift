import JSON
import Testing

@testable import JSONSchema

/// One schema's answers about one instance, from all three tiers.
struct Judgement {
  var isAccepted: Bool
  var first: Violation?
  var violations: [Violation]
  /// What the explaining walk says without asking `accepts` first.
  var explained: [Violation]

  init(_ schema: Schema, _ instance: [UInt8]) throws {
    let parser = Parser(limits: Limits(depthMax: 512, acceptsNul: true))
    let document = try parser.parse(instance)
    isAccepted = schema.accepts(document.root)
    first = schema.firstViolation(document.root, in: document)
    violations = schema.violations(document.root, in: document)
    explained = schema.explain(document.root, in: document, limit: 32)
  }

  init(_ schema: String, _ instance: String, assertFormats: Bool = false) throws {
    let schema = try Schema(Array(schema.utf8), name: "test", assertFormats: assertFormats)
    try self.init(schema, Array(instance.utf8))
  }

  /// The tiers agree about yes and no.
  var isConsistent: Bool {
    isAccepted == violations.isEmpty && isAccepted == (first == nil)
      && (explained.isEmpty == isAccepted || violations == [Explanation.exhaustion])
      && (first == violations.first)
  }
}

func problems(_ schema: String, assertFormats: Bool = false) -> [SchemaFault.Problem] {
  do throws(SchemaFault) {
    _ = try Schema(Array(schema.utf8), name: "test", assertFormats: assertFormats)
    return []
  } catch {
    return error.problems
  }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
