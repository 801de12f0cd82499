import JSON
import JSONSchema
import Logging
import Serving
import Synchronization
import Testing
import Worker

@testable import Console

/// The running server against the document that it serves.
@Suite struct OpenAPISuite {
  static let documents: [String] = {
    var all = [Documents.alert(7, more: #","scope":"restricted""#)]
    for name in ["incident", "alert", "report", "rejection"] {
      if let text = try? Repository.text("Schemas/outbound/\(name)/1/examples/\(name).json") {
        all.append(text)
      }
    }
    return all
  }()

  @Test func `every path answers as the document says`() async throws {
    let server = try await RunningServer(try Documents.desk(Self.documents))
    let openAPI = try await server.get("/api/v1/openapi.json").body
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 128))
    let root = try parser.parse(openAPI).root
    var held = 0
    for path in root["paths"].map({ Array($0.members) }) ?? [] {
      let address = Self.address(path.name.string)
      guard address != "/api/v1/events", let responses = path.value["get"]?["responses"] else {
        continue
      }
      let answer = try await server.get(address)
      guard let response = responses.members.first(where: { $0.name.string == "\(answer.status)" })
      else {
        Issue.record("\(address) answers \(answer.status)")
        continue
      }
      guard
        let schema = response.value["content"]?["application/json"]?["schema"]
          ?? response.value["content"]?["application/geo+json"]?["schema"]
      else { continue }
      let violations = try Self.violations(answer.body, schema, openAPI)
      #expect(violations.isEmpty, "\(address): \(violations)")
      held += 1
    }
    #expect(held >= 13, "\(held) answers were held against a schema")
  }

  @Test func `each parameter's example is taken, and brief and GeoJSON keep their schemas`()
    async throws
  {
    let server = try await RunningServer(try Documents.desk(Self.documents))
    let openAPI = try await server.get("/api/v1/openapi.json").body
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 128))
    let root = try parser.parse(openAPI).root
    for path in root["paths"].map({ Array($0.members) }) ?? [] {
      for parameter in path.value["get"]?["parameters"].map({ Array($0.elements) }) ?? [] {
        guard let name = parameter["name"]?.text?.string,
          let example = parameter["example"]?.text?.string
        else { continue }
        let answer = try await server.get("\(path.name.string)?\(name)=\(example)")
        #expect(answer.status == 200, "\(path.name.string)?\(name)=\(example)")
      }
    }
    for address in ["/api/v1/incidents?view=brief", "/api/v1/alerts?view=brief"] {
      let page = address.contains("alerts") ? "AlertPage" : "IncidentPage"
      let violations = try Self.violations(
        try await server.get(address).body, reference: "#/components/schemas/\(page)", openAPI)
      #expect(violations.isEmpty, "\(address): \(violations)")
    }
    let broken = Array(#"{"total":1,"sequence":1,"items":[{"id":"x"}]}"#.utf8)
    #expect(
      try !Self.violations(broken, reference: "#/components/schemas/IncidentPage", openAPI)
        .isEmpty)
  }

  static func address(_ path: String) -> String {
    for (list, id) in [
      ("incidents", "i-016b61ftyy07gntzb7tthv3ger"), ("alerts", "a-5txcpbr1sc0a1h0xhm6enawkjd"),
      ("reports", "r-4jnte7m0cr4cqdk6dxjrw8epm4"),
    ] where path.contains("/\(list)/{id}") { return path.replacing("{id}", with: id) }
    return path
  }

  static func violations(
    _ body: [UInt8], _ schema: Value, _ openAPI: [UInt8]
  ) throws -> [String] {
    guard let reference = schema["$ref"]?.text?.string else {
      return try violations(body, Array(schema.source), openAPI)
    }
    return try violations(body, reference: reference, openAPI)
  }

  static func violations(
    _ body: [UInt8], reference: String, _ openAPI: [UInt8]
  ) throws -> [String] {
    try violations(body, Array(#"{"$ref":"\#(reference)"}"#.utf8), openAPI)
  }

  /// The schema with the document's components beside it, so that its references lead there.
  private static func violations(
    _ body: [UInt8], _ schema: [UInt8], _ openAPI: [UInt8]
  ) throws -> [String] {
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 128))
    var writer = Writer(capacity: 64 << 10)
    writer.beginObject()
    for member in try parser.parse(schema).root.members {
      writer.name(member.name)
      writer.raw(member.value.source)
    }
    writer.member("components", copying: try parser.parse(openAPI).root["components"])
    writer.endObject()
    var registry = SchemaRegistry()
    for name in ["incident", "alert"] {
      registry.add(
        try Repository.bytes("Schemas/outbound/\(name)/1/schema.json"),
        uri: "urn:vigie:schema:\(name):1")
    }
    let compiled = try Schema(
      writer.bytes, name: "answer", settings: SchemaSettings(unknownKeywords: .ignored),
      registry: registry)
    let document = try parser.parse(body)
    return compiled.violations(document.root, in: document, limit: 3).map { "\($0)" }
  }
}
