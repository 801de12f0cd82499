import Theatre

/// The words of a text as places are looked for in it; reused from text to text.
///
/// Made from the words that `WordScanner` cut. Digits and letters are words apart, `20km` is two,
/// and the folded letters of all words stand behind each other without anything between: the key
/// of several words in a row is one range of bytes, and a name of four words is looked up without
/// copying.
struct PlaceTokens: Sendable {
  struct Word: Sendable {
    /// In the text.
    var start: Int32
    var end: Int32
    /// In `letters`.
    var foldedStart: Int32
    var foldedEnd: Int32
    var isCapital = false
    var isNumber = false
    /// Ends in an accented letter: `à`.
    var isAccented = false
    /// What stands between the word before and this one.
    var gap = Gap.space
    var sentence: Int32 = 0
    /// Used by another reader: a date, an actor's name.
    var isTaken = false
  }

  /// From the weakest to the strongest.
  enum Gap: UInt8 {
    case space, hyphen, slash, comma, colon, open, close, sentence
  }

  private(set) var words: [Word] = []
  private(set) var letters: [UInt8] = []
  /// The text says by capital letters which words are names.
  private(set) var hasCase = false

  var count: Int { words.count }

  subscript(index: Int) -> Word { words[index] }

  mutating func read(_ tokens: [Token], _ folded: [UInt8], taken: [Bool]) {
    words.removeAll(keepingCapacity: true)
    letters.removeAll(keepingCapacity: true)
    var sentence: Int32 = 0
    for (index, token) in tokens.enumerated() {
      var word = Word(start: token.start, end: token.end, foldedStart: 0, foldedEnd: 0)
      word.gap = Self.gap(token.marks)
      if word.gap == .sentence, index > 0 { sentence += 1 }
      word.sentence = sentence
      word.isCapital = token.marks.contains(.capital)
      word.isAccented = token.marks.contains(.accented)
      word.isTaken = index < taken.count && taken[index]
      let bytes = Int(token.foldedStart)..<Int(token.foldedEnd)
      word.isNumber = token.number >= 0 || token.marks.contains(.digit) && isDigits(folded[bytes])
      guard token.marks.contains(.digit), !word.isNumber else {
        append(word, folded[bytes])
        continue
      }
      // Digits are one byte each, in the text and folded.
      let digits = folded[bytes].prefix { $0 &- 48 < 10 }
      var number = word
      number.isNumber = true
      number.end = word.start + Int32(digits.count)
      append(number, digits)
      word.start = number.end
      word.gap = .space
      append(word, folded[bytes].dropFirst(digits.count))
    }
    judgeCase()
  }

  private func isDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 &- 48 < 10 }
  }

  private mutating func append(_ word: Word, _ folded: ArraySlice<UInt8>) {
    var word = word
    word.foldedStart = Int32(letters.count)
    letters.append(contentsOf: folded)
    word.foldedEnd = Int32(letters.count)
    if word.foldedEnd > word.foldedStart { words.append(word) }
  }

  private static func gap(_ marks: Token.Marks) -> Gap {
    if !marks.isDisjoint(with: [.stop, .pause]) { return .sentence }
    if marks.contains(.closing) { return .close }
    if marks.contains(.opening) { return .open }
    if marks.contains(.colon) { return .colon }
    if marks.contains(.comma) { return .comma }
    if marks.contains(.slash) { return .slash }
    if !marks.isDisjoint(with: [.joined, .dash]) { return .hyphen }
    return .space
  }

  /// Capitals tell names when some words have one and most do not.
  private mutating func judgeCase() {
    var count = 0
    var capitals = 0
    for word in words where !word.isNumber {
      count += 1
      if word.isCapital { capitals += 1 }
    }
    hasCase = capitals > 0 && capitals * 10 <= count * 7
  }
}
