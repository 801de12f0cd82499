/// A run of letters and digits of a name or address: where it does not stand, the whole does not.
///
/// It is the longest of the contact's runs of ASCII. A text is held against its first two letters,
/// sixteen places at a time; only where they agree, or where a sign beyond ASCII stands, is the run
/// read letter by letter.
struct ContactKey {
  private let contact: UnsafeRawBufferPointer
  private var run = 0..<0

  /// Nil for a number, and for what `SecretList` makes no phrase of.
  init?(_ contact: UnsafeRawBufferPointer, _ kind: Secret.Kind) {
    self.contact = contact
    var start = 0
    var hasLetters = false
    for (at, byte) in contact.enumerated() {
      let isLetter = (byte | 32) &- 97 < 26
      hasLetters = hasLetters || isLetter
      if isLetter || byte &- 48 < 10 {
        if at &+ 1 &- start > run.count { run = start..<at &+ 1 }
      } else {
        start = at &+ 1
      }
    }
    if kind == .phone, !hasLetters { return nil }
  }

  /// False when the contact cannot be spelled in the text, whatever its case and accents.
  func mayStand(in text: UnsafeRawBufferPointer) -> Bool {
    // Letters of other scripts are left to the search itself.
    guard run.count >= 2 else { return true }
    guard text.count > 16 else { return (0..<text.count).contains { reads(text, $0) } }
    let first = SIMD16<UInt8>(repeating: contact[run.lowerBound] | 32)
    let second = SIMD16<UInt8>(repeating: contact[run.lowerBound &+ 1] | 32)
    let cases = SIMD16<UInt8>(repeating: 32)
    let tops = SIMD16<UInt8>(repeating: 0x80)
    let last = text.count &- 17
    var at = 0
    while true {
      let here = text.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
      let next = text.loadUnaligned(fromByteOffset: at &+ 1, as: SIMD16<UInt8>.self)
      let isFirst = ((here | cases) .== first) .| (here .>= tops)
      let isSecond = ((next | cases) .== second) .| (next .>= tops)
      // Safe because a mask is sixteen bytes of zeros or ones.
      let hits = unsafeBitCast(isFirst .& isSecond, to: SIMD2<UInt64>.self)
      if hits.x | hits.y != 0, reads(text, at, hits.x) || reads(text, at &+ 8, hits.y) {
        return true
      }
      if at == last { break }
      at = min(at &+ 16, last)
    }
    return reads(text, text.count &- 1)
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
