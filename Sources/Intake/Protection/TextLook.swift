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
  /// ASCII digits of all texts together.
  private var digits = 0

  init() {}

  init(_ text: UnsafeRawBufferPointer, _ contact: UnsafeRawBufferPointer, _ secrets: [Secret]) {
    let census = TextCensus(text)
    hasAt = census.hasAt || census.hasFullWidth
    hasOtherDigits = census.hasFullWidth || census.hasArabic
    for secret in secrets {
      let key = ContactKey(
        UnsafeRawBufferPointer(rebasing: contact[secret.extent.range]), secret.kind)
      if key.digits > 0 {
        hasNumbers = true
        digitsLeast = min(digitsLeast, key.digits)
      }
      hasWords = hasWords || key.mayStand(in: text)
    }
    digits = census.digits
    mayHaveNumbers = hasOtherDigits || digits >= digitsLeast
  }

  /// Whether one of the texts alone may hold something. When there are only digits to go by, there
  /// must be enough of them in one; ids, which are full of digits, count when the contact has some.
  func mayHold(_ draft: borrowing Draft) -> Bool {
    if hasAt || hasWords || hasOtherDigits { return true }
    return draft.report.storage.withUnsafeBytes { text in
      // No text has more digits than those before it have left over: no two share a byte.
      var rest = digits
      func hasDigits(_ extent: Extent) -> Bool {
        guard rest >= digitsLeast, Int(extent.count) >= digitsLeast else { return false }
        let found = TextCensus(UnsafeRawBufferPointer(rebasing: text[extent.range])).digits
        rest &-= found
        return found >= digitsLeast
      }
      if hasDigits(draft.report.description) || hasDigits(draft.report.title)
        || hasDigits(draft.report.origin) || hasDigits(draft.report.place.written)
      {
        return true
      }
      if rest < digitsLeast { return false }
      if draft.facts != draft.report.description, hasDigits(draft.facts) { return true }
      if let place = draft.report.movedFrom, hasDigits(place.written) { return true }
      if let place = draft.report.movedTo, hasDigits(place.written) { return true }
      for mention in draft.report.mentioned where hasDigits(mention.written) { return true }
      for candidate in draft.report.candidates where hasDigits(candidate.written) { return true }
      return hasNumbers
        && (hasDigits(draft.report.source) || hasDigits(draft.report.sourceReport)
          || hasDigits(draft.report.refersTo))
    }
  }
}

/// What kinds of bytes a text has, sixteen at a time.
struct TextCensus {
  /// ASCII digits.
  private(set) var digits = 0
  private(set) var hasAt = false
  /// A byte that begins a digit or sign of full width.
  private(set) var hasFullWidth = false
  /// A byte that begins an Arabic or Persian digit.
  private(set) var hasArabic = false

  init(_ text: UnsafeRawBufferPointer) {
    guard text.count >= 16 else {
      count(rest: text, from: 0)
      return
    }
    // Whole constants: only operators of two vectors become instructions.
    let zeros = SIMD16<UInt8>(repeating: UInt8(ascii: "0"))
    let tens = SIMD16<UInt8>(repeating: 10)
    let ats = SIMD16<UInt8>(repeating: UInt8(ascii: "@"))
    let leads = SIMD16<UInt8>(repeating: 0xD9)
    var at = 0
    var atSigns = SIMDMask<SIMD16<Int8>>(repeating: false)
    var others = SIMDMask<SIMD16<Int8>>(repeating: false)
    while at &+ 16 <= text.count {
      // The lanes of the sum are bytes: they are emptied before the 256th block could overflow one.
      let end = min(text.count &- 15, at &+ 255 &* 16)
      var lanes = SIMD16<UInt8>()
      while at < end {
        let block = text.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        // Safe because a mask is sixteen bytes of zeros or ones, and all ones are −1.
        lanes &-= unsafeBitCast(block &- zeros .< tens, to: SIMD16<UInt8>.self)
        atSigns = atSigns .| (block .== ats)
        others = others .| (block .>= leads)
        at &+= 16
      }
      digits &+= Self.sum(lanes)
    }
    hasAt = Self.isAny(atSigns)
    count(rest: text, from: at)
    if Self.isAny(others) { for byte in text { count(lead: byte) } }
  }

  /// What no whole block is left of: eight bytes at a time, and then the last eight without those
  /// that are counted already.
  private mutating func count(rest text: UnsafeRawBufferPointer, from start: Int) {
    var at = start
    while at < text.count, text.count >= 8 {
      let from = min(at, text.count &- 8)
      let word = text.loadUnaligned(fromByteOffset: from, as: UInt64.self).littleEndian
      count(word &>> (UInt64(truncatingIfNeeded: at &- from) &* 8))
      at = from &+ 8
    }
    while at < text.count {
      count(UInt64(text[at]))
      at &+= 1
    }
  }

  /// Eight bytes, of which those that are zero are none of the text.
  private mutating func count(_ word: UInt64) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones &* 0x80
    // A digit is 0…9 once its upper bits are taken out; any other byte then is ten or more, and
    // adding 0x76 carries into its eighth bit. Seven bits are added, so no byte carries over.
    let low = word ^ ones &* 0x30
    let other = ((low & ~tops) &+ ones &* 0x76) | low
    digits &+= (~other & tops).nonzeroBitCount
    let at = word ^ ones &* UInt64(UInt8(ascii: "@"))
    hasAt = hasAt || (at &- ones) & ~at & tops != 0
    var rest = word & tops
    while rest != 0 {
      count(lead: UInt8(truncatingIfNeeded: word &>> UInt64(rest.trailingZeroBitCount &- 7)))
      rest &= rest &- 1
    }
  }

  private mutating func count(lead byte: UInt8) {
    hasFullWidth = hasFullWidth || byte == 0xEF
    hasArabic = hasArabic || byte == 0xD9 || byte == 0xDB
  }

  private static func isAny(_ mask: SIMDMask<SIMD16<Int8>>) -> Bool {
    let bits = unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    return bits.x | bits.y != 0
  }

  private static func sum(_ lanes: SIMD16<UInt8>) -> Int {
    let halves = unsafeBitCast(lanes, to: SIMD2<UInt64>.self)
    let even: UInt64 = 0x00FF_00FF_00FF_00FF
    var pairs = (halves.x & even) &+ (halves.x >> 8 & even)
    pairs &+= (halves.y & even) &+ (halves.y >> 8 & even)
    return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) >> 48)
  }
}
