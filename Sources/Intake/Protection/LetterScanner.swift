/// Walks UTF-8 text letter by letter, without case and accents.
struct LetterScanner {
  /// Stands for anything that is neither a letter nor a digit.
  static let gap: UInt32 = 0

  private let text: UnsafeRawBufferPointer
  var position: Int

  init(_ text: UnsafeRawBufferPointer, at position: Int = 0) {
    self.text = text
    self.position = position
  }

  /// The next letter or digit folded, `gap`, or nil at the end. Combining accents, soft hyphens and
  /// zero-width signs are passed over.
  @inline(__always)
  mutating func next() -> UInt32? {
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        position += 1
        let lower = byte | 32
        if lower &- 97 < 26 { return UInt32(lower) }
        return byte &- 48 < 10 ? UInt32(byte) : Self.gap
      }
      if let letter = nextBeyondASCII() { return letter }
    }
    return nil
  }

  /// The letter that begins here with a byte beyond ASCII; nil for a sign that counts as nothing.
  mutating func nextBeyondASCII() -> UInt32? {
    let lead = text[position]
    let width = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard position + width <= text.count else {
      position = text.count
      return nil
    }
    var scalar = UInt32(lead) & (width == 1 ? 0x7F : 0x7F >> UInt32(width))
    for index in position + 1..<position + width { scalar = scalar << 6 | UInt32(text[index] & 63) }
    position += width
    switch scalar {
    case 0xAD, 0x300...0x36F, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: return nil
    case 0x80...0xBF, 0xD7, 0xF7, 0x2000...0x206F, 0x3000...0x303F: return Self.gap
    case 0xC0...0x17F: return UInt32(Self.base.utf8Start[Int(scalar - 0xC0)])
    case 0xFF10...0xFF19: return scalar - 0xFF10 + 48
    case 0xFF20: return Self.gap
    case 0x660...0x669: return scalar - 0x660 + 48
    case 0x6F0...0x6F9: return scalar - 0x6F0 + 48
    default: return scalar
    }
  }

  /// Letters under their accents, U+00C0…U+017F.
  private static let base: StaticString = """
    aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """

  /// Passes over `at`, `arobase`, `dot` or `point` and the gap behind it.
  mutating func skipSpelledSign() -> Bool {
    for word in ["arobase", "point", "dot", "at"] as [StaticString] {
      var trial = self
      var isMatch = true
      word.withUTF8Buffer { bytes in
        for byte in bytes where trial.next() != UInt32(byte) {
          isMatch = false
          break
        }
      }
      if isMatch, trial.next() == Self.gap {
        self = trial
        return true
      }
    }
    return false
  }
}
