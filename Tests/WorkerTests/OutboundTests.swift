import Foundation
import JSON
import JSONSchema
import Testing

@testable import Worker

/// Every record Vigie writes keeps the schema that is published for it.
@Suite struct OutboundSuite {
  static func schema(_ name: String) throws -> Schema {
    let file = Fixture.root.appending(path: "Schemas/outbound/\(name)/1/schema.json")
    return try Schema(Array(try Data(contentsOf: file)), name: "\(name)/1")
  }

  @Test func `every output of the scenario keeps its schema`() throws {
    var lines: [(Replay.Output, [UInt8])] = []
    let replay = Replay(
      theatre: try Fixture.theatre(), catalogue: try Fixture.catalogue(),
      settings: try WorkerSettings([]), sink: { lines.append(($0, Array($1))) })
    for record in try Fixture.scenario() { replay.feed(record) }
    let schemas: [Replay.Output: Schema] = [
      .accepted: try Self.schema("report"), .rejected: try Self.schema("rejection"),
      .incidents: try Self.schema("incident"), .alerts: try Self.schema("alert"),
      .restricted: try Self.schema("alert"), .watch: try Self.schema("watch"),
    ]
    let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
    for (output, line) in lines {
      let document = try parser.parse(line)
      guard let value = document.root["value"], let schema = schemas[output] else { continue }
      let violations = schema.violations(value, in: document, limit: 3)
      #expect(violations.isEmpty, "\(output): \(violations)")
    }
    #expect(lines.count > 400)
  }

  @Test func `every record of memory keeps its schema`() throws {
    let schema = try Self.schema("memory")
    let parser = Parser()
    var seen = 0
    let replay = Replay(
      theatre: try Fixture.theatre(), catalogue: try Fixture.catalogue(),
      settings: try WorkerSettings([]), sink: { _, _ in },
      memory: { value in
        guard value.count > 0 else { return }
        let document = try? parser.parse(value)
        let violations = document.map { schema.violations($0.root, in: $0, limit: 3) } ?? []
        #expect(document != nil && violations.isEmpty, "\(violations)")
        seen += 1
      })
    for record in try Fixture.scenario() { replay.feed(record) }
    #expect(seen > 400)
  }
}
