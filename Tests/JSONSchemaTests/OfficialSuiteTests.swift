import Foundation
import JSON
import Testing

@testable import JSONSchema

/// The official JSON Schema Test Suite, read as data
/// (https://github.com/json-schema-org/JSON-Schema-Test-Suite).
struct OfficialSuiteTests {
  static let directory: String? = {
    let path =
      ProcessInfo.processInfo.environment["VIGIE_JSON_SCHEMA_SUITE"]
      ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "../shared/data/json-schema-test-suite").path
    return FileManager.default.fileExists(atPath: path + "/tests/draft2020-12") ? path : nil
  }()

  static let isAbsent: Comment = "the suite is absent; set VIGIE_JSON_SCHEMA_SUITE to its folder"

  @Test(.enabled(if: directory != nil, isAbsent))
  func `every required case holds`() throws {
    var run = try SuiteRun(suite: #require(Self.directory), folder: "draft2020-12")
    try run.runAll(assertFormats: false)
    run.report("required")
    #expect(run.failures == [])
    #expect(run.refused == [])
    #expect(run.passed > 1_290)
  }

  @Test(.enabled(if: directory != nil, isAbsent))
  func `every case of every format holds`() throws {
    var run = try SuiteRun(suite: #require(Self.directory), folder: "draft2020-12/optional/format")
    try run.runAll(assertFormats: true)
    run.report("formats")
    #expect(run.passed > 700)
    #expect(run.failures == [])
    #expect(run.refused == [])
  }

  /// Parts that the folder may lack: nothing is claimed of those.
  @Test(
    .enabled(if: directory != nil, isAbsent),
    arguments: ["draft2020-12/optional", "draft2019-09", "draft7", "draft6"])
  func `every case of other parts holds, as far as they are there`(part: String) throws {
    var run = try SuiteRun(suite: #require(Self.directory), folder: part)
    guard FileManager.default.fileExists(atPath: run.folder) else { return }
    try run.runAll(assertFormats: false)
    run.report(part)
    #expect(run.failures == [])
    #expect(run.refused == [])
  }
}

/// One pass over files of the suite and what came of it.
struct SuiteRun {
  let folder: String
  var registry = SchemaRegistry()
  var settings = SchemaSettings(unknownKeywords: .ignored)
  var passed = 0
  var failures: [String] = []
  /// Schemas that were refused, as "file: description: why".
  var refused: [String] = []

  init(suite: String, folder: String) throws {
    self.folder = suite + "/tests/" + folder
    let drafts = ["draft7": Draft.draft7, "draft6": .draft6, "draft2019-09": .draft2019]
    if let draft = drafts[folder] { settings.dialect = draft.uri }
    let remotes = suite + "/remotes"
    for case let path as String in FileManager.default.enumerator(atPath: remotes) ?? .init()
    where path.hasSuffix(".json") {
      let data = try #require(FileManager.default.contents(atPath: remotes + "/" + path))
      registry.add(Array(data), uri: "http://localhost:1234/" + path)
    }
  }

  mutating func runAll(assertFormats: Bool) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    for file in files.sorted() where file.hasSuffix(".json") {
      try run(file: file, assertFormats: assertFormats)
    }
  }

  mutating func run(file: String, assertFormats: Bool) throws {
    let data = try #require(FileManager.default.contents(atPath: folder + "/" + file))
    settings.assertsFormats = assertFormats
    let parser = Parser(limits: Limits(acceptsNul: true))
    for group in try parser.parse(Array(data)).root.elements {
      let name = "\(file): \(group["description"]?.text?.string ?? "")"
      let tests = try #require(group["tests"])
      let source = Array(try #require(group["schema"]).source)
      let schema: Schema
      do throws(SchemaFault) {
        schema = try Schema(source, name: name, settings: settings, registry: registry)
      } catch {
        refused.append("\(name): \(error.problems[0].pointer): \(error.problems[0].sentence)")
        continue
      }
      for test in tests.elements {
        try run(test, schema, name)
      }
    }
  }

  private mutating func run(_ test: Value, _ schema: Schema, _ name: String) throws {
    let judgement = try Judgement(schema, Array(try #require(test["data"]).source))
    if judgement.isAccepted == test["valid"]?.bool, judgement.isConsistent {
      passed += 1
    } else {
      failures.append("\(name): \(test["description"]?.text?.string ?? "")")
    }
  }

  func report(_ title: String) {
    print(
      "JSON Schema Test Suite, \(title): \(passed) cases passed, \(failures.count) failed, "
        + "\(refused.count) schemas refused")
  }
}
