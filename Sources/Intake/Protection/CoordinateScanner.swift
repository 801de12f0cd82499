/// Finds coordinates in UTF-8 text: `15.91999`, `-2,4111`, `15°55'11"N`.
///
/// A number with four decimals or more, or one with a degree sign and all that belongs to it.
/// Squares of the grid have as many digits as a telephone number and are found as such.
enum CoordinateScanner {
  private static let decimalsMin = 4

  static func find(_ text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
    var index = 0
    while index < text.count {
      guard text[index] &- 48 < 10 else {
        index += 1
        continue
      }
      let start = index > 0 && text[index - 1] == UInt8(ascii: "-") ? index - 1 : index
      let whole = digits(text, index)
      if let end = degrees(text, whole) {
        body(start..<end)
        index = end
      } else {
        index = whole
        guard index + 1 < text.count,
          text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",")
        else { continue }
        let end = digits(text, index + 1)
        if end - index > decimalsMin {
          body(start..<end)
          index = end
        }
      }
    }
  }

  private static func digits(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var end = start
    while end < text.count, text[end] &- 48 < 10 { end += 1 }
    return end
  }

  /// The end of degrees, minutes and seconds and of the quarter of the sky behind them.
  private static func degrees(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    var end = digits(
      text, start < text.count && text[start] == UInt8(ascii: ".") ? start + 1 : start)
    guard end + 1 < text.count, text[end] == 0xC2, text[end + 1] == 0xB0 else { return nil }
    end += 2
    while end < text.count {
      switch text[end] {
      case 48...57, UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "."), UInt8(ascii: " "):
        end += 1
      // Primes and curly quotes: E2 80.
      case 0xE2 where end + 2 < text.count && text[end + 1] == 0x80: end += 3
      default:
        let quarter = text[end] & 0xDF
        let isQuarter =
          quarter == 78 || quarter == 83 || quarter == 69 || quarter == 79 || quarter == 87
        return isQuarter ? end + 1 : end
      }
    }
    return end
  }
}
