import Intake
import Model
import Testing

/// What schemas and a registry have in common: names in headers, parts in one place.
struct SharedSchemaTests {
  @Test func `a header names the schema as a framing does, and goes before it`() throws {
    let intake = try Rig.intake(
      SchemaCatalogue.load(
        .memory([
          "inbound/a/1/schema.json": SchemaChoiceTests.schema,
          "inbound/a/1/mapping.yaml": SchemaChoiceTests.mapping,
          "inbound/a/2/schema.json": SchemaChoiceTests.schema,
          "inbound/a/2/mapping.yaml": SchemaChoiceTests.mapping,
          "registry.yaml": """
          schemas:
            - {id: 1, schema: a/1}
            - {guid: 00112233-4455-6677-8899-aabbccddeeff, schema: a/2}
          """,
        ])))
    func choose(_ header: [UInt8], _ framing: [UInt8] = []) throws -> Rig.Processed {
      try Rig.process(
        framing + Array(#"{"k":"a"}"#.utf8), headers: [("__value_schema_id", header)], with: intake)
    }
    let guid = [1] + (0..<16).map { UInt8($0 * 17) }
    #expect(try Rig.part(choose(guid).value, "/inbound") == #""a/2""#)
    #expect(try Rig.part(choose([0, 0, 0, 0, 1]).value, "/inbound") == #""a/1""#)
    #expect(try Rig.part(choose(guid, [0, 0, 0, 0, 1]).value, "/inbound") == #""a/2""#)
    #expect(try choose([0, 0, 0, 0, 9]).reason == .schemaUnknown)
    for broken in [[0], [1, 2, 3], [7] + guid.dropFirst(), guid + [0]] as [[UInt8]] {
      #expect(try choose(broken).reason == .framingInvalid)
    }
    let other = [1] + [UInt8](repeating: 0xab, count: 16)
    #expect(
      try choose(other).rejection?.schema == "GUID abababab-abab-abab-abab-abababababab")
  }

  @Test func `what schemas share stands in one place and is referred to`() throws {
    let files = [
      "common/place.json": #"{"type":"string","minLength":2}"#,
      "common/deep/kind.json": #"{"$id":"https://example.org/kind","enum":["a"]}"#,
      "inbound/a/1/schema.json": #"""
      {"type":"object","properties":{"schema":{},
      "where":{"$ref":"common/place.json"},"k":{"$ref":"https://example.org/kind"}}}
      """#,
      "inbound/a/1/mapping.yaml": SchemaChoiceTests.mapping,
    ]
    let intake = try Rig.intake(SchemaCatalogue.load(.memory(files)))
    func reason(_ text: String) throws -> RejectionReason? {
      try Rig.process(Array(text.utf8), defaultSchema: "a/1", with: intake).reason
    }
    #expect(try reason(#"{"where":"Gao","k":"a"}"#) == nil)
    #expect(try reason(#"{"where":"G","k":"a"}"#) == .schemaViolation)
    #expect(try reason(#"{"where":"Gao","k":"b"}"#) == .schemaViolation)
    var broken = files
    broken["common/place.json"] = nil
    let fault = #expect(throws: CatalogueFault.self) { try SchemaCatalogue.load(.memory(broken)) }
    #expect(fault?.description.contains("common/place.json") == true)
  }
}
