import JSON
import Testing

@Suite struct VocabularyTests {
  private let names = [
    "a", "b", "", "name", "latitude", "longitude", "é", "individuals_displaced",
    "individuals_misplaced", "exactly16 bytes.", "quote\"",
  ]

  private var vocabulary: Vocabulary { Vocabulary(names.map { Array($0.utf8) }) }

  /// The numbers of all members, outermost first.
  private func numbers(_ value: Value) -> [UInt16] {
    value.members.flatMap { [$0.number] + numbers($0.value) } + value.elements.flatMap(numbers)
  }

  @Test func `numbers names in their order, each once`() {
    let vocabulary = Vocabulary(["b", "a", "b", "c"].map { Array($0.utf8) })
    #expect(vocabulary.count == 3)
    let numbers = ["b", "a", "c", "d", ""].map { name in
      Array(name.utf8).withUnsafeBytes { vocabulary.number(of: $0) }
    }
    #expect(numbers == [1, 2, 3, 0, 0])
    let many = Vocabulary((0..<Vocabulary.namesMax + 10).map { Array("n\($0)".utf8) })
    #expect(many.count == Vocabulary.namesMax)
  }

  @Test func `a document's members bear their numbers, in any order and spelling`() throws {
    let parser = Parser(vocabulary: vocabulary)
    try withExtendedLifetime(parser) {
      for _ in 0..<3 {
        let text = """
          {"name":{"a":1,"b":[{"a":2},{"a":3,"c":0}]},"individuals_displaced":1,"":2,\
          "individuals_misplaced":3,"individualsXdisplaced":4,"exactly16 bytes.":5,"b":6,\
          "exactly16_bytes.":7,"l\\u0061titude":8,"latitude.":9,"\\u00e9":10,"quote\\"":11}
          """
        let root = try parser.parse(Array(text.utf8)).root
        #expect(numbers(root) == [4, 1, 2, 1, 1, 0, 8, 3, 9, 0, 10, 2, 0, 5, 0, 7, 11])
        let turned = try parser.parse(Array(#"{"b":1,"a":2,"nam":3,"name":4,"names":5}"#.utf8)).root
        #expect(numbers(turned) == [2, 1, 0, 4, 0])
      }
    }
  }

  /// Verdicts with and without a vocabulary.
  private func verdicts(_ text: String, _ limits: Limits = Limits()) -> [String] {
    [Vocabulary.none, vocabulary].map { vocabulary in
      do throws(Fault) {
        let parser = Parser(limits: limits, vocabulary: vocabulary)
        _ = try parser.parse(Array(#"{"a":1,"name":{"a":2},"b":{"b":{"a":3}}}"#.utf8))
        _ = try parser.parse(Array(text.utf8))
        return "ok"
      } catch {
        return "\(error.reason.rawValue)@\(error.offset)"
      }
    }
  }

  @Test(arguments: [
    (#"{"a":1,"a":2}"#, 7), (#"{"a":{"a":1},"b":{"a":1,"b":2,"b":3}}"#, 30),
    // The inner object is complete first.
    (#"{"a":1,"a":{"b":1,"b":2}}"#, 18), (#"{"a":{"a":1},"a":2}"#, 13),
    (#"{"a":[{"a":1},{"a":1}],"b":[{"a":1},{"a":1,"a":2}]}"#, 43),
    (#"{"latitude":1,"l\u0061titude":2}"#, 14), (#"{"x":1,"a":{"x":1},"x":2}"#, 19),
    (#"{"individuals_displaced":1,"b":1,"individuals_displaced":2}"#, 33), (#"{"":1,"":2}"#, 6),
    (#"{"quote\"":1,"quote\u0022":2}"#, 13),
  ])
  func `finds the same duplicates with and without one`(text: String, offset: Int) {
    #expect(verdicts(text) == Array(repeating: "duplicate_member@\(offset)", count: 2))
  }

  @Test(arguments: [1, 15, 16, 17, 18, 40])
  func `finds duplicates at any depth`(depth: Int) {
    for inner in [#"{"a":1,"b":2}"#, #"{"a":1,"b":{"a":1},"a":2}"#] {
      let text =
        String(repeating: #"{"a":"#, count: depth) + inner + String(repeating: "}", count: depth)
      let isDouble = inner.utf8.count > 15
      let wanted = isDouble ? "duplicate_member@\(depth * 5 + 19)" : "ok"
      #expect(verdicts(text) == [wanted, wanted])
    }
  }

  @Test(arguments: 0..<4)
  func `reads the same with any vocabulary, over mutations`(seed: UInt64) throws {
    let plain = Parser()
    var invention = Invention(seed: 900 + seed)
    for _ in 0..<60 {
      let text = Array(invention.spell(invention.tree()).utf8)
      var known: [[UInt8]] = []
      func gather(_ value: Value) {
        for member in value.members {
          member.name.withDecoded { known.append(Array($0)) }
          gather(member.value)
        }
        for element in value.elements { gather(element) }
      }
      gather(try plain.parse(text).root)
      // Every second name, so that known and unknown ones stand beside each other.
      let half = known.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      let parser = Parser(vocabulary: Vocabulary(half))
      for round in 0..<12 {
        let bytes = round < 2 ? text : invention.mutated(text)
        let answers = [plain, parser].map { parser in
          do throws(Fault) {
            return canonical(try parser.parse(bytes).root)
          } catch {
            return "\(error.reason.rawValue)@\(error.offset)"
          }
        }
        #expect(answers[0] == answers[1], "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}
