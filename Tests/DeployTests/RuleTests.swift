import Foundation
import Testing
import Yams

/// Prometheus' rules and Grafana's board: each metric exists, each rule has its section.
@Suite struct RuleSuite {
  static let promtool = ["/usr/bin/promtool", "/usr/local/bin/promtool"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  static func rules() throws -> [(alert: String, expression: String, runbook: String)] {
    let file = try ManifestSuite.mapping("Deploy/prometheus/vigie.rules.yml")
    let groups = file["groups"] as? [[String: Any]] ?? []
    return groups.flatMap { $0["rules"] as? [[String: Any]] ?? [] }.map { rule in
      let annotations = rule["annotations"] as? [String: String] ?? [:]
      return (
        rule["alert"] as? String ?? "", rule["expr"] as? String ?? "",
        annotations["runbook"] ?? ""
      )
    }
  }

  @Test func `every rule names a section of the runbook that is there`() throws {
    let headings = try ManifestSuite.text("Docs/runbook.md").split(separator: "\n")
      .filter { $0.hasPrefix("## ") }
      .map { $0.dropFirst(3).lowercased().replacing(" ", with: "-") }
    let rules = try Self.rules()
    #expect(rules.count >= 15)
    for rule in rules {
      let parts = rule.runbook.split(separator: "#")
      #expect(parts.count == 2 && parts[0] == "Docs/runbook.md", "\(rule.alert)")
      #expect(headings.contains(parts.last.map(String.init) ?? ""), "\(rule.alert)")
    }
  }

  @Test func `every rule is tried by promtool's tests`() throws {
    let tests = try ManifestSuite.text("Deploy/prometheus/vigie.rules.test.yml")
    for rule in try Self.rules() {
      #expect(tests.contains("alertname: \(rule.alert)\n"), "\(rule.alert)")
    }
  }

  @Test(
    .enabled(if: promtool != nil, "needs promtool (Debian: prometheus)"),
    arguments: [
      ["check", "rules", "vigie.rules.yml"], ["test", "rules", "vigie.rules.test.yml"],
      ["check", "config", "--syntax-only", "prometheus.yml"],
    ])
  func `promtool finds nothing wrong`(arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.promtool))
    process.arguments = arguments
    process.currentDirectoryURL = ManifestSuite.root.appending(path: "Deploy/prometheus")
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
  }

  @Test func `the board's panels do not overlap and each asks something`() throws {
    let data = try Data(
      contentsOf: ManifestSuite.root.appending(path: "Deploy/grafana/boards/vigie.json"))
    let board = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let panels = try #require(board["panels"] as? [[String: Any]])
    var cells: Set<[Int]> = []
    for panel in panels {
      let place = try #require(panel["gridPos"] as? [String: Int])
      let (x, y) = (place["x"] ?? 0, place["y"] ?? 0)
      for column in x..<x + (place["w"] ?? 0) {
        for line in y..<y + (place["h"] ?? 0) {
          #expect(column < 24 && cells.insert([column, line]).inserted, "\(panel["title"] ?? "")")
        }
      }
      guard panel["type"] as? String != "row" else { continue }
      let targets = panel["targets"] as? [[String: Any]] ?? []
      #expect(!targets.isEmpty && targets.allSatisfy { ($0["expr"] as? String)?.isEmpty == false })
    }
    #expect(panels.count > 15)
  }
}
