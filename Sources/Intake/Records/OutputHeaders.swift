/// The headers of an output record: names that live for ever and values in one buffer.
public struct OutputHeaders: Sendable {
  private struct Entry: Sendable {
    var name: StaticString
    /// The value when it is always the same; otherwise it stands in `bytes`.
    var constant: StaticString?
    var start: Int
    var count: Int
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []

  init() {}

  public var count: Int { entries.count }

  /// Calls `body` with each name and value, in the order written.
  public func forEach(_ body: (StaticString, UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { buffer in
      for entry in entries {
        if let constant = entry.constant {
          constant.withUTF8Buffer { body(entry.name, UnsafeRawBufferPointer($0)) }
        } else {
          body(
            entry.name,
            UnsafeRawBufferPointer(rebasing: buffer[entry.start..<entry.start + entry.count]))
        }
      }
    }
  }

  /// A header's value as text; for tests and tools.
  public subscript(name: String) -> String? {
    var found: String?
    forEach { candidate, value in
      if found == nil, "\(candidate)" == name { found = String(decoding: value, as: UTF8.self) }
    }
    return found
  }

  mutating func clear() {
    entries.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func add(_ name: StaticString, _ value: StaticString) {
    entries.append(Entry(name: name, constant: value, start: 0, count: 0))
  }

  mutating func add(_ name: StaticString, _ value: UnsafeRawBufferPointer) {
    begin(name)
    append(value)
  }

  /// Begins a header whose value is then appended piece by piece.
  mutating func begin(_ name: StaticString) {
    entries.append(Entry(name: name, constant: nil, start: bytes.count, count: 0))
  }

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: piece)
    entries[entries.count - 1].count += piece.count
  }

  mutating func append(_ piece: StaticString) {
    piece.withUTF8Buffer { append(UnsafeRawBufferPointer($0)) }
  }

  mutating func append(_ piece: String) {
    var piece = piece
    piece.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  mutating func append(_ integer: Int64) {
    Decimal.withText(of: integer) { append($0) }
  }
}
