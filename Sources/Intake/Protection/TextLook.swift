private import Glibc
internal import Model

/// A first look at all texts of a report together: whether anything can be found there at all.
///
/// Nearly always the answer is no, and then the reporter's contact is not even taken apart.
struct TextLook {
  /// Whether there is an at sign, or a byte that begins one of full width.
  private(set) var hasAt = false
  /// Whether there is a byte that begins an Arabic or full-width digit or sign.
  private(set) var hasOtherDigits = false
  /// Whether one of the reporter's names or addresses may stand there.
  private(set) var hasWords = false
  /// Whether any part of the contact is a number that is looked for.
  private(set) var hasNumbers = false
  /// A text with fewer ASCII digits holds no number, unless it has others.
  private(set) var digitsLeast = ContactScanner.digitsMin
  /// Whether all texts together have so many.
  private(set) var mayHaveNumbers = false

  init() {}

  init(_ text: UnsafeRawBufferPointer, _ contact: UnsafeRawBufferPointer, _ secrets: [Secret]) {
    let census = TextCensus(text)
    hasAt = census.hasAt || census.hasFullWidth
    hasOtherDigits = census.hasFullWidth || census.hasArabic
    for secret in secrets {
      let part = UnsafeRawBufferPointer(rebasing: contact[secret.extent.range])
      let digits = SecretList.digits(in: part)
      if digits > 0 {
        hasNumbers = true
        digitsLeast = min(digitsLeast, digits)
      }
      hasWords = hasWords || ContactKey(part, secret.kind)?.mayStand(in: text) ?? false
    }
    mayHaveNumbers = hasOtherDigits || census.digits >= digitsLeast
  }

  /// Whether one of the texts alone may hold something. When there are only digits to go by, there
  /// must be enough of them in one; ids, which are full of digits, count when the contact has some.
  func mayHold(_ report: borrowing Report) -> Bool {
    if hasAt || hasWords || hasOtherDigits { return true }
    return report.storage.withUnsafeBytes { text in
      func hasDigits(_ extent: Extent) -> Bool {
        Int(extent.count) >= digitsLeast
          && TextCensus(UnsafeRawBufferPointer(rebasing: text[extent.range])).digits >= digitsLeast
      }
      if hasDigits(report.title) || hasDigits(report.description) || hasDigits(report.origin)
        || hasDigits(report.place.written)
      {
        return true
      }
      for mention in report.mentioned where hasDigits(mention.written) { return true }
      for candidate in report.candidates where hasDigits(candidate.written) { return true }
      return hasNumbers
        && (hasDigits(report.source) || hasDigits(report.sourceReport)
          || hasDigits(report.refersTo))
    }
  }
}

/// What kinds of bytes a text has.
struct TextCensus {
  private let text: UnsafeRawBufferPointer
  /// ASCII digits.
  private(set) var digits = 0
  private var isASCII = true

  var hasAt: Bool { has(UInt8(ascii: "@")) }
  /// A byte that begins a digit or sign of full width.
  var hasFullWidth: Bool { !isASCII && has(0xEF) }
  /// A byte that begins an Arabic or Persian digit.
  var hasArabic: Bool { !isASCII && (has(0xD9) || has(0xDB)) }

  init(_ text: UnsafeRawBufferPointer) {
    self.text = text
    var high: UInt64 = 0
    var index = 0
    while index &+ 8 <= text.count {
      // The lanes of the sum are bytes: they are emptied before the 256th word could overflow one.
      let end = min(text.count &- 7, index &+ 255 &* 8)
      var lanes: UInt64 = 0
      while index < end {
        let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        high |= word
        // A digit is 0…9 once its upper bits are taken out; any other byte then is ten or more,
        // and adding 0x76 carries into its eighth bit. Seven bits are added, so no byte carries
        // over.
        let rest = word ^ 0x3030_3030_3030_3030
        let other = ((rest & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | rest
        lanes &+= (~other >> 7) & 0x0101_0101_0101_0101
        index &+= 8
      }
      let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ ((lanes >> 8) & 0x00FF_00FF_00FF_00FF)
      digits &+= Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while index < text.count {
      digits &+= text[index] &- 48 < 10 ? 1 : 0
      high |= UInt64(text[index])
      index &+= 1
    }
    isASCII = high & 0x8080_8080_8080_8080 == 0
  }

  private func has(_ byte: UInt8) -> Bool {
    guard let base = text.baseAddress else { return false }
    return memchr(base, Int32(byte), text.count) != nil
  }
}
