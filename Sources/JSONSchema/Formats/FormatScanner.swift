/// Reads a text's bytes from the front for the formats; every rule either advances or answers no.
struct FormatScanner {
  let bytes: UnsafeRawBufferPointer
  var at = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { at == bytes.count }
  var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next) == mark.value else { return false }
    at += 1
    return true
  }

  /// Takes one of a letter in either case.
  mutating func takeLetter(_ upper: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next & 0xDF) == upper.value else { return false }
    at += 1
    return true
  }

  /// Exactly `count` ASCII digits.
  mutating func digits(_ count: Int) -> Int? {
    guard bytes.count - at >= count else { return nil }
    var value = 0
    for _ in 0..<count {
      guard Self.isDigit(bytes[at]) else { return nil }
      value = value * 10 + Int(bytes[at] - UInt8(ascii: "0"))
      at += 1
    }
    return value
  }

  /// Any digits; how many.
  mutating func skipDigits() -> Int {
    let start = at
    while let next, Self.isDigit(next) { at += 1 }
    return at - start
  }

  mutating func uuid() -> Bool {
    for (group, length) in [8, 4, 4, 4, 12].enumerated() {
      if group > 0, !take("-") { return false }
      for _ in 0..<length {
        guard let next, Self.isHexDigit(next) else { return false }
        at += 1
      }
    }
    return true
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }
}
