import Foundation
import Testing

@testable import Worker

@Suite struct FileWatchSuite {
  @Test func `a change is told once, when it has stood still for a look`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "w-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "in"), withIntermediateDirectories: true)
    func write(_ name: String, _ text: String) throws {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    try write("rules.yaml", "a: 1")
    try write("in/schema.json", "{}")
    var watch = FileWatch([folder.path(percentEncoded: false)])
    func looks(_ count: Int) -> [Bool] { (0..<count).map { _ in watch.hasChanged() } }
    #expect(looks(2) == [false, false])
    try write("rules.yaml", "a: 12")
    #expect(looks(1) == [false], "it may be on its way")
    try write("rules.yaml", "a: 123")
    #expect(looks(3) == [false, true, false], "it was on its way, it stands, it was told")
    try write("notes.md", "for people")
    #expect(looks(2) == [false, false])
    try FileManager.default.removeItem(at: folder.appending(path: "in/schema.json"))
    #expect(looks(3) == [false, true, false], "a file that goes is a change")
  }

  @Test func `a link that is switched is a change`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "w-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for release in ["1", "2"] {
      let path = folder.appending(path: release)
      try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
      try release.write(
        to: path.appending(path: "rules.yaml"), atomically: true, encoding: .utf8)
    }
    let link = folder.appending(path: "now").path(percentEncoded: false)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "1")
    var watch = FileWatch([link])
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "2")
    let looks = (0..<3).map { _ in watch.hasChanged() }
    #expect(looks == [false, true, false])
  }
}
