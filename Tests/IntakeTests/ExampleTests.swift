import Intake
import JSON
import JSONSchema
import Model
import Testing

/// The examples beside each schema hold, and what Intake writes keeps its own schemas.
struct ExampleTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var path: String
    var bytes: [UInt8]
    var testDescription: String { path }
  }

  static func examples(_ folder: String, _ kind: String) -> [Example] {
    let path = "Schemas/\(folder)/examples\(kind.isEmpty ? "" : "/\(kind)")"
    let names = CatalogueFiles.directory(Rig.root).list(path) ?? []
    return names.sorted().filter { $0.hasSuffix(".json") && !$0.hasSuffix(".expected.json") }
      .map { Example(path: "\(path)/\($0)", bytes: Rig.file("\(path)/\($0)") ?? []) }
  }

  static let valid =
    examples("inbound/field-report/3", "valid") + examples("inbound/ucdp-ged/1", "valid")
    + examples("inbound/decision/1", "valid") + examples("inbound/ack/1", "valid")
  static let invalid =
    examples("inbound/field-report/3", "invalid") + examples("inbound/ucdp-ged/1", "invalid")
    + examples("inbound/decision/1", "invalid") + examples("inbound/ack/1", "invalid")

  static func schema(_ name: String) throws -> Schema {
    try Schema(
      try #require(Rig.file("Schemas/outbound/\(name)/schema.json")), name: name,
      assertFormats: true)
  }

  /// The schema of an example is its folder.
  static func name(_ example: Example) -> String {
    example.path.split(separator: "/").dropFirst(2).prefix(2).joined(separator: "/")
  }

  static func violations(_ value: String, _ schema: Schema) throws -> [Violation] {
    let parser = Parser(limits: Limits(bytesMax: 1 << 24))
    let document = try parser.parse(Array(value.utf8))
    return withExtendedLifetime(parser) { schema.violations(document.root, in: document) }
  }

  @Test func `there are examples`() {
    #expect(Self.valid.count >= 8)
    #expect(Self.invalid.count >= 6)
  }

  @Test(arguments: valid)
  func `a valid example becomes a report that keeps report 1`(_ example: Example) throws {
    let result = try Rig.process(example.bytes, defaultSchema: Self.name(example), admission: nil)
    #expect(result.outcome == .accepted, "\(result.value)")
    #expect(try Self.violations(result.value, Self.schema("report/1")) == [])
  }

  @Test(arguments: invalid)
  func `an invalid example is rejected with the violations that are expected`(
    _ example: Example
  ) throws {
    let result = try Rig.process(example.bytes, defaultSchema: Self.name(example), admission: nil)
    let rejection = try #require(result.rejection)
    var writer = Writer()
    writer.beginObject()
    writer.name("reason")
    writer.string(rejection.reason.name)
    writer.name("violations")
    writer.beginArray()
    for violation in rejection.violations {
      writer.beginObject()
      writer.name("instancePointer")
      writer.string(violation.instancePointer)
      writer.name("schemaPointer")
      writer.string(violation.schemaPointer)
      writer.name("keyword")
      writer.string(violation.keyword)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    Golden.expect(
      writer.bytes + [10], example.path.replacing(".json", with: ".expected.json"))
    #expect(try Self.violations(result.value, Self.schema("rejection/1")) == [])
  }

  @Test(arguments: HostileInputTests.cases)
  func `every rejection keeps rejection 1`(_ item: HostileInputTests.Case) throws {
    let result = try Rig.process(item.value, key: [0xFF], headers: [("h", nil)])
    #expect(try Self.violations(result.value, Self.schema("rejection/1")) == [])
  }

  @Test func `the outbound examples are what is written`() throws {
    let report = try Rig.process(
      try #require(Self.valid.first { $0.path.hasSuffix("full.json") }).bytes)
    Golden.expect(Array(report.value.utf8) + [10], "Schemas/outbound/report/1/examples/report.json")
    let rejection = try Rig.process(
      Array(Rig.report(("kind", #""rumour""#), ("revision", "-1")).utf8), key: [0xFF, 1],
      headers: [("schema", Array("field-report/3".utf8)), ("blank", nil)],
      timestamp: 1_530_290_400_000)
    Golden.expect(
      Array(rejection.value.utf8) + [10], "Schemas/outbound/rejection/1/examples/rejection.json")
  }
}
