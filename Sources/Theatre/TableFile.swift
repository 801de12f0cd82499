/// A tab-separated file with a header row; lines that begin with `#` are comments.
struct TableFile {
  struct Row {
    let line: Int
    let cells: [Substring]
    let columns: [String]

    /// The cell of a column, without surrounding spaces.
    subscript(column: String) -> String {
      guard let index = columns.firstIndex(of: column), index < cells.count else { return "" }
      return String(cells[index].trimmed)
    }
  }

  let rows: [Row]

  /// Reads a file with exactly these columns, in any order.
  static func read(_ name: String, columns: [String], _ pack: PackDirectory) -> TableFile {
    guard let text = pack.text(name) else { return TableFile(rows: []) }
    var rows: [Row] = []
    var header: [String]?
    var line = 0
    for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      let content = raw.last == "\r" ? raw.dropLast() : raw
      if content.isEmpty || content.first == "#" { continue }
      let cells = content.split(separator: "\t", omittingEmptySubsequences: false)
      guard let columnsFound = header else {
        header = cells.map { String($0.trimmed) }
        check(header ?? [], columns, name, line, pack.log)
        continue
      }
      if cells.count != columnsFound.count {
        pack.log.add(
          name, line, "The row has \(cells.count) cells and the header \(columnsFound.count).",
          remedy: "Separate cells with one tab each.")
        continue
      }
      rows.append(Row(line: line, cells: cells, columns: columnsFound))
    }
    if header == nil {
      pack.log.add(name, 0, "The file has no header.", remedy: "Begin with the column names.")
    }
    return TableFile(rows: rows)
  }

  private static func check(
    _ found: [String], _ columns: [String], _ name: String, _ line: Int, _ log: ProblemLog
  ) {
    for column in columns where !found.contains(column) {
      log.add(name, line, "The column “\(column)” is missing.", remedy: "Add it.")
    }
    for column in found where !columns.contains(column) {
      log.add(
        name, line, "“\(column)” is no column of this file.",
        remedy: Spelling.suggestion(for: column, in: columns))
    }
  }
}

extension Substring {
  /// Without spaces at either end.
  var trimmed: Substring {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}
