/// A run of letters and digits of a name or address: where it does not stand, the whole does not.
///
/// It is a long one of the contact's runs of ASCII. A text is held against its first three
/// letters, sixteen places at a time; only where they agree, or where signs beyond ASCII stand, is
/// the run read letter by letter.
struct ContactKey {
  private let contact: UnsafeRawBufferPointer
  private var run = 0..<0
  private let isWord: Bool
  /// Of how many digits those of this part must agree; 0 when it is no number.
  let digits: Int

  init(_ contact: UnsafeRawBufferPointer, _ kind: Secret.Kind) {
    self.contact = contact
    let census = TextCensus(contact)
    let isForeign = census.hasFullWidth || census.hasArabic
    digits =
      isForeign ? SecretList.digits(in: contact) : SecretList.digitsCompared(of: census.digits)
    // A number makes no phrase, as in `SecretList`.
    isWord = kind != .phone || Self.hasLetters(contact)
    if isWord { run = Self.run(of: contact) }
  }

  private static func hasLetters(_ text: UnsafeRawBufferPointer) -> Bool {
    for byte in text where (byte | 32) &- 97 < 26 { return true }
    return false
  }

  /// The first run of six letters and digits or more, or the longest.
  private static func run(of text: UnsafeRawBufferPointer) -> Range<Int> {
    var best = 0..<0
    var start = 0
    while start < text.count, best.count < 6 {
      var end = start
      while end < text.count, (text[end] | 32) &- 97 < 26 || text[end] &- 48 < 10 { end &+= 1 }
      if end &- start > best.count { best = start..<end }
      start = end &+ 1
    }
    return best
  }

  /// False when the contact cannot be spelled in the text, whatever its case and accents.
  func mayStand(in text: UnsafeRawBufferPointer) -> Bool {
    if !isWord { return false }
    // Letters of other scripts are left to the search itself.
    guard run.count >= 2 else { return true }
    guard text.count >= 18 else { return (0..<text.count).contains { reads(text, $0) } }
    let first = SIMD16<UInt8>(repeating: contact[run.lowerBound] | 32)
    let second = SIMD16<UInt8>(repeating: contact[run.lowerBound &+ 1] | 32)
    let isShort = run.count == 2
    let third = SIMD16<UInt8>(repeating: isShort ? 0 : contact[run.lowerBound &+ 2] | 32)
    let cases = SIMD16<UInt8>(repeating: 32)
    let tops = SIMD16<UInt8>(repeating: 0x80)
    let any = SIMDMask<SIMD16<Int8>>(repeating: isShort)
    let last = text.count &- 18
    var at = 0
    while true {
      let here = text.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let next = text.loadUnaligned(fromByteOffset: at &+ 1, as: SIMD16<UInt8>.self)
      let after = text.loadUnaligned(fromByteOffset: at &+ 2, as: SIMD16<UInt8>.self)
      let isLetter = (here | cases) .== first
      let isTop = here .>= tops
      let isSecond = ((next | cases) .== second) .| (next .>= tops)
      // The second letter follows two bytes of a first with an accent.
      let lower = after | cases
      let isThird =
        (isLetter .& (lower .== third)) .| (isTop .& (lower .== second)) .| (after .>= tops) .| any
      // Safe because a mask is sixteen bytes of zeros or ones.
      let hits = unsafeBitCast((isLetter .| isTop) .& isSecond .& isThird, to: SIMD2<UInt64>.self)
      if hits.x | hits.y != 0, reads(text, at, hits.x) || reads(text, at &+ 8, hits.y) {
        return true
      }
      if at == last { break }
      at = min(at &+ 16, last)
    }
    // Only a run of two letters has a place so near the end.
    return reads(text, text.count &- 2)
  }

  private func reads(_ text: UnsafeRawBufferPointer, _ start: Int, _ hits: UInt64) -> Bool {
    var rest = hits.littleEndian & 0x8080_8080_8080_8080
    while rest != 0 {
      if reads(text, start &+ rest.trailingZeroBitCount &>> 3) { return true }
      rest &= rest &- 1
    }
    return false
  }

  /// Whether the run is spelled here, whatever stands around it.
  private func reads(_ text: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    // A byte within a letter begins nothing.
    if text[start] & 0xC0 == 0x80 { return false }
    var scanner = LetterScanner(text, at: start)
    for at in run {
      let byte = contact[at]
      let letter = byte < 58 ? byte : byte | 32
      if scanner.next() != UInt32(letter) { return false }
    }
    return true
  }
}
