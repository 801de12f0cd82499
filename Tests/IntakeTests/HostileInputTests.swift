import Intake
import JSON
import JSONSchema
import Model
import Testing
import Theatre

/// Whatever comes in becomes exactly one rejection with a name and the original, byte for byte.
struct HostileInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var value: [UInt8]?
    var reason: RejectionReason
    var fault: String?

    init(_ name: String, _ value: [UInt8]?, _ reason: RejectionReason, _ fault: String? = nil) {
      self.name = name
      self.value = value
      self.reason = reason
      self.fault = fault
    }

    init(_ name: String, _ text: String, _ reason: RejectionReason, _ fault: String? = nil) {
      self.init(name, Array(text.utf8), reason, fault)
    }

    var testDescription: String { name }
  }

  static let good = Rig.report()

  static let cases: [Case] = [
    Case("null value", nil as [UInt8]?, .nullValue),
    Case("no bytes", "", .empty),
    Case("blanks", "  \n", .invalidJSON, "empty"),
    Case("2 MiB", [UInt8](repeating: 97, count: 2 << 20), .oversize),
    Case("truncated", String(good.dropLast(7)), .invalidJSON, "truncated"),
    Case(
      "depth 10,000", String(repeating: "[", count: 10_000), .invalidJSON, "depth_exceeded"),
    Case(
      "1 MiB string", Rig.report(("id", "\"\(String(repeating: "x", count: 1_000_000))\"")),
      .schemaViolation),
    Case("1e400", Rig.report(("revision", "1e400")), .invalidJSON, "number_overflow"),
    Case("lone surrogate", Rig.report(("id", #""\ud800""#)), .invalidJSON, "lone_surrogate"),
    Case("NUL", Rig.report(("id", #""\u0000""#)), .invalidJSON, "nul_character"),
    Case(
      "duplicate member", String(good.dropLast()) + #","id":"M-2"}"#, .invalidJSON,
      "duplicate_member"),
    Case("no UTF-8", Array(good.utf8.dropLast()) + [0xC3, 0x28], .invalidJSON, "invalid_utf8"),
    Case(
      "byte order mark", [0xEF, 0xBB, 0xBF] + Array(good.utf8), .invalidJSON, "byte_order_mark"),
    Case("two documents", good + good, .invalidJSON, "trailing_content"),
    Case("unknown schema", Rig.report(("schema", #""field-report/9""#)), .schemaUnknown),
    Case("no schema", Rig.report(("schema", "")), .schemaMissing),
    Case("schema is a number", Rig.report(("schema", "3")), .schemaMissing),
    Case("null", "null", .schemaMissing),
    Case("list", "[]", .schemaMissing),
    Case("text", #""x""#, .schemaMissing),
    Case("framing too short", [0, 0, 0, 0, 1], .framingInvalid),
    Case("framing of no registry", [0, 0, 0, 0, 1] + Array(good.utf8), .schemaUnknown),
    Case("no source", Rig.report(("source", "")), .schemaViolation),
    Case("unknown member", Rig.report(("colour", "1")), .schemaViolation),
    Case("no date", Rig.report(("occurred", #"{"from":"2018-02-31"}"#)), .mappingFailed),
  ]

  @Test(arguments: cases)
  func `is rejected by name with its bytes intact`(_ item: Case) throws {
    let key: [UInt8] = [1, 2, 0xFF, 0]
    let headers: [(String, [UInt8]?)] = [
      ("a", Array("é\"\\".utf8)), ("b", nil), ("a", [0xFE]), ("traceparent", Array("00-1".utf8)),
    ]
    let result = try Rig.process(
      item.value, key: key, headers: headers, timestamp: 1_530_000_000_123)
    #expect(result.reason == item.reason)
    let parser = Parser(limits: Limits(bytesMax: 1 << 26))
    let document = try parser.parse(Array(result.value.utf8))
    let read = try withExtendedLifetime(parser) { try Rejection(reading: document.root) }
    #expect(read.reason == item.reason)
    #expect(read.stage == item.reason.stage)
    #expect(read.fault == item.fault)
    #expect(read.original.value == item.value)
    #expect(read.original.key == key)
    #expect(read.original.headers.map(\.name) == headers.map { Array($0.0.utf8) })
    #expect(read.original.headers.map(\.value) == headers.map(\.1))
    #expect(
      read.position
        == RejectionPosition(
          topic: "reports.raw", partition: 3, offset: 0, timestamp: 1_530_000_000_123))
    #expect(result.headers.contains("ce_id: reports.raw/3/0"))
    #expect(result.headers.contains("traceparent: 00-1"))
    #expect(result.value.utf8.count < (item.value?.count ?? 0) * 4 / 3 + 20_000)
  }

  @Test func `a record without headers and key is rejected with both told as they are`() throws {
    let result = try Rig.process(nil)
    #expect(result.key == nil)
    #expect(try Rig.part(result.value, "/original/key") == "null")
    #expect(try Rig.part(result.value, "/original/headers") == "[]")
  }

  @Test func `every cut of a good document is rejected or accepted, and never both`() throws {
    let bytes = Array(Self.good.utf8)
    let intake = try Rig.intake()
    var output = IntakeOutput()
    for count in 0...bytes.count {
      Rig.process(Array(bytes[..<count]), with: intake, into: &output)
      #expect((output.outcome == .accepted) == (count == bytes.count))
      #expect((output.rejection == nil) == (output.outcome == .accepted))
    }
  }

  @Test func `flipped bytes never stop it, and every record has one outcome`() throws {
    let bytes = Array(Self.good.utf8)
    let intake = try Rig.intake()
    var output = IntakeOutput()
    var dice = Dice(7)
    var accepted = 0
    var rejected = 0
    for _ in 0..<3000 {
      var mutant = bytes
      for _ in 0...dice.below(3) {
        mutant[dice.below(mutant.count)] = UInt8(truncatingIfNeeded: dice.next())
      }
      Rig.process(mutant, with: intake, into: &output)
      if output.outcome == .accepted {
        accepted += 1
      } else {
        rejected += 1
        let parser = Parser()
        let document = try parser.parse(output.value)
        let read = try withExtendedLifetime(parser) { try Rejection(reading: document.root) }
        #expect(read.original.value == mutant)
      }
    }
    #expect(accepted + rejected == 3000)
    #expect(accepted > 0 && rejected > 0)
  }
}
