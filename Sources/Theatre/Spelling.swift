/// Finds the word somebody probably meant.
enum Spelling {
  /// The nearest of `words` when it is near enough to be a slip: at most a third of its letters.
  static func nearest(to word: String, in words: [String]) -> String? {
    var best: String?
    var bestDistance = Int.max
    for candidate in words {
      let distance = distance(word, candidate)
      if distance < bestDistance {
        best = candidate
        bestDistance = distance
      }
    }
    guard let best, bestDistance <= max(2, best.count / 3) else { return nil }
    return best
  }

  /// Insertions, deletions, replacements and swaps of neighbours needed to turn one into the other.
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased().utf8)
    let b = Array(b.lowercased().utf8)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var twoBack: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var cost = min(
          previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, twoBack[j - 2] + 1)
        }
        row.append(cost)
      }
      twoBack = previous
      previous = row
    }
    return previous[b.count]
  }

  /// `Did you mean “jnim”?` or, when nothing is near, the words there are.
  static func suggestion(for word: String, in words: [String]) -> String {
    if let nearest = nearest(to: word, in: words) { return "Did you mean “\(nearest)”?" }
    if words.count <= 24 { return "Use one of: \(words.joined(separator: ", "))." }
    return "Use an id that is defined."
  }
}
