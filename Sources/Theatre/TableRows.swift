/// The rows of a tab-separated file with a header, one at a time and without copying a cell.
///
/// Lines that begin with `#` are comments. The quick sister of `TableFile`, for files of many rows.
struct TableRows {
  let file: String
  private let bytes: UnsafeRawBufferPointer
  private let log: ProblemLog
  /// For each column asked for, its position in the file or −1.
  private var positions: [Int] = []
  private var width = 0
  private var starts: [Int] = []
  private var ends: [Int] = []
  private var at = 0
  private var line = 0

  /// Safe because the rows do not outlive the bytes: both stand in one `withUnsafeBytes`.
  init(
    file: String, bytes: UnsafeRawBufferPointer, columns: [String], optional: [String],
    _ log: ProblemLog
  ) {
    self.file = file
    self.bytes = bytes
    self.log = log
    guard split() else {
      log.add(file, 0, "The file has no header.", remedy: "Begin with the column names.")
      return
    }
    width = starts.count
    let header = (0..<width).map { String(decoding: trimmed($0), as: UTF8.self) }
    for column in columns where !header.contains(column) {
      log.add(file, line, "The column “\(column)” is missing.", remedy: "Add it.")
    }
    for column in header where !columns.contains(column) && !optional.contains(column) {
      log.add(
        file, line, "“\(column)” is no column of this file.",
        remedy: Spelling.suggestion(for: column, in: columns + optional))
    }
    positions = (columns + optional).map { header.firstIndex(of: $0) ?? -1 }
  }

  /// Goes to the next row and says its line; nil at the end.
  mutating func next() -> Int? {
    while split() {
      if starts.count == width { return line }
      log.add(
        file, line, "The row has \(starts.count) cells and the header \(width).",
        remedy: "Separate cells with one tab each.")
    }
    return nil
  }

  /// The bytes of a column of the row, without spaces around them.
  func cell(_ column: Int) -> Slice<UnsafeRawBufferPointer> {
    let position = positions[column]
    return position < 0 ? bytes[0..<0] : trimmed(position)
  }

  private func trimmed(_ index: Int) -> Slice<UnsafeRawBufferPointer> {
    var start = starts[index]
    var end = ends[index]
    while start < end, bytes[start] == 32 { start += 1 }
    while end > start, bytes[end - 1] == 32 { end -= 1 }
    return bytes[start..<end]
  }

  /// Finds the cells of the next line that is not empty and no comment; false at the end.
  private mutating func split() -> Bool {
    while at < bytes.count {
      starts.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      line += 1
      let first = at
      starts.append(at)
      while at < bytes.count, bytes[at] != UInt8(ascii: "\n") {
        if bytes[at] == UInt8(ascii: "\t") {
          ends.append(at)
          starts.append(at + 1)
        }
        at += 1
      }
      var end = at
      at += 1
      if end > first, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      ends.append(max(end, starts[starts.count - 1]))
      if end > first, bytes[first] != UInt8(ascii: "#") { return true }
    }
    return false
  }
}
