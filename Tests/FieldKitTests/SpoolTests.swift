import Foundation
import Model
import Testing

@testable import FieldKit

/// The spool on a real disk: whole or not at all, bounded, in order, never twice.
@Suite struct SpoolSuite {
  static func with<R>(_ body: (String) throws -> R) throws -> R {
    let path = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)")
      .path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  static func record(_ text: String) -> SpoolRecord {
    SpoolRecord(
      digest: Fingerprint(of: text), topic: "vigie.reports.raw", schema: "field-report/3",
      report: "r-\(Fingerprint(of: text + "id"))", value: Array(text.utf8))
  }

  static func open(_ path: String, records: Int = 100, bytes: Int = 1 << 20) throws -> Spool {
    try Spool(directory: path, recordsMax: records, bytesMax: bytes)
  }

  @Test func `what was added is there for the next process, the oldest first`() throws {
    try Self.with { path in
      do {
        let spool = try Self.open(path)
        for text in ["one", "two", "three"] { #expect(try spool.add(Self.record(text)) == .queued) }
      }
      let spool = try Self.open(path)
      let read = try spool.waiting.map { try spool.read($0)?.value }
      #expect(read == [Array("one".utf8), Array("two".utf8), Array("three".utf8)])
      #expect(try spool.add(Self.record("two")) == .waiting)
    }
  }

  @Test func `what was sent leaves a mark without the report, and is not taken again`() throws {
    try Self.with { path in
      do {
        let spool = try Self.open(path)
        _ = try spool.add(Self.record("secret of a witness"))
        let name = try #require(spool.waiting.first)
        try spool.markSent(name, try #require(try spool.read(name)))
      }
      let spool = try Self.open(path)
      #expect(spool.waiting.isEmpty)
      #expect(try spool.add(Self.record("secret of a witness")) == .sent)
      #expect(try spool.lastSent(5).map(\.report) == [Self.record("secret of a witness").report])
      let walker = try #require(FileManager.default.enumerator(atPath: path))
      for file in walker.compactMap({ $0 as? String }) {
        let text = (try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)) ?? ""
        #expect(!text.contains("witness"), "\(file)")
      }
      try spool.forgetSent(Self.record("secret of a witness").digest)
      #expect(try spool.add(Self.record("secret of a witness")) == .queued)
    }
  }

  @Test func `a process that died between mark and removal does not send again`() throws {
    try Self.with { path in
      do {
        let spool = try Self.open(path)
        _ = try spool.add(Self.record("one"))
        let name = try #require(spool.waiting.first)
        // What `markSent` does first, and then nothing more.
        let mark = Self.record("one").file(isMark: true)
        try DurableFile.write(mark, to: name, in: path + "/sent")
      }
      let spool = try Self.open(path)
      #expect(spool.waiting.isEmpty)
      #expect(try spool.add(Self.record("one")) == .sent)
    }
  }

  /// Power may go at any byte: whatever is on the disk then, no half report is sent.
  @Test func `a file cut anywhere or changed anywhere is set aside and told`() throws {
    let whole = Self.record("{\"a\":1}").file(isMark: false)
    for length in 0..<whole.count {
      #expect(SpoolRecord(file: Array(whole[..<length])) == nil, "cut at \(length)")
    }
    var accepted = 0
    for index in whole.indices {
      var changed = whole
      changed[index] ^= 1
      if let record = SpoolRecord(file: changed), record != Self.record("{\"a\":1}") {
        accepted += 1
        // The document itself is whole; only what stands beside it differs.
        #expect(record.value == Self.record("{\"a\":1}").value)
      }
    }
    try Self.with { path in
      let name: String
      do {
        let spool = try Self.open(path)
        _ = try spool.add(Self.record("one"))
        _ = try spool.add(Self.record("two"))
        name = spool.waiting[0]
      }
      try Data(whole.prefix(20)).write(to: URL(filePath: "\(path)/waiting/\(name)"))
      let spool = try Self.open(path)
      #expect(try spool.read(name) == nil)
      #expect(spool.damaged.count == 1 && spool.waiting.count == 1)
    }
  }

  @Test func `a file that was being written when the power went is nobody's`() throws {
    try Self.with { path in
      _ = try Self.open(path)
      try Data("half".utf8).write(to: URL(filePath: "\(path)/waiting/.000000000001-x.new"))
      let spool = try Self.open(path)
      #expect(spool.waiting.isEmpty && spool.damaged.isEmpty)
    }
  }

  @Test(arguments: [(2, 1 << 20), (100, 400)])
  func `a full spool refuses and forgets nothing`(records: Int, bytes: Int) throws {
    try Self.with { path in
      let spool = try Self.open(path, records: records, bytes: bytes)
      var taken = 0
      let fault = #expect(throws: SpoolFault.self) {
        for index in 0..<100 {
          _ = try spool.add(Self.record("report \(index)"))
          taken += 1
        }
      }
      guard case .full? = fault else {
        Issue.record("\(String(describing: fault))")
        return
      }
      #expect(taken > 0 && spool.waiting.count == taken)
    }
  }

  @Test func `two at once: the second is told`() throws {
    try Self.with { path in
      let first = try Self.open(path)
      #expect(throws: SpoolFault.busy(path)) { try Self.open(path) }
      withExtendedLifetime(first) {}
    }
  }

  @Test func `nobody else on the device may read it`() throws {
    try Self.with { path in
      let spool = try Self.open(path)
      _ = try spool.add(Self.record("one"))
      let files = FileManager.default
      let folder = try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      let file = try files.attributesOfItem(atPath: "\(path)/waiting/\(spool.waiting[0])")
      #expect(folder == 0o700 && file[.posixPermissions] as? Int == 0o600)
    }
  }
}
