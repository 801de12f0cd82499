import Intake
import JSON
import Model
import Testing

/// A report is what it says, not how it is spelled, where it stands or when it came.
struct SpellingTests {
  /// A small tree of JSON, to be written in many ways.
  indirect enum Tree {
    case leaf(String)
    case text(String)
    case list([Tree])
    case object([(String, Tree)])
  }

  static func tree(_ value: Value) -> Tree {
    switch value.kind {
    case .object: .object(value.members.map { ($0.name.string, tree($0.value)) })
    case .array: .list(value.elements.map { tree($0) })
    case .string: .text(value.text?.string ?? "")
    default: .leaf(String(decoding: value.source, as: UTF8.self))
    }
  }

  static func spell(_ tree: Tree, _ dice: inout Dice) -> String {
    func blank() -> String { ["", " ", "\n", "\t "][dice.below(4)] }
    switch tree {
    case .leaf(let text):
      return Int(text) != nil && dice.below(2) == 0 ? text + ".0" : text
    case .text(let text):
      return "\"" + ProtectionTests.escape(text, &dice) + "\""
    case .list(let items):
      var parts: [String] = []
      for item in items { parts.append(blank() + spell(item, &dice)) }
      return "[" + parts.joined(separator: ",") + blank() + "]"
    case .object(let members):
      var parts: [String] = []
      for (name, value) in members.shuffled(using: &dice) {
        parts.append(
          "\(blank())\"\(ProtectionTests.escape(name, &dice))\"\(blank()):\(spell(value, &dice))")
      }
      return "{" + parts.joined(separator: ",") + blank() + "}"
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `gives the same bytes`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let intake = try Rig.intake()
    let examples = ExampleTests.examples("inbound/field-report/3", "valid")
    #expect(!examples.isEmpty)
    for example in examples {
      let expected = try Rig.process(example.bytes, with: intake)
      #expect(expected.outcome == .accepted)
      let parser = Parser()
      let document = try parser.parse(example.bytes)
      let tree = withExtendedLifetime(parser) { Self.tree(document.root) }
      for offset in 0..<20 {
        let text = Self.spell(tree, &dice)
        let result = try Rig.process(
          Array(text.utf8), key: [1], headers: [("schema", Array("field-report/3".utf8))],
          timestamp: 2_000_000_000_000, offset: Int64(offset), with: intake)
        #expect(result.value == expected.value)
        #expect(result.key == expected.key)
      }
    }
  }

  @Test func `what is written is read back, and written again the same`() throws {
    for example in ExampleTests.examples("inbound/field-report/3", "valid") {
      let result = try Rig.process(example.bytes)
      let parser = Parser()
      let document = try parser.parse(Array(result.value.utf8))
      var report = Report()
      try withExtendedLifetime(parser) { try report.read(document.root) }
      var writer = Writer()
      report.write(to: &writer)
      #expect(String(decoding: writer.bytes, as: UTF8.self) == result.value)
    }
  }

  @Test func `an output that is used again holds nothing of the last record`() throws {
    let intake = try Rig.intake()
    var output = IntakeOutput()
    let records =
      ExampleTests.examples("inbound/field-report/3", "valid").map(\.bytes) + [
        Array("{".utf8), Array(Rig.report().utf8), [], Array(Rig.report(("id", "")).utf8),
      ]
    var dice = Dice(5)
    for _ in 0..<200 {
      let record = records[dice.below(records.count)]
      Rig.process(record, with: intake, into: &output)
      #expect(try Rig.processed(output) == Rig.process(record))
    }
  }
}
