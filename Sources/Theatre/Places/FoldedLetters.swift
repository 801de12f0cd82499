/// What becomes of one scalar when a name is folded.
///
/// One or two ASCII letters packed into 16 bits, the first in the low byte, or one of three signs.
enum FoldedLetters {
  /// A space, hyphen, apostrophe or other mark between words.
  static let separator: UInt16 = 0x20
  /// A combining accent or an invisible mark.
  static let dropped: UInt16 = 0
  /// A letter of another script.
  static let kept: UInt16 = 0xFFFF

  static func of(_ scalar: UInt32) -> UInt16 {
    switch scalar {
    case 0x00C0...0x017F: latin[Int(scalar - 0xC0)]
    case 0x0080...0x00BF: separator
    case 0x0181, 0x0253: letter("b")
    case 0x0186, 0x0254: letter("o")
    case 0x018A, 0x0256, 0x0257: letter("d")
    case 0x0190, 0x025B: letter("e")
    case 0x0194, 0x0263: letter("g")
    case 0x019D, 0x0272: letter("n")
    case 0x01B3, 0x01B4: letter("y")
    case 0x01CD, 0x01CE: letter("a")
    case 0x01E6, 0x01E7: letter("g")
    case 0x02B0...0x02FF: separator
    case 0x0300...0x036F, 0x0640, 0x064B...0x065F: dropped
    case 0x1E00...0x1EFF: additional[Int(scalar - 0x1E00)]
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: dropped
    case 0x2000...0x2BFF, 0x3000, 0x060C, 0xFFFD: separator
    default: kept
    }
  }

  private static func letter(_ character: Unicode.Scalar) -> UInt16 {
    UInt16(truncatingIfNeeded: character.value)
  }

  /// U+00C0 to U+017F.
  private static let latin = table(
    "a6 ae1 c1 e4 i4 d1 n1 o5 -1 o1 u4 y1 th1 ss1"
      + " a6 ae1 c1 e4 i4 d1 n1 o5 -1 o1 u4 y1 th1 y1"
      + " a6 c8 d4 e10 g8 h4 i10 ij2 j2 k3 l10 n9 o6 oe2 r6 s8 t6 u12 w2 y3 z6 s1")

  /// U+1E00 to U+1EFF, Vietnamese and the dotted letters of Arabic transliteration.
  private static let additional = table(
    "a2 b6 c2 d10 e10 f2 g2 h10 i4 k6 l8 m6 n8 o8 p4 r8 s10 t8 u10 v4 w10 x4 y2 z6"
      + " h1 t1 w1 y1 a1 s5 a24 e16 i4 o24 u14 y8 l4 y2")

  /// Runs such as `a6 ae1`: letters, then how many scalars in a row become them.
  private static func table(_ runs: String) -> [UInt16] {
    var table: [UInt16] = []
    for run in runs.split(separator: " ") {
      let letters = run.utf8.prefix { $0 > 57 || $0 == 45 }
      let count = Int(run.dropFirst(letters.count)) ?? 0
      var packed: UInt16 = 0
      for letter in letters.reversed() {
        packed = packed << 8 | UInt16(letter == 45 ? Folding.space : letter)
      }
      table += [UInt16](repeating: packed, count: count)
    }
    return table
  }
}
