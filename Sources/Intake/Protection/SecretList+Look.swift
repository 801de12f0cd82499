/// A quick look at text that mostly holds none of the reporter's names and addresses.
extension SecretList {
  /// False when no name or address can stand in the text; true when its first word may.
  ///
  /// Eight bytes at a time are held against the first two letters of each phrase; where they
  /// agree, and where a sign beyond ASCII stands, the first word is read letter by letter.
  func mayStand(in text: UnsafeRawBufferPointer, isASCII: Bool) -> Bool {
    guard hasWords else { return false }
    for index in phrases.indices where mayStand(index, in: text) { return true }
    if isASCII { return false }
    // The letter itself may be spelled beyond ASCII, or the sign after it.
    let tops: UInt64 = 0x8080_8080_8080_8080
    var index = 0
    while index < text.count {
      if index &+ 8 <= text.count,
        text.loadUnaligned(fromByteOffset: index, as: UInt64.self) & tops == 0
      {
        index &+= 8
        continue
      }
      let end = min(index &+ 8, text.count)
      while index < end {
        if text[index] >= 0xC0 {
          if begins(text, index) || index > 0 && begins(text, index &- 1) { return true }
        }
        index &+= 1
      }
    }
    return false
  }

  private func mayStand(_ phrase: Int, in text: UnsafeRawBufferPointer) -> Bool {
    let word = words[phrases[phrase].lowerBound]
    let first = letters[word.lowerBound]
    let second = word.count > 1 ? letters[word.lowerBound + 1] : 0
    // Letters beyond ASCII, on either side, are left to the slower look.
    guard first < 0x80, second < 0x80 else { return false }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    let cases: UInt64 = 0x2020_2020_2020_2020
    let wantedFirst = ones &* UInt64(first)
    let wantedSecond = ones &* UInt64(second)
    var index = 0
    while index &+ 9 <= text.count {
      let here = text.loadUnaligned(fromByteOffset: index, as: UInt64.self) | cases
      var differs = here ^ wantedFirst
      if second != 0 {
        let next = text.loadUnaligned(fromByteOffset: index &+ 1, as: UInt64.self) | cases
        differs |= next ^ wantedSecond
      }
      // The usual test for a zero byte: at times one too many, never one too few.
      var hits = ((differs &- ones) & ~differs & tops).littleEndian
      while hits != 0 {
        if begins(text, index &+ hits.trailingZeroBitCount >> 3) { return true }
        hits &= hits &- 1
      }
      index &+= 8
    }
    while index < text.count {
      if begins(text, index) { return true }
      index &+= 1
    }
    return false
  }

  /// Whether the first word of a phrase is spelled here, whatever stands around it.
  @inline(__always)
  private func begins(_ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    let byte = text[start]
    if byte < 0x80 {
      if firsts & (1 << UInt64((byte | 32) & 63)) == 0 { return false }
    } else {
      // A byte within a letter begins nothing.
      guard byte >= 0xC0 else { return false }
      var scanner = LetterScanner(text, at: start)
      guard let letter = scanner.nextBeyondASCII(), firsts & (1 << UInt64(letter & 63)) != 0 else {
        return false
      }
    }
    return reads(text, start)
  }

  private func reads(_ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    letters.withUnsafeBufferPointer { letters in
      for phrase in phrases {
        var scanner = LetterScanner(text, at: start)
        var isMatch = true
        for index in words[phrase.lowerBound] where scanner.next() != letters[index] {
          isMatch = false
          break
        }
        if isMatch { return true }
      }
      return false
    }
  }
}
