import JSON
import Testing

@testable import Intake

/// Judging and mapping in one walk gives what the two walks give by themselves: the same reports,
/// and the same rejections with the same reasons.
struct JudgingTests {
  /// The shipped catalogue, of which every document is judged and then mapped.
  private static func separate() throws -> Intake {
    let catalogue = try SchemaCatalogue.load(directory: "\(Rig.root)/Schemas")
    for schema in catalogue.inbound { schema.judging.unbind() }
    return try Rig.intake(catalogue)
  }

  /// Other spellings of a document that say the same: space, and escapes in names and texts.
  static func respell(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var spelled: [UInt8] = []
    var isInText = false
    var isEscaped = false
    for byte in bytes {
      let isQuote = byte == UInt8(ascii: "\"") && !isEscaped
      if isInText, !isEscaped, byte &- 97 < 26, random.below(40) == 0 {
        spelled += Array("\\u00\(String(byte, radix: 16))".utf8)
      } else {
        spelled.append(byte)
      }
      isEscaped = isInText && byte == UInt8(ascii: "\\") && !isEscaped
      if isQuote { isInText.toggle() }
      if !isInText, byte == UInt8(ascii: ","), random.below(4) == 0 {
        spelled += Array(" \n\t".utf8)
      }
    }
    return spelled
  }

  /// The members of the outermost object in another order.
  static func reorder(_ bytes: [UInt8], _ random: inout Seeded) throws -> [UInt8] {
    let parser = Parser()
    let root = try parser.parse(bytes).root
    guard root.kind == .object else { return bytes }
    var members = root.members.map { member in
      Array("\"".utf8) + Array(member.name.raw) + Array("\":".utf8) + Array(member.value.source)
    }
    for at in members.indices { members.swapAt(at, random.below(members.count)) }
    return Array("{".utf8) + members.joined(separator: Array(",".utf8)) + Array("}".utf8)
  }

  @Test(arguments: ExampleTests.folders)
  func `one walk gives what two walks give`(_ folder: String) throws {
    let (fused, separate) = (try Rig.intake(), try Self.separate())
    let name = folder.split(separator: "/").dropFirst().joined(separator: "/")
    var random = Seeded(seed: UInt64(folder.utf8.reduce(3) { ($0 &* 31 &+ Int($1)) & 0xFFFF }))
    let parser = Parser(limits: Limits(bytesMax: 1 << 24))
    func compare(_ document: [UInt8]) throws {
      let one = try Rig.process(document, defaultSchema: name, admission: nil, with: fused)
      let two = try Rig.process(document, defaultSchema: name, admission: nil, with: separate)
      #expect(one == two, "\(String(decoding: document.prefix(2_000), as: UTF8.self))")
    }
    for kind in ["valid", "invalid"] {
      for example in ExampleTests.examples(folder, kind) {
        try compare(example.bytes)
        for _ in 0..<4 {
          try compare(Self.respell(example.bytes, &random))
          try compare(Self.reorder(example.bytes, &random))
        }
        var places: [Range<Int>] = []
        HostileDocumentTests.places(try parser.parse(example.bytes).root, &places)
        for _ in 0..<12 {
          try compare(HostileDocumentTests.spoil(example.bytes, places, &random))
        }
      }
    }
  }

  /// Or the test above would compare two walks with two walks.
  @Test func `field reports are judged in one walk`() throws {
    let intake = try Rig.intake()
    let schema = try #require(intake.catalogue.inbound.first { $0.name == "field-report/3" })
    let tables = try #require(schema.judging.tables)
    var draft = Draft()
    for example in ExampleTests.examples("inbound/field-report/3", "valid") {
      let document = try intake.parser.parse(example.bytes)
      let mapping = MappingRun(plan: schema.plan, setting: intake.setting, slots: intake.slots)
      draft.clear()
      intake.setting.pointee.room.clear()
      var walk = JudgingWalk(tables, mapping, of: document.root)
      #expect(walk.run(document.root, into: &draft), "\(example.path)")
    }
  }
}
