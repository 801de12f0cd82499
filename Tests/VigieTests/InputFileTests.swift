import Foundation
import Testing

@testable import vigie

/// What a file holds is told by what stands in it, not only by its name.
@Suite struct InputFileSuite {
  static func records(_ name: String, _ content: String) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "vigie-input-\(ProcessInfo.processInfo.processIdentifier)-\(abs(content.hashValue))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    try Data(content.utf8).write(to: file)
    var found: [String] = []
    try InputFile(path: file.path(percentEncoded: false)).forEachRecord { _, _, _, value in
      found.append(value.map { String(decoding: $0, as: UTF8.self) } ?? "null")
    }
    return found
  }

  @Test(arguments: [
    ("a.json", "{\n \"n\": 1\n}\n", 1), ("b.json", "{\"n\": 1}\n\n", 1),
    ("c.json", "{\"n\": 1}\n{\"n\": 2}\n", 2), ("d.ndjson", "{\"n\": 1}\r\n\n{\"n\": 2}", 2),
    ("e.csv", "n\n1\n2\n3\n", 3), ("f.json", "[\n1]", 1),
  ])
  func `so many records`(name: String, content: String, count: Int) throws {
    #expect(try Self.records(name, content).count == count)
  }

  @Test func `what follows a whole document is a record of its own`() throws {
    let records = try Self.records("a.json", "{\"n\": 1}\n}\n")
    #expect(records == ["{\"n\": 1}", "}"])
  }
}
