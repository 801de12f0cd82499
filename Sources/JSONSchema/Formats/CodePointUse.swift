/// What a label of a host name may do with a code point (RFC 5892, section 3), derived from
/// Unicode's properties as the RFC derives it.
enum CodePointUse {
  case valid, joiner, other, disallowed

  init(_ scalar: Unicode.Scalar) {
    if let exception = Self.exception(scalar.value) {
      self = exception
      return
    }
    let properties = scalar.properties
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      let isValid =
        byte == UInt8(ascii: "-") || FormatScanner.isDigit(byte)
        || (FormatScanner.isLetter(byte) && byte & 0x20 != 0)
      self = isValid ? .valid : .disallowed
      return
    }
    if properties.isJoinControl {
      self = .joiner
      return
    }
    let isIgnorable =
      properties.isDefaultIgnorableCodePoint || properties.isWhitespace
      || properties.isNoncharacterCodePoint
    guard !isIgnorable, !properties.changesWhenNFKCCaseFolded, !Self.isInLeftOutBlock(scalar.value)
    else {
      self = .disallowed
      return
    }
    switch properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .decimalNumber, .modifierLetter,
      .nonspacingMark, .spacingMark:
      self = .valid
    default: self = .disallowed
    }
  }

  private static func exception(_ value: UInt32) -> CodePointUse? {
    switch value {
    case 0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007: .valid
    case 0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x660...0x669, 0x6F0...0x6F9: .other
    case 0x640, 0x7FA, 0x302E, 0x302F, 0x3031...0x3035, 0x303B: .disallowed
    default: nil
    }
  }

  /// Old Hangul letters, and blocks of marks for symbols and music.
  private static func isInLeftOutBlock(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xD7B0...0xD7FF, 0x20D0...0x20FF, 0x1D100...0x1D24F:
      true
    default: false
    }
  }
}

/// Scripts that the rules of host names ask for, by their blocks.
struct Script {
  let ranges: [ClosedRange<UInt32>]

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) }
  }

  static let greek = Script(ranges: [
    0x370...0x3E1, 0x3F0...0x3FF, 0x1D26...0x1D2A, 0x1F00...0x1FFE,
  ])
  static let hebrew = Script(ranges: [0x591...0x5F4, 0xFB1D...0xFB4F])
  static let hiragana = Script(ranges: [0x3041...0x3096, 0x309D...0x309F, 0x1B001...0x1B11F])
  static let katakana = Script(
    ranges: [0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF6F, 0xFF71...0xFF9D])
  static let han = Script(
    ranges: [
      0x2E80...0x2FD5, 0x3005...0x3005, 0x3007...0x3007, 0x3021...0x3029, 0x3038...0x303B,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAD9, 0x20000...0x323AF,
    ])
}
