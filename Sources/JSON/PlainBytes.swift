/// Copies of short strings by whole words, which see on the way whether anything needs an escape.
enum PlainBytes {
  /// Copies exactly `count` bytes; true when none of them needs an escape in a JSON string. Reads
  /// and
  /// writes nothing beyond them: the last word overlaps the one before.
  @inline(__always)
  static func copy(
    _ from: UnsafePointer<UInt8>, _ count: Int, into to: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    var marks: UInt64 = 0
    if count >= 8 {
      var at = 0
      let last = count &- 8
      while at < last {
        marks |= word(from + at, to + at)
        at &+= 8
      }
      marks |= word(from + last, to + last)
    } else if count >= 4 {
      marks = half(from, to) | half(from + (count &- 4), to + (count &- 4))
    } else {
      var at = 0
      while at < count {
        let byte = from[at]
        to[at] = byte
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { marks = 1 }
        at &+= 1
      }
    }
    return marks == 0
  }

  // Safe because both callers stay within `count` bytes of the source and of the room.
  @inline(__always)
  private static func word(
    _ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>
  ) -> UInt64 {
    let word = UnsafeRawPointer(from).loadUnaligned(as: UInt64.self)
    UnsafeMutableRawPointer(to).storeBytes(of: word, as: UInt64.self)
    return marks(word)
  }

  // Safe because both callers stay within `count` bytes of the source and of the room.
  @inline(__always)
  private static func half(
    _ from: UnsafePointer<UInt8>, _ to: UnsafeMutablePointer<UInt8>
  ) -> UInt64 {
    let word = UnsafeRawPointer(from).loadUnaligned(as: UInt32.self)
    UnsafeMutableRawPointer(to).storeBytes(of: word, as: UInt32.self)
    // Any byte that needs no escape fills the other half.
    return marks(UInt64(word) | 0x2020_2020_0000_0000)
  }

  /// Not zero when a byte is below 0x20, a quote or a backslash.
  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    return
      ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash)
      & (ones &* 0x80)
  }
}
