/// Brings the ways together in which one sound of Tamasheq, Songhay, Fulfulde, Bambara or Arabic is
/// written in French and English: Aguelhok and Aguelhoc, Soumpi and Soumpy, Gharous and Rharous.
///
/// Works on folded keys of ASCII letters; a key in another script stays as it is. What is brought
/// together is an approximation and told as one: a match through it has a likeness below 100.
enum Transliteration {
  /// Writes the form into `out`, which has room for `key.count` bytes, and returns its length.
  static func write(
    _ key: UnsafeRawBufferPointer, to out: UnsafeMutableRawBufferPointer
  ) -> Int {
    var count = 0
    var at = 0
    while at < key.count {
      let byte = key[at]
      let next = at + 1 < key.count ? key[at + 1] : 0
      let (letter, taken) = letter(byte, next, at + 2 < key.count ? key[at + 2] : 0)
      at += taken
      // A doubled letter is one; so is a doubled sound.
      if letter == 0 || count > 0 && out[count - 1] == letter && letter &- 97 < 26 { continue }
      out[count] = letter
      count += 1
    }
    return count
  }

  /// The form of a key, for tables.
  static func form(_ key: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: key.count) { buffer, count in
      count = key.withUnsafeBytes { write($0, to: UnsafeMutableRawBufferPointer(buffer)) }
    }
  }

  /// The sound that one, two or three letters stand for, and how many they are; 0 for none.
  private static func letter(
    _ byte: UInt8, _ next: UInt8, _ third: UInt8
  ) -> (letter: UInt8, taken: Int) {
    func byteIs(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
      byte == UInt8(ascii: first) && next == UInt8(ascii: second)
    }
    let isFront = { (letter: UInt8) in
      letter == UInt8(ascii: "e") || letter == UInt8(ascii: "i") || letter == UInt8(ascii: "y")
    }
    if byteIs("o", "u") || byteIs("o", "o") { return (UInt8(ascii: "u"), 2) }
    if byteIs("d", "j") { return (UInt8(ascii: "j"), 2) }
    if byteIs("g", "h") || byteIs("r", "h") { return (UInt8(ascii: "r"), 2) }
    if byteIs("c", "h") || byteIs("s", "h") { return (UInt8(ascii: "x"), 2) }
    if byteIs("p", "h") { return (UInt8(ascii: "f"), 2) }
    if byteIs("c", "k") || byteIs("k", "h") { return (UInt8(ascii: "k"), 2) }
    if byteIs("q", "u"), isFront(third) { return (UInt8(ascii: "k"), 2) }
    if byteIs("g", "u"), isFront(third) { return (UInt8(ascii: "g"), 2) }
    switch byte {
    case UInt8(ascii: "c"): return (isFront(next) ? UInt8(ascii: "s") : UInt8(ascii: "k"), 1)
    case UInt8(ascii: "q"): return (UInt8(ascii: "k"), 1)
    case UInt8(ascii: "w"): return (UInt8(ascii: "u"), 1)
    case UInt8(ascii: "y"): return (UInt8(ascii: "i"), 1)
    case UInt8(ascii: "z"): return (UInt8(ascii: "s"), 1)
    case UInt8(ascii: "h"): return (0, 1)
    case UInt8(ascii: "n") where next == UInt8(ascii: "b") || next == UInt8(ascii: "p"):
      return (UInt8(ascii: "m"), 1)
    default: return (byte, 1)
    }
  }
}
