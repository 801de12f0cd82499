import Foundation
import Intake
import JSON

/// A file of raw records: NDJSON (one document a line, whatever the file is called), CSV (one
/// object a row), or one JSON document.
///
/// A line of NDJSON whose members are only those of an output line or of a scenario
/// (`topic`, `key`, `headers`, `value`, `raw`, …) and that has `value` or `raw` stands for a whole
/// record; any other line is a record's value.
struct InputFile {
  let path: String
  private let content: Data

  typealias Header = (name: String, value: String)
  typealias Body = (
    _ topic: String?, _ key: UnsafeRawBufferPointer?, _ headers: [Header],
    _ value: UnsafeRawBufferPointer?
  ) throws -> Void

  init(path: String) throws {
    self.path = path
    do {
      content =
        path == "-"
        ? FileHandle.standardInput.readDataToEndOfFile()
        : try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw Ending.noInput("\(path): cannot be read. Is the name right, and may you read it?")
    }
  }

  func forEachRecord(_ body: Body) throws {
    try content.withUnsafeBytes { bytes in
      if path.lowercased().hasSuffix(".csv") || path == "-" && !Self.isJSON(bytes) {
        try forEachRow(bytes, body)
      } else if path.lowercased().hasSuffix(".json"), !Self.isLines(bytes) {
        try body(nil, nil, [], bytes)
      } else {
        try forEachLine(bytes, body)
      }
    }
  }

  /// What comes from standard input is told by its first letter: a sheet has a header.
  private static func isJSON(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let first = bytes.first { $0 > 32 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    return first.map { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") } ?? true
  }

  /// Several documents in a file that is called `.json`: its first line is one by itself.
  private static func isLines(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let end = bytes.firstIndex(of: 10), bytes[end...].contains(where: { $0 > 32 }) else {
      return false
    }
    let line = UnsafeRawBufferPointer(rebasing: bytes[..<end])
    return (try? Parser(limits: Self.limits).parse(line)) != nil
  }

  private static let limits = Limits(bytesMax: 64 << 20, depthMax: 1024)

  /// A row that does not fit the header is handed over as it stands: it becomes a rejection.
  private func forEachRow(_ bytes: UnsafeRawBufferPointer, _ body: Body) throws {
    let all = Array(bytes)
    var writer = Writer()
    var reader: CSVReader
    do throws(CSVFault) {
      reader = try CSVReader(all)
    } catch {
      throw Ending.noInput("\(path):\(error.line): \(error.sentence)")
    }
    while true {
      writer.removeAll()
      do throws(CSVFault) {
        guard try reader.next(into: &writer) else { return }
      } catch {
        try all[reader.row].withUnsafeBytes { try body(nil, nil, [], $0) }
        continue
      }
      let object = writer.bytes
      try object.withUnsafeBytes { try body(nil, nil, [], $0) }
    }
  }

  private func forEachLine(_ bytes: UnsafeRawBufferPointer, _ body: Body) throws {
    let parser = Parser(limits: Self.limits)
    var start = 0
    while start < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
      let length = rest.firstIndex(of: 10) ?? rest.count
      var line = UnsafeRawBufferPointer(rebasing: rest[..<length])
      start += length + 1
      if line.last == 13 { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
      guard !line.isEmpty else { continue }
      if try !wholeRecord(line, parser, body) { try body(nil, nil, [], line) }
    }
  }

  private static let members = NameTable([
    "topic", "key", "headers", "value", "raw", "partition", "offset", "timestamp",
  ])

  /// Hands over the record that a line describes; false when the line is a value.
  private func wholeRecord(
    _ line: UnsafeRawBufferPointer, _ parser: Parser, _ body: Body
  ) throws -> Bool {
    guard let root = try? parser.parse(line).root, root.kind == .object else { return false }
    let (value, raw) = (root["value"], root["raw"])
    guard (value == nil) != (raw == nil) else { return false }
    for member in root.members where Self.members.find(member.name) < 0 { return false }
    var headers: [Header] = []
    if let given = root["headers"] {
      guard given.kind == .object else { return false }
      for member in given.members {
        headers.append((member.name.string, member.value.text?.string ?? ""))
      }
    }
    var key: [UInt8]?
    if let text = root["key"]?.text {
      var bytes: [UInt8] = []
      text.append(to: &bytes)
      key = bytes
    }
    var text: [UInt8] = []
    if let raw { raw.text?.append(to: &text) }
    try (key ?? []).withUnsafeBytes { keyBytes in
      try text.withUnsafeBytes { rawBytes in
        let bytes = value.map { $0.isNull ? nil : $0.source } ?? rawBytes
        try body(root["topic"]?.text?.string, key == nil ? nil : keyBytes, headers, bytes)
      }
    }
    return true
  }
}
