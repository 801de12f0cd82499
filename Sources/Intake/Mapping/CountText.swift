internal import Model

/// Reads how many from words: `2 morts`, `une dizaine`, `10 à 15`, `at least three`, `aucun`.
///
/// For columns that hold a number in words; free text is read elsewhere. What is not understood is
/// no number: nil, and the record is rejected with the pointer.
enum CountText {
  /// Longer texts are not columns that hold a number.
  static let bytesMax = 256

  static func read(_ text: UnsafeRawBufferPointer) -> TollRange? {
    guard text.count <= bytesMax, let tokens = CountToken.split(text) else { return nil }
    return read(tokens[...], isWhole: true)
  }

  /// The numbers that stand before (or, after a colon, behind) one of the words, added up; nil when
  /// none of the words is there. `words` are folded singulars or plurals.
  static func read(_ text: UnsafeRawBufferPointer, before words: [[UInt8]]) -> TollRange? {
    guard text.count <= bytesMax * 4, let tokens = CountToken.split(text, isFree: true) else {
      return nil
    }
    var sum: TollRange?
    var start = 0
    for (index, token) in tokens.enumerated() {
      if token == .stop { start = index + 1 }
      guard case .word(let word) = token, words.contains(where: { isForm(word, of: $0) }) else {
        continue
      }
      var range = read(tokens[start..<index], isWhole: false)
      if range == nil, index + 1 < tokens.count, tokens[index + 1] == .colon {
        let rest = tokens[(index + 2)...]
        let end = rest.firstIndex(of: .stop) ?? tokens.endIndex
        range = read(tokens[(index + 2)..<end], isWhole: false)
      }
      start = index + 1
      if let range { sum = sum.map { add($0, range) } ?? range }
    }
    return sum
  }

  /// `blesse`, `blesses`, `blessee` and `blessees` are forms of each other.
  private static func isForm(_ word: [UInt8], of other: [UInt8]) -> Bool {
    stem(word).elementsEqual(stem(other))
  }

  private static func stem(_ word: [UInt8]) -> ArraySlice<UInt8> {
    var stem = word[...]
    if stem.count > 3, stem.last == UInt8(ascii: "s") { stem = stem.dropLast() }
    while stem.count > 3, stem.last == UInt8(ascii: "e") { stem = stem.dropLast() }
    return stem
  }

  private static func add(_ left: TollRange, _ right: TollRange) -> TollRange {
    TollRange(low: left.low + right.low, best: left.best + right.best, high: left.high + right.high)
  }

  private static func read(_ tokens: ArraySlice<CountToken>, isWhole: Bool) -> TollRange? {
    var at = tokens.startIndex
    var first: Int32?
    var second: Int32?
    var isRange = false
    // Behind the last number: a range has nothing between its ends but the link.
    var afterNumber = tokens.startIndex
    var bound = NumberWords.Bound.none
    while at < tokens.endIndex {
      if let number = NumberWords.number(tokens, &at) {
        if first == nil {
          first = number
        } else if isRange, second == nil {
          second = number
        } else if isWhole {
          return nil
        } else {
          // The nearest to the word is meant: “le 12, 3 morts”.
          first = number
          second = nil
        }
        isRange = false
        afterNumber = at
        continue
      }
      switch tokens[at] {
      case .dash: isRange = first != nil && at == afterNumber
      case .word(let word):
        if first != nil, at == afterNumber, NumberWords.isLink(word) { isRange = true }
        bound = NumberWords.bound(word) ?? bound
      case .plus: bound = .least
      case .stop, .colon: if isWhole, first == nil { return nil }
      case .number: break
      }
      at += 1
    }
    guard let first else { return nil }
    if let second {
      return TollRange(low: min(first, second), best: min(first, second), high: max(first, second))
    }
    return bound == .most
      ? TollRange(low: 0, best: first, high: first)
      : TollRange(low: first, best: first, high: first)
  }
}
