internal import Theatre

/// Months in French and English, whole or by their first letters.
enum MonthNames {
  private static let names: [[String]] = [
    ["janvier", "january"], ["fevrier", "february"], ["mars", "march"], ["avril", "april"],
    ["mai", "may"], ["juin", "june"], ["juillet", "july"], ["aout", "august"],
    ["septembre", "september"], ["octobre", "october"], ["novembre", "november"],
    ["decembre", "december"],
  ]

  /// The month that stands at a position, which moves behind it and a full stop.
  ///
  /// At least three letters, and enough to tell: “jui” may be June or July.
  static func read(_ text: UnsafeRawBufferPointer, _ at: inout Int, _ end: Int) -> Int? {
    var stop = at
    while stop < end, text[stop] >= 0x80 || text[stop] | 32 &- 97 < 26 { stop += 1 }
    let word = Folding.folded(
      String(decoding: UnsafeRawBufferPointer(rebasing: text[at..<stop]), as: UTF8.self))
    guard word.utf8.count >= 3 else { return nil }
    let found = names.indices.filter { names[$0].contains { $0.hasPrefix(word) } }
    guard found.count == 1, let month = found.first else { return nil }
    at = stop
    if at < end, text[at] == UInt8(ascii: ".") { at += 1 }
    return month + 1
  }
}
