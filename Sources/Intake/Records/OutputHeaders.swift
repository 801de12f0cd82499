/// The headers of an output record: names that live for ever and values in one buffer.
public struct OutputHeaders: Sendable {
  private struct Entry: Sendable {
    var name: StaticString
    /// The value when it is always the same; otherwise it stands in `bytes`.
    var constant: StaticString?
    /// Where its value begins in `bytes`.
    var start: Int
    /// Where it ends; −1 for where the next one's begins.
    var end = -1
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
          let next = index + 1 < count ? entries[index + 1].start : byteCount
          let end = entry.end < 0 ? next : entry.end
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

  /// A header whose value was appended already.
  mutating func add(_ name: StaticString, _ value: Range<Int>) {
    put(name, nil)
    entries[count - 1].start = value.lowerBound
    entries[count - 1].end = value.upperBound
  }

  /// Appends at most so many bytes, of which `write` tells how many, and says where they stand.
  @inline(__always)
  mutating func append(
    upTo most: Int, _ write: (UnsafeMutableRawBufferPointer) -> Int
  ) -> Range<Int> {
    let start = byteCount
    var length = 0
    append(most) { length = write($0) }
    precondition(length <= most, "a header's value is longer than its room")
    byteCount = start + length
    return start..<byteCount
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
}
