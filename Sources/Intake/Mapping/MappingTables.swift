internal import Theatre

/// The tables of a mapping: a trivial value, owned by its plan.
struct MappingTables {
  /// The tables of the rules and then those of the nodes.
  let names: FlatNames
  /// The sets of words that tables of `several` targets lead to.
  let sets: UnsafeMutableBufferPointer<UInt64>

  /// The entry of a rule's table for a scalar's text, or −1. Numbers are equal when they are the
  /// same integer: `1`, `1.0` and `"1.0"` find `1`.
  @inline(__always)
  func find(_ text: UnsafeRawBufferPointer, in table: Int16) -> Int32 {
    let found = names.find(text, in: Int(table))
    return found >= 0 ? found : findLoosely(text, Int(table))
  }

  /// The set of words that a scalar's text leads to; nil when the table does not have it.
  @inline(__always)
  func set(_ text: UnsafeRawBufferPointer, _ table: Int16) -> UInt64? {
    let found = find(text, in: table)
    return found < 0 ? nil : sets[Int(found)]
  }

  /// The same number, or the same words but for case, accents and punctuation.
  private func findLoosely(_ text: UnsafeRawBufferPointer, _ table: Int) -> Int32 {
    let found = findNumber(text, table)
    guard found < 0, text.count <= Self.wordBytesMax else { return found }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: text.count) { room in
      let count = Folding.fold(text, into: room)
      guard count > 0 else { return -1 }
      return names.find(
        UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: room[..<count])), in: table)
    }
  }

  /// Longer texts are no words of a table.
  private static let wordBytesMax = 256

  private func findNumber(_ text: UnsafeRawBufferPointer, _ table: Int) -> Int32 {
    guard let first = text.first, first &- 48 < 10 || first == UInt8(ascii: "-"),
      let integer = Decimal(text)?.integer
    else { return -1 }
    return Decimal.withText(of: integer) { names.find($0, in: table) }
  }

  func deallocate() {
    names.deallocate()
    sets.deallocate()
  }
}
