/// The headers of an output record: names that live for ever and values in one buffer.
public struct OutputHeaders: Sendable {
  private struct Entry: Sendable {
    var name: StaticString
    /// The value when it is always the same; otherwise it stands in `bytes`.
    var constant: StaticString?
    /// Where its value begins in `bytes`; it ends where the next one's begins.
    var start: Int
  }

  // Both only grow: what is valid of them is counted beside, so that emptying them costs nothing.
  private var entries: [Entry] = []
  public private(set) var count = 0
  private var bytes: [UInt8] = []
  private var byteCount = 0

  init() {}

  /// Calls `body` with each name and value, in the order written.
  public func forEach(_ body: (StaticString, UnsafeRawBufferPointer) -> Void) {
    bytes.withUnsafeBytes { buffer in
      for index in 0..<count {
        let entry = entries[index]
        if let constant = entry.constant {
          constant.withUTF8Buffer { body(entry.name, UnsafeRawBufferPointer($0)) }
        } else {
          let end = index + 1 < count ? entries[index + 1].start : byteCount
          body(entry.name, UnsafeRawBufferPointer(rebasing: buffer[entry.start..<end]))
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
    count = 0
    byteCount = 0
  }

  mutating func add(_ name: StaticString, _ value: StaticString) { put(name, value) }

  mutating func add(_ name: StaticString, _ value: UnsafeRawBufferPointer) {
    begin(name)
    append(value)
  }

  /// Begins a header whose value is then appended piece by piece.
  mutating func begin(_ name: StaticString) { put(name, nil) }

  @inline(__always)
  private mutating func put(_ name: StaticString, _ constant: StaticString?) {
    let entry = Entry(name: name, constant: constant, start: byteCount)
    if count < entries.count {
      entries[count] = entry
    } else {
      entries.append(entry)
    }
    count += 1
  }

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    append(piece.count) { $0.copyMemory(from: piece) }
  }

  mutating func append(_ byte: UInt8) { append(1) { $0[0] = byte } }

  /// Appends so many bytes, which `write` must fill.
  @inline(__always)
  mutating func append(_ length: Int, _ write: (UnsafeMutableRawBufferPointer) -> Void) {
    let start = byteCount
    let end = start + length
    if bytes.count < end {
      bytes.append(contentsOf: repeatElement(0, count: max(256, 2 * end) - bytes.count))
    }
    bytes.withUnsafeMutableBytes {
      write(UnsafeMutableRawBufferPointer(rebasing: $0[start..<end]))
    }
    byteCount = end
  }

  mutating func append(_ integer: Int64) {
    if (0...9).contains(integer) {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: integer))
    } else {
      Decimal.withText(of: integer) { append($0) }
    }
  }
}
