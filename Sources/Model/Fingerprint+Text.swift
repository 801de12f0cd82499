extension Fingerprint {
  /// Length of the text form: 26 characters of 5 bits hold 128 bits.
  public static let textCount = 26

  /// Writes 26 characters of Crockford's base 32 in lower case: no i, l, o or u to misread, safe
  /// in keys, file names and URLs, sorts like the number.
  ///
  /// `bytes` must have room for all of them.
  public func write(to bytes: UnsafeMutableRawBufferPointer) {
    precondition(bytes.count >= Self.textCount, "a fingerprint's text is 26 bytes")
    // 3 + 12 × 5 bits, a digit across the middle, 12 × 5 bits.
    bytes[0] = Self.character(high >> 61)
    Self.twelve(high >> 1, UnsafeMutableRawBufferPointer(rebasing: bytes[1..<13]))
    bytes[13] = Self.character(high << 4 | low >> 60)
    Self.twelve(low, UnsafeMutableRawBufferPointer(rebasing: bytes[14..<26]))
  }

  /// Writes the twelve digits of the lower 60 bits.
  @inline(__always)
  private static func twelve(_ word: UInt64, _ bytes: UnsafeMutableRawBufferPointer) {
    // Safe because both callers give twelve bytes.
    guard let out = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    var shift: UInt64 = 55
    for position in 0..<12 {
      out[position] = character(word &>> shift)
      shift = shift &- 5
    }
  }

  @inline(__always)
  private static func character(_ digit: UInt64) -> UInt8 {
    let alphabet: StaticString = "0123456789abcdefghjkmnpqrstvwxyz"
    // Safe because five bits are within the alphabet's 32 characters.
    return alphabet.utf8Start[Int(truncatingIfNeeded: digit & 31)]
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
