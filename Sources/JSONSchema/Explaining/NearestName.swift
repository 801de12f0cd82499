/// The known name that was probably meant: at most a third of its letters and three edits away.
enum NearestName {
  /// Longer names are not compared: the cost is the product of the lengths.
  static let bytesMax = 64

  static func of(_ name: some Collection<UInt8>, among known: [[UInt8]]) -> String? {
    guard name.count <= bytesMax, name.count > 1 else { return nil }
    let folded = fold(name)
    var best: (distance: Int, name: [UInt8])?
    for candidate in known where candidate.count <= bytesMax {
      let allowed = min(3, max(1, candidate.count / 3))
      let distance = distance(folded, fold(candidate))
      guard distance <= allowed, distance < best?.distance ?? .max else { continue }
      best = (distance, candidate)
    }
    return best.map { String(decoding: $0.name, as: UTF8.self) }
  }

  /// Lower case, and one sign for `_`, `-` and space.
  private static func fold(_ name: some Collection<UInt8>) -> [UInt8] {
    name.map { byte in
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") { return UInt8(ascii: "_") }
      return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
  }

  /// Edits to make one from the other: a byte added, dropped or changed, two neighbours swapped.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var before: [Int] = []
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices {
        var cost = min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        next.append(cost)
      }
      before = row
      row = next
    }
    return row[b.count]
  }
}
