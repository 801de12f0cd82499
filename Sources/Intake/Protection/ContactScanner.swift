/// Finds e-mail addresses and numbers in UTF-8 text.
enum ContactScanner {
  /// A run of at least so many digits may be a telephone or identity number. Mali's have eight.
  static let digitsMin = 8

  static func findAddresses(_ text: UnsafeRawBufferPointer, _ body: (Range<Int>) -> Void) {
    var index = 0
    while index < text.count {
      let width = atSign(text, index)
      if width == 0 {
        index += 1
        continue
      }
      var start = index
      while start > 0, isAddressByte(text, start - 1, isLocal: true) { start -= 1 }
      var end = index + width
      while end < text.count, isAddressByte(text, end, isLocal: false) { end += 1 }
      // A name after the sign and none before it is a handle: @user, an outlet's account.
      if start < index, end > index + width { body(start..<end) }
      index = max(end, index + width)
    }
  }

  /// Bytes of an at sign that begins here: plain or full-width (U+FF20).
  private static func atSign(_ text: UnsafeRawBufferPointer, _ index: Int) -> Int {
    if text[index] == UInt8(ascii: "@") { return 1 }
    guard text[index] == 0xEF, index + 2 < text.count, text[index + 1] == 0xBC,
      text[index + 2] == 0xA0
    else { return 0 }
    return 3
  }

  private static func isAddressByte(
    _ text: UnsafeRawBufferPointer, _ index: Int, isLocal: Bool
  ) -> Bool {
    switch text[index] {
    case 48...57, 65...90, 97...122, UInt8(ascii: "."), UInt8(ascii: "-"): return true
    case UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "'"): return isLocal
    // Letters beyond ASCII, but neither Latin-1's nor general punctuation: « nbsp – ’.
    case 0xC3...0xDF: return true
    case 0x80...0xBF:
      return index > 0 && text[index - 1] >= 0xC3 && text[index - 1] <= 0xDF
    default: return false
    }
  }

  /// Runs of digits with single signs between them, apart from dates; and every spelling of the
  /// reporter's own numbers.
  static func findNumbers(
    _ text: UnsafeRawBufferPointer, _ secrets: SecretList, onlySecrets: Bool,
    _ body: (Range<Int>) -> Void
  ) {
    var index = 0
    while index < text.count {
      let (digit, width) = DigitRun.digit(text, index)
      if digit < 0 {
        index += max(width, 1)
        continue
      }
      let run = DigitRun(text, from: index, isLoose: false)
      if !onlySecrets, run.isNumber {
        body(run.withPrefix(text))
        index = run.end
        continue
      }
      if secrets.hasNumbers {
        let loose = DigitRun(text, from: index, isLoose: true)
        if let range = secrets.range(in: loose) {
          body(range)
          index = range.upperBound
          continue
        }
        // Further digits of the loose run may begin the number: go on behind this group.
      }
      index = secrets.hasNumbers || onlySecrets ? run.firstGroupEnd : run.end
    }
  }
}
