/// Brings the ways together in which one text is encoded: composed letters, plain quotes, spaces.
///
/// In place: what comes out is never longer. Letters with combining marks are composed as in
/// Unicode's NFC, for Latin and Arabic; curly apostrophes and quotes become straight, no-break and
/// thin spaces a space; marks without width go. UTF-8 that was read as Windows-1252 and written
/// again (“SÃ©varÃ©”) is repaired when nothing else could be meant: every letter beyond ASCII is
/// part of such a pair.
enum TextRepair {
  /// Whether anything in the bytes may need repair: eight at a time where all are ASCII.
  static func mayNeed(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    while at < bytes.count {
      // Safe because eight bytes are left.
      if at &+ 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        at &+= 8
        continue
      }
      let end = min(at &+ 8, bytes.count)
      while at < end {
        let byte = bytes[at]
        if byte >= 0xC2, mayNeed(byte, at &+ 1 < bytes.count ? bytes[at &+ 1] : 0) { return true }
        at &+= 1
      }
    }
    return false
  }

  @inline(__always)
  private static func mayNeed(_ byte: UInt8, _ next: UInt8) -> Bool {
    switch byte {
    // No-break space and Â; combining marks; quotes and spaces; a byte order mark.
    case 0xC2, 0xCC, 0xCD, 0xE2, 0xEF: true
    // Ã, Â, Å and â.
    case 0xC3: next == 0x82 || next == 0x83 || next == 0x85 || next == 0xA2
    // Arabic marks.
    case 0xD9: next >= 0x93 && next <= 0x95
    default: false
    }
  }

  /// The new length, and whether a wrong encoding was undone. A second time changes nothing.
  static func repair(_ text: UnsafeMutableRawBufferPointer) -> (count: Int, isUndone: Bool) {
    var count = text.count
    var isUndone = false
    repeat {
      // A text can have been read wrongly more than once; each time made it longer.
      while isWrong(UnsafeRawBufferPointer(rebasing: text[..<count])) {
        count = undo(text, count)
        isUndone = true
      }
      count = plain(text, count)
    } while isWrong(UnsafeRawBufferPointer(rebasing: text[..<count]))
    return (count, isUndone)
  }

  /// Composes letters and makes quotes and spaces plain, in place.
  private static func plain(_ text: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: text[..<count])
    var (from, to) = (0, 0)
    while from < bytes.count {
      let (scalar, length) = decode(bytes, from)
      if scalar < 0x80, from + 1 < bytes.count, bytes[from + 1] < 0xC0 {
        text[to] = bytes[from]
        (from, to) = (from + 1, to + 1)
        continue
      }
      switch scalar {
      case 0x2018, 0x2019, 0x02BC: write(0x27, text, &to)
      case 0x201C, 0x201D: write(0x22, text, &to)
      case 0xA0, 0x2007, 0x2009, 0x200A, 0x202F: write(0x20, text, &to)
      case 0xAD, 0x200B, 0x2060, 0xFEFF: break
      default:
        from = compose(bytes, from, scalar, length, text, &to)
        continue
      }
      from += length
    }
    return to
  }

  /// One letter with its marks, as one letter where there is one; answers where the next begins.
  private static func compose(
    _ bytes: UnsafeRawBufferPointer, _ from: Int, _ scalar: UInt32, _ length: Int,
    _ text: UnsafeMutableRawBufferPointer, _ to: inout Int
  ) -> Int {
    var composed = scalar
    var end = from + length
    while end < bytes.count {
      let (mark, width) = decode(bytes, end)
      guard let letter = compose(composed, mark) else { break }
      composed = letter
      end += width
    }
    if composed == scalar {
      for index in from..<from + length {
        text[to] = bytes[index]
        to += 1
      }
    } else {
      write(composed, text, &to)
    }
    return end
  }

  private static func write(_ scalar: UInt32, _ out: UnsafeMutableRawBufferPointer, _ at: inout Int)
  {
    if scalar < 0x80 {
      out[at] = UInt8(scalar)
      at += 1
    } else if scalar < 0x800 {
      out[at] = UInt8(0xC0 | scalar >> 6)
      out[at + 1] = UInt8(0x80 | scalar & 0x3F)
      at += 2
    } else {
      out[at] = UInt8(0xE0 | scalar >> 12)
      out[at + 1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      out[at + 2] = UInt8(0x80 | scalar & 0x3F)
      at += 3
    }
  }

  private static func decode(
    _ text: UnsafeRawBufferPointer, _ at: Int
  ) -> (scalar: UInt32, length: Int) {
    let lead = text[at]
    let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard length > 1, at + length <= text.count else { return (UInt32(lead), 1) }
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    for index in at + 1..<at + length { scalar = scalar << 6 | UInt32(text[index] & 0x3F) }
    return (scalar, length)
  }

  // MARK: Wrong encodings

  /// Whether a text is UTF-8 that was read as Windows-1252: all its letters beyond ASCII are part
  /// of pairs, and there is one.
  private static func isWrong(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var from = 0
    var hasPair = false
    while from < bytes.count {
      if bytes[from] < 0x80 {
        from += 1
        continue
      }
      guard let pair = pair(bytes, from) else { return false }
      hasPair = true
      from = pair.end
    }
    return hasPair
  }

  /// Undoes it, in place.
  private static func undo(_ text: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: text[..<count])
    var (from, to) = (0, 0)
    while from < bytes.count {
      if bytes[from] >= 0x80, let pair = pair(bytes, from) {
        write(pair.scalar, text, &to)
        from = pair.end
      } else {
        text[to] = bytes[from]
        (from, to) = (from + 1, to + 1)
      }
    }
    return to
  }

  /// The letter that two or three characters stand for when each is taken for a byte.
  private static func pair(
    _ text: UnsafeRawBufferPointer, _ start: Int
  ) -> (scalar: UInt32, end: Int)? {
    let (first, width) = decode(text, start)
    guard let lead = windowsByte(first), lead >= 0xC2, lead < 0xF0 else { return nil }
    let length = lead < 0xE0 ? 2 : 3
    var scalar = UInt32(lead) & (0x7F >> UInt32(length))
    var at = start + width
    for _ in 1..<length {
      guard at < text.count, text[at] >= 0x80 else { return nil }
      let (next, width) = decode(text, at)
      guard let byte = windowsByte(next), byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
      at += width
    }
    // Letters of Latin scripts, and the signs of typography: what both languages are written in.
    let isLikely =
      (0xA0...0x17F).contains(scalar) || (0x2010...0x2026).contains(scalar)
      || windows.contains(scalar) || scalar == 0x202F
    return isLikely ? (scalar, at) : nil
  }

  /// The byte that Windows-1252 has for a character; nil when it has none.
  private static func windowsByte(_ scalar: UInt32) -> UInt8? {
    if scalar >= 0x80, scalar < 0x100 { return UInt8(scalar) }
    guard let index = windows.firstIndex(of: scalar) else { return nil }
    return UInt8(0x80 + index)
  }

  /// Windows-1252 from 0x80 to 0x9F; 0 where it has nothing.
  private static let windows: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  // MARK: Composition

  /// The letter that a letter and a combining mark make (Unicode NFC), for Latin and Arabic.
  private static func compose(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
    guard (0x300...0x328).contains(mark) || (0x653...0x655).contains(mark),
      let row = marks.first(where: { $0.mark == mark }),
      let index = row.letters.firstIndex(of: letter)
    else { return nil }
    return row.composed[index]
  }

  private static let marks: [(mark: UInt32, letters: [UInt32], composed: [UInt32])] = [
    row(0x300, "AEIOUaeiouNnWwYy", "ÀÈÌÒÙàèìòùǸǹẀẁỲỳ"),
    row(0x301, "AEIOUYaeiouyCcNnSsZzLlRr", "ÁÉÍÓÚÝáéíóúýĆćŃńŚśŹźĹĺŔŕ"),
    row(0x302, "AEIOUaeiouCcGgHhSsWwYy", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥŜŝŴŵŶŷ"),
    row(0x303, "AONaonIiUuEe", "ÃÕÑãõñĨĩŨũẼẽ"), row(0x304, "AEIOUaeiou", "ĀĒĪŌŪāēīōū"),
    row(0x306, "AEGIOUaegiou", "ĂĔĞĬŎŬăĕğĭŏŭ"), row(0x307, "CEGZcegzI", "ĊĖĠŻċėġżİ"),
    row(0x308, "AEIOUYaeiouy", "ÄËÏÖÜŸäëïöüÿ"), row(0x30A, "AUau", "ÅŮåů"),
    row(0x30C, "CDENRSTZcdenrstz", "ČĎĚŇŘŠŤŽčďěňřšťž"), row(0x323, "DHSTZdhstz", "ḌḤṢṬẒḍḥṣṭẓ"),
    row(0x653, "\u{627}", "\u{622}"), row(0x654, "\u{627}\u{648}\u{64A}", "\u{623}\u{624}\u{626}"),
    row(0x655, "\u{627}", "\u{625}"), row(0x327, "CGKLNRSTcgklnrst", "ÇĢĶĻŅŖŞŢçģķļņŗşţ"),
    row(0x328, "AEIUaeiu", "ĄĘĮŲąęįų"),
  ]

  private static func row(
    _ mark: UInt32, _ letters: String, _ composed: String
  ) -> (mark: UInt32, letters: [UInt32], composed: [UInt32]) {
    (mark, letters.unicodeScalars.map(\.value), composed.unicodeScalars.map(\.value))
  }
}
