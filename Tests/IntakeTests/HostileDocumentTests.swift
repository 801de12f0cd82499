import Intake
import JSON
import JSONSchema
import Model
import Testing

/// Documents that somebody spoiled on purpose, against every inbound schema: each becomes a report
/// or a named rejection, whatever stands where.
struct HostileDocumentTests {
  static let tokens: [String] = [
    "null", "true", "-1", "1e999", "-0.0", "99999999999999999999", "0.1e-400", "\"\"", "\" \"",
    #""\u0000""#, #""\ud800""#, #""😀‮\u202e""#, "[]", "{}", "[null]", "[[],{}]", "{\"\":{}}", "NaN",
    "'x'", "\"9999-12-31T23:59:59Z\"", "\"0000-00-00\"", "\"31/02/2018\"", "\"1e5\"", "\"-5\"",
    "\"" + String(repeating: "9", count: 400) + "\"",
    "\"" + String(repeating: "{/a}[", count: 200) + "\"",
    "\"" + String(repeating: "é", count: 30_000) + "\"",
    String(repeating: "[", count: 3_000) + String(repeating: "]", count: 3_000),
    "[" + String(repeating: "{\"a\":1},", count: 500) + "{}]",
    "\"" + String(repeating: "1 ", count: 150) + "\"", "\"morts morts 2 morts\"",
  ]

  /// Where values stand in a document.
  static func places(_ value: Value, _ all: inout [Range<Int>]) {
    all.append(value.offset..<value.offset + value.source.count)
    if value.kind == .object { for member in value.members { places(member.value, &all) } }
    if value.kind == .array { for element in value.elements { places(element, &all) } }
  }

  static func spoil(_ bytes: [UInt8], _ places: [Range<Int>], _ random: inout Seeded) -> [UInt8] {
    var spoiled = bytes
    switch random.below(12) {
    case 0: spoiled = Array(bytes.prefix(random.below(bytes.count)))
    case 1: spoiled[random.below(bytes.count)] = UInt8(random.below(256))
    case 2:
      // The same member again, with another value.
      let object = places[random.below(places.count)]
      guard bytes[object.lowerBound] == UInt8(ascii: "{") else { return spoiled }
      let end = object.upperBound - 1
      spoiled.insert(contentsOf: Array(#","schema":1,"schema":2"#.utf8), at: end)
    default:
      for _ in 0...random.below(2) where !spoiled.isEmpty {
        let place = places[random.below(places.count)]
        guard place.upperBound <= spoiled.count else { continue }
        let token = Array(tokens[random.below(tokens.count)].utf8)
        spoiled.replaceSubrange(place, with: token)
      }
    }
    return spoiled
  }

  @Test(arguments: ExampleTests.folders)
  func `a spoiled document is a report or a named rejection`(_ folder: String) throws {
    let intake = try Rig.intake()
    let report = try ExampleTests.schema("report/1")
    let rejection = try ExampleTests.schema("rejection/1")
    let name = folder.split(separator: "/").dropFirst().joined(separator: "/")
    var random = Seeded(seed: UInt64(folder.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }))
    var (accepted, rejected) = (0, 0)
    let parser = Parser(limits: Limits(bytesMax: 1 << 24))
    for example in ExampleTests.examples(folder, "valid") {
      var places: [Range<Int>] = []
      Self.places(try parser.parse(example.bytes).root, &places)
      for _ in 0..<20 {
        let document = Self.spoil(example.bytes, places, &random)
        let result = try Rig.process(
          document, defaultSchema: name, admission: nil, with: intake)
        let value = Array(result.value.utf8)
        #expect(value.count < document.count * 3 + 65_536)
        let written = try parser.parse(value)
        let schema = result.outcome == .accepted ? report : rejection
        #expect(
          schema.accepts(written.root),
          "\(example.path): \(String(decoding: document.prefix(300), as: UTF8.self))")
        if result.outcome == .accepted { accepted += 1 } else { rejected += 1 }
      }
    }
    #expect(accepted > 0 && rejected > 0)
  }
}
