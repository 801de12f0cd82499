import Foundation
public import Intake
import JSON
import Kafka
public import Theatre

/// What every world shares: the shipped pack, the shipped schemas and the shipped scenario.
public struct WorldInput: Sendable {
  public let theatre: Theatre
  public let catalogue: SchemaCatalogue
  public let scenario: [SimulatedRecord]

  /// From the repository that this file stands in.
  public init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    func path(_ name: String) -> String { root.appending(path: name).path(percentEncoded: false) }
    theatre = try Theatre.load(directory: path("Deploy/theatres/mali-2018"))
    catalogue = try SchemaCatalogue.load(directory: path("Schemas"))
    let text = try Data(contentsOf: root.appending(path: "Deploy/demo/scenario.ndjson"))
    let parser = Parser()
    scenario = try text.split(separator: 10).map { line in
      let root = try parser.parse(Array(line)).root
      var headers: [MadeRecord.Header] = []
      if let given = root["headers"] {
        for member in given.members {
          headers.append(
            MadeRecord.Header(
              name: Array(member.name.string.utf8),
              value: member.value.text.map { Array($0.string.utf8) }))
        }
      }
      return SimulatedRecord(
        key: root["key"]?.text.map { Array($0.string.utf8) },
        value: root["value"].map { Array($0.source) }
          ?? root["raw"]?.text.map { Array($0.string.utf8) },
        headers: headers)
    }
  }
}
