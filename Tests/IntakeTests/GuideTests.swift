import Intake
import JSON
import Model
import Testing
import Theatre

/// The worked example of Docs/feeds.md holds as it is written there.
struct GuideTests {
  /// The blocks of the page that a comment names as files.
  static func files() throws -> [String: String] {
    let page = String(decoding: try #require(Rig.file("Docs/feeds.md")), as: UTF8.self)
    var files: [String: String] = [:]
    var name: String?
    var lines: [Substring]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("<!-- example: ") {
        name = String(line.dropFirst("<!-- example: ".count).dropLast(" -->".count))
      } else if line.hasPrefix("```"), let file = name {
        if let block = lines {
          files[file] = block.joined(separator: "\n")
          (name, lines) = (nil, nil)
        } else {
          lines = []
        }
      } else {
        lines?.append(line)
      }
    }
    return files
  }

  static func intake() throws -> Intake {
    let files = try files()
    return try Rig.intake(
      SchemaCatalogue.load(
        .memory([
          "inbound/observers/1/schema.json": files["schema.json"] ?? "",
          "inbound/observers/1/mapping.yaml": files["mapping.yaml"] ?? "",
        ])))
  }

  @Test func `every row of the sheet becomes the report that it means`() throws {
    let intake = try Self.intake()
    let sheet = try #require(Self.files()["incidents.csv"])
    var reader = try CSVReader(Array(sheet.utf8))
    var reports: [String] = []
    var writer = Writer()
    while try reader.next(into: &writer) {
      let result = try Rig.process(writer.bytes, defaultSchema: "observers/1", with: intake)
      #expect(result.outcome == .accepted, "\(result.value)")
      reports.append(result.value)
      writer.removeAll()
    }
    #expect(reports.count == 3)
    let expected: [(Int, String, String?)] = [
      (0, "/sourceReport", #""17-24/07/2018""#),
      (0, "/occurred/earliest", #""2018-07-24T06:30:00Z""#),
      (0, "/place/id", #""sevare""#), (0, "/place/latitude", "14.5279"),
      (0, "/subEvent", #""shelling_artillery_missile_attack""#),
      (0, "/tolls/killed/all/best", "0"), (0, "/tolls/wounded/all/best", "2"),
      (1, "/occurred/precision", #""day""#), (1, "/actors", nil),
      (1, "/tolls/killed/all/best", "10"), (1, "/tolls/wounded/all/best", "3"),
      (2, "/tactics", #"["cattle_raid"]"#), (2, "/tolls", nil),
    ]
    for (row, pointer, value) in expected {
      #expect(try Rig.part(reports[row], pointer) == value, "row \(row): \(pointer)")
    }
    #expect(reports.allSatisfy { !$0.contains("76 12") })
  }

  @Test func `its examples are what it says they are`() throws {
    let intake = try Self.intake()
    for (name, text) in try Self.files() where name.hasPrefix("examples/") {
      let result = try Rig.process(Array(text.utf8), defaultSchema: "observers/1", with: intake)
      #expect((result.rejection == nil) == name.contains("/valid/"), "\(name): \(result.value)")
    }
  }

  @Test func `every setting and every target is in the reference`() throws {
    let page = String(decoding: try #require(Rig.file("Docs/feeds.md")), as: UTF8.self)
    for word in MappingReference.settings where !page.contains("`\(word)") {
      Issue.record("Docs/feeds.md does not explain \(word)")
    }
    for word in MappingReference.targets where !page.contains(word) {
      Issue.record("Docs/feeds.md does not name the target \(word)")
    }
  }
}
