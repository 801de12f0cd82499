internal import JSON

/// Values of a document → small numbers: positions of words, sets of words, constants.
struct MappingTable: Sendable {
  private let names: NameTable

  init(_ entries: [(name: String, value: Int32)]) {
    names = NameTable(entries.map { (name: Array($0.name.utf8), value: $0.value) })
  }

  /// The entry for a scalar's text, or −1. Numbers are equal when they are the same integer:
  /// `1`, `1.0` and `"1.0"` find `1`.
  func find(_ text: UnsafeRawBufferPointer) -> Int32 {
    let found = names.find(text)
    guard found < 0, let first = text.first, first &- 48 < 10 || first == UInt8(ascii: "-"),
      let integer = Decimal(text)?.integer
    else { return found }
    return Decimal.withText(of: integer) { names.find($0) }
  }
}
