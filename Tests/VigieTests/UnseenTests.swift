import Foundation
import JSON
import Model
import Testing
import Worker

@testable import vigie

/// Stories of June to August 2018 that no rule was written for, as field teams would send them,
/// through both stages: what must be raised, and nothing else.
///
/// A file in Tests/Golden/unseen is a story: its first line says what must come of the others.
@Suite struct UnseenSuite {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func settings() -> WorkerSettings {
    var settings = WorkerSettings()
    settings.theatre = root.appending(path: "Deploy/theatres/mali-2018").path(percentEncoded: false)
    settings.schemas = root.appending(path: "Schemas").path(percentEncoded: false)
    settings.defaultSchema = "field-report/3"
    return settings
  }

  /// A reminder of the date, silence and the level of a region come of themselves.
  static let ofThemselves: Set<String> = ["R42", "R44", "R45"]

  static func play(_ lines: some Sequence<Substring>, _ loaded: Loaded) throws -> Backtest {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).ndjson")
    defer { try? FileManager.default.removeItem(at: file) }
    try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    return try Backtest.of([file.path(percentEncoded: false)], loaded, settings())
  }

  @Test func `each story raises what it must, and nothing else`() throws {
    let folder = Self.root.appending(path: "Tests/Golden/unseen")
    let loaded = try Loaded(Self.settings())
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
    #expect(files.count >= 15)
    let parser = Parser(limits: Limits(bytesMax: 1 << 20, depthMax: 64))
    for file in files {
      let name = file.deletingPathExtension().lastPathComponent
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let backtest = try Self.play(lines.dropFirst(), loaded)
      #expect(backtest.accepted == lines.count - 1, "\(name): a report was rejected")
      let head = try parser.parse(Array(try #require(lines.first).utf8)).root
      try judge(name, head, backtest)
    }
  }

  private func judge(_ name: String, _ head: Value, _ backtest: Backtest) throws {
    func words(_ value: Value?) -> Set<String> {
      guard let value else { return [] }
      return Set(value.elements.compactMap { $0.text?.string })
    }
    let may = words(head["may"]).union(Self.ofThemselves)
    let cancelled = words(head["cancelled"])
    var raised: [String: Set<Fingerprint>] = [:]
    for item in backtest.raised { raised[item.alert.rule.id, default: []].insert(item.alert.id) }
    var expected: Set<String> = []
    for member in try #require(head["raised"]).members {
      let rule = member.name.string
      expected.insert(rule)
      let own = backtest.raised.filter { $0.alert.rule.id == rule }.map(\.alert)
      let count = try #require(member.value["count"]?.int64)
      #expect(raised[rule]?.count ?? 0 == Int(count), "\(name): \(rule)")
      if let grades = member.value["severity"] {
        let allowed = words(grades)
        #expect(own.allSatisfy { allowed.contains("\($0.severity.name)") }, "\(name): \(rule)")
      }
      if let area = member.value["area"]?.text?.string {
        #expect(
          own.contains { $0.areas.first?.name == area },
          "\(name): \(rule) in \(own.map { $0.areas.first?.name ?? "" })")
      }
      let states = own.compactMap { backtest.latest[$0.id]?.state }
      #expect(states.contains(.cancelled) == cancelled.contains(rule), "\(name): \(rule) \(states)")
    }
    let more = Set(raised.keys).subtracting(expected).subtracting(may)
    #expect(more.isEmpty, "\(name): \(more.sorted()) must not be raised")
  }

  // MARK: UCDP

  static let ged =
    (ProcessInfo.processInfo.environment["VIGIE_SHARED_DATA"] ?? "../shared/data")
    + "/ucdp-ged/ged-21.1-mli-bfa-ner-2012-2020.csv"
  static let isHere = FileManager.default.isReadableFile(atPath: ged)

  /// Weeks of June 2017 to July 2018 in the region of Mopti with five incidents at least, twice as
  /// many as in the mean week of the four before: 9 after 2, 7 after 1.5, 6 after 3, 7 after 3.25.
  static let surges = ["2018-03-05", "2018-05-14", "2018-06-04", "2018-06-18"]

  @Test(.enabled(if: isHere, "needs ucdp-ged under VIGIE_SHARED_DATA"))
  func `each surge in Mopti is raised in its week, and a day stays readable`() throws {
    let lines = try String(contentsOf: URL(filePath: Self.ged), encoding: .utf8)
      .split(whereSeparator: \.isNewline)
    let own = lines.dropFirst().filter { line in
      let cells = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      return line.contains(",Mali,") && cells[1] >= "2016-11" && cells[1] < "2018-08"
    }
    #expect(own.count > 150)
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    try ([lines[0]] + own).joined(separator: "\n").write(
      to: file, atomically: true, encoding: .utf8)
    var settings = Self.settings()
    settings.defaultSchema = "ucdp-ged/1"
    let backtest = try Backtest.of(
      [file.path(percentEncoded: false)], try Loaded(settings), settings)
    let mopti = backtest.raised.filter {
      $0.alert.rule.id == "R41" && $0.alert.areas.first?.name == "Région de Mopti"
    }
    let weeks = mopti.map { raised in
      // Monday was day 4 of the epoch.
      let monday = (raised.at.day - 4) / 7 * 7 + 4
      return String("\(Instant(seconds: monday * Instant.secondsPerDay))".prefix(10))
    }
    #expect(weeks == Self.surges)
    var days: [Int64: Int] = [:]
    for raised in backtest.raised { days[raised.at.day, default: 0] += 1 }
    #expect(days.values.max() ?? 0 <= 8, "\(days)")
  }
}
