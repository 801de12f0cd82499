/// One line of CSV as RFC 4180 has it: commas, quotes where needed, CR LF.
///
/// A text that begins as a formula does gets an apostrophe before it: what a hostile report wrote
/// must not be computed by somebody's spreadsheet (OWASP, "CSV injection"). Numbers are let be.
enum CSVLine {
  static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, to: &bytes)
    }
    bytes += [13, 10]
  }

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    let cell = isFormula(cell) ? "'" + cell : cell
    let needsQuotes = cell.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13
    }
    guard needsQuotes else {
      bytes += Array(cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  static func isFormula(_ cell: String) -> Bool {
    guard let first = cell.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 9, 13: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return Double(cell) == nil
    default: return false
    }
  }
}
