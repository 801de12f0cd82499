import Foundation
import Kafka
import Logging
import Model
import Testing

@testable import Worker

/// The position from which a pack is in force stands in memory, once for each change.
@Suite(.serialized) struct PackStampSuite {
  @Test func `the digest follows the files, and not what is only for people`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p-\(UUID().uuidString)")
    let path = folder.path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "in"), withIntermediateDirectories: true)
    func write(_ name: String, _ text: String) throws {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    try write("rules.yaml", "a: 1")
    try write("in/schema.json", "{}")
    let first = PackStamp.digest(ofFilesIn: path)
    try write("SOURCES.md", "for people")
    #expect(first != nil && PackStamp.digest(ofFilesIn: path) == first)
    let link = path + "-link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    defer { try? FileManager.default.removeItem(atPath: link) }
    #expect(PackStamp.digest(ofFilesIn: link) == first)
    try write("rules.yaml", "a: 2")
    let second = PackStamp.digest(ofFilesIn: path)
    #expect(second != first)
    try write("rules.yaml", "a: 1")
    #expect(PackStamp.digest(ofFilesIn: path) == first)
    try write("in/schema.json", "[]")
    #expect(PackStamp.digest(ofFilesIn: path) != first)
    #expect(PackStamp.digest(ofFilesIn: path + "/nowhere") == nil)
  }

  @Test func `a record reads back, and any change of it does not`() {
    let stamp = PackStamp(
      theatre: "mali-2018", pack: Fingerprint(of: "p"), schemas: Fingerprint(of: "s"))
    let record = PackRecord(stamp: stamp, from: 42)
    #expect(String(decoding: record.key, as: UTF8.self) == "pack/0000000000000000042")
    record.key.withUnsafeBytes { #expect(PackRecord.isKey($0)) }
    #expect(record.value.withUnsafeBytes { PackRecord(reading: $0) } == record)
    for index in record.value.indices {
      var changed = record.value
      changed[index] ^= 1
      #expect(changed.withUnsafeBytes { PackRecord(reading: $0) } == nil, "\(index)")
    }
  }

  @Test func `a new pack is told once, with the position from which it holds`() throws {
    let play = try Play()
    func stamp(_ name: String) -> PackStamp {
      PackStamp(
        theatre: "mali-2018", pack: Fingerprint(of: name), schemas: Fingerprint(of: "schemas"))
    }
    let scenario = Array(try Fixture.scenario().prefix(30))
    var sent = 0
    // Twice the same pack, as two restarts have it, then another one.
    for name in ["a", "a", "b"] {
      let before = play.context.figures.now.assessed
      try play.publish(Array(scenario[sent..<sent + 10]))
      sent += 10
      try play.work(stamp: stamp(name)) { $0.assessed > before && $0.raw >= sent }
    }
    let history = PackHistory(context: play.context, log: KafkaLog(context: play.context))
    let entries = try history.entries(of: 0)
    #expect(entries.map(\.stamp.pack) == [stamp("a").pack, stamp("b").pack])
    #expect(entries.first?.from == 0 && (entries.last?.from ?? 0) > 0)
    // What stands beside memory is no part of it.
    let finding = try MemoryCheck(
      context: play.context, log: KafkaLog(context: play.context)
    ).run(0)
    #expect(finding.verdict == .same, "\(finding)")
  }
}
