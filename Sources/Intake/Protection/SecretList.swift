/// The reporter's contact, taken apart so that it is found however it is spelled.
struct SecretList {
  /// Shorter numbers are no contact; they would take tolls out of the text.
  static let digitsMin = 4
  /// As many of a number's last digits must agree: without the code of the country.
  private static let digitsMax = 8
  /// Signs between two words of a name.
  private static let gapMax = 4

  /// Words of names and addresses, folded, one after another.
  private(set) var letters: [UInt32] = []
  private(set) var words: [Range<Int>] = []
  /// Names and addresses: ranges of `words`.
  private(set) var phrases: [Range<Int>] = []
  private var numbers: [Number] = []
  /// The last six bits of the letters that phrases begin with.
  private(set) var firsts: UInt64 = 0

  /// The last digits of a number, one a byte, the last in the lowest.
  private struct Number {
    var digits: UInt64
    var count: Int

    func digit(at index: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: digits >> UInt64(8 * (count - 1 - index)))
    }
  }

  var hasNumbers: Bool { !numbers.isEmpty }

  mutating func clear() {
    if !letters.isEmpty { letters.removeAll(keepingCapacity: true) }
    if !words.isEmpty { words.removeAll(keepingCapacity: true) }
    if !phrases.isEmpty { phrases.removeAll(keepingCapacity: true) }
    if !numbers.isEmpty { numbers.removeAll(keepingCapacity: true) }
    firsts = 0
  }

  mutating func add(_ text: UnsafeRawBufferPointer, _ kind: Secret.Kind) {
    addNumber(text)
    if kind == .phone, hasNoLetters(text) { return }
    let first = words.count
    var scanner = LetterScanner(text)
    var start = letters.count
    while let letter = scanner.next() {
      if letter == LetterScanner.gap {
        if letters.count > start { words.append(start..<letters.count) }
        start = letters.count
      } else {
        letters.append(letter)
      }
    }
    if letters.count > start { words.append(start..<letters.count) }
    guard words.count > first, letters.count - words[first].lowerBound > 1 else { return }
    addPhrase(first..<words.count)
    guard kind == .name, words.count - first > 1 else { return }
    // The family name first: forms and lists turn names round.
    let end = words.count
    var index = end
    while index > first {
      index -= 1
      words.append(words[index])
    }
    addPhrase(end..<words.count)
  }

  private mutating func addPhrase(_ phrase: Range<Int>) {
    phrases.append(phrase)
    firsts |= 1 << UInt64(letters[words[phrase.lowerBound].lowerBound] & 63)
  }

  private func hasNoLetters(_ text: UnsafeRawBufferPointer) -> Bool {
    !text.contains { $0 | 32 >= 97 && $0 | 32 <= 122 }
  }

  private mutating func addNumber(_ text: UnsafeRawBufferPointer) {
    var digits: UInt64 = 0
    var count = 0
    var index = 0
    while index < text.count {
      let (digit, width) = DigitRun.digit(text, index)
      if digit >= 0 {
        digits = digits << 8 | UInt64(digit)
        count += 1
      }
      index += width
    }
    guard count >= Self.digitsMin else { return }
    count = min(count, Self.digitsMax)
    numbers.append(Number(digits: digits, count: count))
  }

  /// Of how many digits those of a part of the contact must agree; 0 when it is no number.
  static func digits(in text: UnsafeRawBufferPointer) -> Int {
    var count = 0
    var index = 0
    while index < text.count {
      let (digit, width) = DigitRun.digit(text, index)
      if digit >= 0 { count &+= 1 }
      index &+= width
    }
    return digitsCompared(of: count)
  }

  static func digitsCompared(of count: Int) -> Int {
    count < digitsMin ? 0 : min(count, digitsMax)
  }

  /// Where a run spells one of the numbers, with what stands before it as a country's code.
  func range(in run: DigitRun) -> Range<Int>? {
    for number in numbers {
      let count = number.count
      guard run.count >= count else { continue }
      for offset in 0...(run.count - count) {
        var index = 0
        while index < count, run.digit(at: offset + index) == number.digit(at: index) {
          index += 1
        }
        guard index == count else { continue }
        let start = offset <= 5 ? run.start : run.position(of: offset)
        let last = offset + count - 1
        // The next digit begins right behind this one's bytes; signs after the number stay.
        let end = last + 1 < run.count ? run.position(of: last) + width(run, last) : run.end
        return start..<end
      }
    }
    return nil
  }

  private func width(_ run: DigitRun, _ index: Int) -> Int {
    min(3, max(1, run.position(of: index + 1) - run.position(of: index)))
  }

  /// Every place where a name or address stands, whatever its case, its accents and the signs
  /// between its words.
  func findWords(_ text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
    var position = 0
    var isInWord = false
    while position < text.count {
      let start = position
      let letter: UInt32
      let byte = text[position]
      if byte < 0x80 {
        position += 1
        let lower = byte | 32
        letter =
          lower &- 97 < 26 ? UInt32(lower) : byte &- 48 < 10 ? UInt32(byte) : LetterScanner.gap
      } else {
        var scanner = LetterScanner(text, at: position)
        guard let next = scanner.nextBeyondASCII() else {
          position = max(scanner.position, position + 1)
          continue
        }
        letter = next
        position = scanner.position
      }
      if letter == LetterScanner.gap {
        isInWord = false
        continue
      }
      if isInWord { continue }
      isInWord = true
      if firsts & (1 << UInt64(letter & 63)) == 0 { continue }
      if let end = phraseEnd(text, start, letter) {
        body(start..<end)
        position = end
        isInWord = false
      }
    }
  }

  /// The end of a phrase that begins here with this letter.
  private func phraseEnd(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ letter: UInt32
  ) -> Int? {
    for phrase in phrases where letters[words[phrase.lowerBound].lowerBound] == letter {
      if let end = match(phrase, text, start) { return end }
    }
    return nil
  }

  private func match(
    _ phrase: Range<Int>, _ text: UnsafeRawBufferPointer, _ start: Int
  ) -> Int? {
    var scanner = LetterScanner(text, at: start)
    for index in phrase {
      for letter in letters[words[index]] {
        guard scanner.next() == letter else { return nil }
      }
      let end = scanner.position
      let next = scanner.next()
      guard next == nil || next == LetterScanner.gap else { return nil }
      if index == phrase.upperBound - 1 { return end }
      guard next != nil, skipGap(&scanner) else { return nil }
    }
    return nil
  }

  /// To the next word; the words that people write for the signs of an address are part of the gap.
  private func skipGap(_ scanner: inout LetterScanner) -> Bool {
    for _ in 0..<2 {
      var gap = 1
      var position = scanner.position
      while let letter = scanner.next(), letter == LetterScanner.gap {
        gap += 1
        guard gap <= Self.gapMax else { return false }
        position = scanner.position
      }
      scanner.position = position
      guard scanner.skipSpelledSign() else { return true }
    }
    return true
  }
}
