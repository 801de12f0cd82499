private import Glibc

/// A first look at all texts of a report together, so that most are searched no further.
struct TextLook {
  /// ASCII digits.
  private(set) var digits = 0
  /// Whether there is an at sign, or a byte that begins one of full width.
  private(set) var hasAt = false
  /// Whether there is a byte that begins an Arabic or full-width digit or sign.
  private(set) var hasOtherDigits = false
  /// Whether one of the reporter's names or addresses may stand there.
  private(set) var hasWords = false

  init() {}

  init(_ text: UnsafeRawBufferPointer, _ secrets: borrowing SecretList) {
    let (digits, isASCII) = Self.count(text)
    self.digits = digits
    hasAt = Self.has(UInt8(ascii: "@"), text)
    if !isASCII {
      let isFullWidth = Self.has(0xEF, text)
      hasAt = hasAt || isFullWidth
      hasOtherDigits = isFullWidth || Self.has(0xD9, text) || Self.has(0xDB, text)
    }
    hasWords = secrets.mayStand(in: text, isASCII: isASCII)
  }

  private static func has(_ byte: UInt8, _ text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress else { return false }
    return memchr(base, Int32(byte), text.count) != nil
  }

  /// The ASCII digits of a text, and whether it is ASCII altogether.
  static func count(_ text: UnsafeRawBufferPointer) -> (digits: Int, isASCII: Bool) {
    var digits = 0
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
    return (digits, high & 0x8080_8080_8080_8080 == 0)
  }
}
