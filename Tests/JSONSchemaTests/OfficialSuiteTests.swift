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
  func `every required case holds, but for the schemas listed as not yet supported`() throws {
    var run = SuiteRun(folder: try #require(Self.directory) + "/tests/draft2020-12")
    try run.runAll(assertFormats: false)
    run.report("required")
    #expect(run.failures == [])
    #expect(run.refused.filter { !SuiteExceptions.covers($0) } == [])
    #expect(run.loaded.filter { SuiteExceptions.covers($0) } == [])
    #expect(SuiteExceptions.schemas.subtracting(run.refused) == [])
    #expect(run.passed > 900)
  }

  @Test(.enabled(if: directory != nil, isAbsent))
  func `every case of the formats that can be asserted holds`() throws {
    let folder = try #require(Self.directory) + "/tests/draft2020-12/optional/format"
    var run = SuiteRun(folder: folder)
    for format in Format.allCases {
      try run.run(file: format.rawValue + ".json", assertFormats: true)
    }
    run.report("formats")
    #expect(run.failures == [])
    #expect(run.refused == [])
  }
}

/// One pass over files of the suite and what came of it.
struct SuiteRun {
  let folder: String
  var passed = 0
  /// Cases whose schema was refused.
  var skipped = 0
  var failures: [String] = []
  /// Schemas that were refused, as "file: description".
  var refused: [String] = []
  var loaded: [String] = []

  init(folder: String) {
    self.folder = folder
  }

  mutating func runAll(assertFormats: Bool) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    for file in files.sorted() where file.hasSuffix(".json") {
      try run(file: file, assertFormats: assertFormats)
    }
  }

  mutating func run(file: String, assertFormats: Bool) throws {
    let data = try #require(FileManager.default.contents(atPath: folder + "/" + file))
    // Vigie takes no NUL character in any document; another control character serves the cases.
    let text = String(decoding: data, as: UTF8.self).replacing("\\u0000", with: "\\u0001")
    let parser = Parser()
    for group in try parser.parse(Array(text.utf8)).root.elements {
      let name = "\(file): \(group["description"]?.text?.string ?? "")"
      let tests = try #require(group["tests"])
      let source = Array(try #require(group["schema"]).source)
      let schema: Schema
      do throws(SchemaFault) {
        schema = try Schema(source, name: name, assertFormats: assertFormats)
      } catch {
        refused.append(name)
        skipped += tests.count
        continue
      }
      loaded.append(name)
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
        + "\(skipped) not run because their \(refused.count) schemas are not yet supported")
  }
}
