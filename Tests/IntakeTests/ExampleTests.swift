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

  static let folders: [String] = {
    let files = CatalogueFiles.directory(Rig.root)
    return (files.list("Schemas/inbound") ?? []).sorted().flatMap { name in
      (files.list("Schemas/inbound/\(name)") ?? []).sorted().filter { Int($0) != nil }
        .map { "inbound/\(name)/\($0)" }
    }
  }()
  static let valid = folders.flatMap { examples($0, "valid") }
  static let invalid = folders.flatMap { examples($0, "invalid") }

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
    #expect(Self.folders.count >= 13)
    for folder in Self.folders {
      #expect(Self.examples(folder, "valid").count >= 1, "\(folder)")
      #expect(Self.examples(folder, "invalid").count >= 1, "\(folder)")
    }
  }

  @Test(arguments: folders)
  func `a valid example becomes the report that it means, which keeps report 1`(
    _ folder: String
  ) throws {
    let (intake, schema) = (try Rig.intake(), try Self.schema("report/1"))
    for example in Self.examples(folder, "valid") {
      let result = try Rig.process(
        example.bytes, defaultSchema: Self.name(example), admission: nil, with: intake)
      #expect(result.outcome == .accepted, "\(result.value)")
      #expect(try Self.violations(result.value, schema) == [])
      Golden.expect(
        Array(result.value.utf8) + [10], example.path.replacing(".json", with: ".expected.json"))
    }
  }

  @Test(arguments: folders)
  func `an invalid example is rejected with the violations that are expected`(
    _ folder: String
  ) throws {
    let (intake, schema) = (try Rig.intake(), try Self.schema("rejection/1"))
    for example in Self.examples(folder, "invalid") {
      let result = try Rig.process(
        example.bytes, defaultSchema: Self.name(example), admission: nil, with: intake)
      let rejection = try #require(result.rejection)
      Golden.expect(
        Self.summary(rejection) + [10], example.path.replacing(".json", with: ".expected.json"))
      #expect(try Self.violations(result.value, schema) == [])
    }
  }

  private static func summary(_ rejection: Rejection) -> [UInt8] {
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
    return writer.bytes
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
