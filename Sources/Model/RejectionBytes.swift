/// Arbitrary bytes inside a JSON document.
enum RejectionBytes {
  /// Whether bytes may stand as a JSON string: UTF-8, without NUL (which our parser refuses), and
  /// not longer with their escapes than base64 would be.
  static func areText(_ bytes: [UInt8]) -> Bool {
    var extra = 0
    var isASCII = true
    for byte in bytes {
      switch byte {
      case 0: return false
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 8, 9, 10, 12, 13: extra += 1
      case 1..<32: extra += 5
      case 128...: isASCII = false
      default: break
      }
    }
    guard extra <= bytes.count / 3 + 3 else { return false }
    return isASCII || String(validating: bytes, as: UTF8.self) != nil
  }

  private static let alphabet: StaticString =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

  /// Base 64 with padding (RFC 4648, section 4).
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let letters = alphabet.utf8Start
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      let word =
        UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[index + 2]) : 0)
      text.append(letters[Int(word >> 18)])
      text.append(letters[Int(word >> 12 & 63)])
      text.append(left > 1 ? letters[Int(word >> 6 & 63)] : UInt8(ascii: "="))
      text.append(left > 2 ? letters[Int(word & 63)] : UInt8(ascii: "="))
      index += 3
    }
    return text
  }

  /// The bytes of a base 64 text; nil when it is not one, spelled the one way.
  static func decode(base64 text: UnsafeRawBufferPointer) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var index = 0
    while index < text.count {
      var word: UInt32 = 0
      var padding = 0
      for position in index..<index + 4 {
        let byte = text[position]
        let isPadding = byte == UInt8(ascii: "=") && position >= text.count - 2
        guard let digit = isPadding ? 0 : digit(byte), padding == 0 || isPadding else {
          return nil
        }
        padding += isPadding ? 1 : 0
        word = word << 6 | digit
      }
      let spare: UInt32 = padding == 2 ? 0xFFFF : padding == 1 ? 0xFF : 0
      guard word & spare == 0 else { return nil }
      bytes.append(UInt8(truncatingIfNeeded: word >> 16))
      if padding < 2 { bytes.append(UInt8(truncatingIfNeeded: word >> 8)) }
      if padding < 1 { bytes.append(UInt8(truncatingIfNeeded: word)) }
      index += 4
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 65...90: UInt32(byte) - 65
    case 97...122: UInt32(byte) - 71
    case 48...57: UInt32(byte) + 4
    case 43: 62
    case 47: 63
    default: nil
    }
  }
}
