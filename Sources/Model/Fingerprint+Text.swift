extension Fingerprint {
  /// Length of the text form: 26 characters of 5 bits hold 128 bits.
  public static let textCount = 26

  /// Writes 26 characters of Crockford's base 32 in lower case: no i, l, o or u to misread, safe
  /// in keys, file names and URLs, sorts like the number.
  public func write(to bytes: UnsafeMutableRawBufferPointer) {
    var position = 0
    let alphabet: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"
    var shift = 125
    while shift >= 0 {
      let digit: UInt64
      if shift >= 64 {
        digit = high >> UInt64(shift - 64)
      } else if shift > 59 {
        digit = high << UInt64(64 - shift) | low >> UInt64(shift)
      } else {
        digit = low >> UInt64(shift)
      }
      bytes[position] = alphabet.utf8Start[Int(digit & 31)]
      position += 1
      shift -= 5
    }
  }

  public init?(text: UnsafeRawBufferPointer) {
    guard text.count == Self.textCount else { return nil }
    self = .zero
    for (index, byte) in text.enumerated() {
      let digit: UInt64
      switch byte {
      case 48...57: digit = UInt64(byte - 48)
      case 97...104: digit = UInt64(byte - 97 + 10)
      case 106, 107: digit = UInt64(byte - 106 + 18)
      case 109, 110: digit = UInt64(byte - 109 + 20)
      case 112...116: digit = UInt64(byte - 112 + 22)
      case 118...122: digit = UInt64(byte - 118 + 27)
      default: return nil
      }
      guard index > 0 || digit < 8 else { return nil }
      high = high << 5 | low >> 59
      low = low << 5 | digit
    }
  }

  public init?(text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let value = bytes.withUnsafeBytes({ Fingerprint(text: $0) }) else { return nil }
    self = value
  }
}

extension Fingerprint: CustomStringConvertible {
  public var description: String {
    withUnsafeTemporaryAllocation(byteCount: Self.textCount, alignment: 1) { buffer in
      write(to: buffer)
      return String(decoding: buffer, as: UTF8.self)
    }
  }
}
