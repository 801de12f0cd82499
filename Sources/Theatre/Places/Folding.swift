/// Brings the spellings of one name together: case, accents, hyphens, apostrophes and spaces.
///
/// Folded text is lower-case ASCII words with one space between them; letters of scripts other
/// than Latin stay as they are. Never longer than the original; folding it again changes nothing.
/// Costs about a nanosecond a byte and no allocation once the buffer has grown.
public enum Folding {
  /// Folds `text` into the beginning of `scratch` and returns how many bytes that is.
  ///
  /// `scratch` grows when it is too small, to twice the text, and keeps its size.
  public static func fold(_ text: UnsafeRawBufferPointer, into scratch: inout [UInt8]) -> Int {
    let needed = text.count * 2 + 16
    if scratch.count < needed {
      scratch.append(contentsOf: repeatElement(0, count: needed - scratch.count))
    }
    // Safe because nothing is written beyond the text's own length, which the buffer has twice.
    return scratch.withUnsafeMutableBufferPointer { out in write(text, to: out) }
  }

  /// Folds `text` into `out`, which must be at least as long, and returns how many bytes that is.
  public static func fold(
    _ text: UnsafeRawBufferPointer, into out: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    precondition(out.count >= text.count, "folded text is never longer than the original")
    return write(text, to: out)
  }

  /// The folded form as a string, for tables and messages.
  public static func folded(_ text: String) -> String {
    var scratch: [UInt8] = []
    var copy = text
    let count = copy.withUTF8 { fold(UnsafeRawBufferPointer($0), into: &scratch) }
    return String(decoding: scratch[0..<count], as: UTF8.self)
  }

  /// The key under which a name stands in a table: folded, without the spaces.
  ///
  /// `Tin-Akoff`, `Tin Akoff` and `Tinakoff` are one key.
  static func key(_ text: String) -> [UInt8] {
    folded(text).utf8.filter { $0 != space }
  }

  /// The same of bytes.
  static func key(_ text: UnsafeRawBufferPointer, _ scratch: inout [UInt8]) -> [UInt8] {
    let count = fold(text, into: &scratch)
    return scratch[0..<count].filter { $0 != space }
  }

  static let space = UInt8(ascii: " ")

  /// What each byte of ASCII is folded to: itself, its small letter, or `_` for what parts words.
  private static let ascii: StaticString = """
    ________________________________________________0123456789______\
    _abcdefghijklmnopqrstuvwxyz______abcdefghijklmnopqrstuvwxyz_____
    """

  @inline(__always)
  private static func write(
    _ text: UnsafeRawBufferPointer, to out: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    var pending = false
    var at = 0
    let end = text.count
    while at < end {
      let byte = text[at]
      if byte < 0x80 {
        at &+= 1
        // Safe because there is an entry for each byte of ASCII.
        let letter = ascii.utf8Start[Int(byte)]
        if letter == UInt8(ascii: "_") {
          pending = true
          continue
        }
        if pending {
          if count > 0 {
            out[count] = space
            count &+= 1
          }
          pending = false
        }
        out[count] = letter
        count &+= 1
        continue
      }
      let (scalar, length) = decode(text, at)
      let start = at
      at &+= length
      let letters = FoldedLetters.of(scalar)
      if letters == FoldedLetters.dropped { continue }
      if letters == FoldedLetters.separator {
        pending = true
        continue
      }
      if pending, count > 0 {
        out[count] = space
        count &+= 1
      }
      pending = false
      if letters == FoldedLetters.kept {
        for index in start..<at {
          out[count] = text[index]
          count &+= 1
        }
      } else {
        out[count] = UInt8(truncatingIfNeeded: letters)
        count &+= 1
        if letters > 0xFF {
          out[count] = UInt8(truncatingIfNeeded: letters >> 8)
          count &+= 1
        }
      }
    }
    return count
  }

  /// The scalar at `at` and its length; a byte that is no UTF-8 counts as itself.
  static func decode(
    _ text: UnsafeRawBufferPointer, _ at: Int
  ) -> (scalar: UInt32, length: Int) {
    let lead = text[at]
    let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard length > 1, at + length <= text.count else { return (0xFFFD, 1) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for index in at + 1..<at + length { scalar = scalar << 6 | UInt32(text[index] & 0x3F) }
    return (scalar, length)
  }
}
