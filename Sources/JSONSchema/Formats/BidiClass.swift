/// The direction of a code point, as far as the Bidi rule of host names asks (RFC 5893): only code
/// points come here that a label may have.
enum BidiClass {
  case left, right, arabic, europeanNumber, arabicNumber, mark, separator, neutral

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2D: self = .separator
    case 0x30...0x39, 0x6F0...0x6F9: self = .europeanNumber
    case 0x660...0x669, 0x10D30...0x10D39, 0x10E60...0x10E7E: self = .arabicNumber
    case 0xB7, 0x375, 0x30FB, 0x200C, 0x200D: self = .neutral
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: self = .mark
      default: self = Self.letter(scalar.value)
      }
    }
  }

  /// By the blocks of Unicode's DerivedBidiClass.
  private static func letter(_ value: UInt32) -> BidiClass {
    switch value {
    case 0x600...0x7BF, 0x860...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF, 0x10D00...0x10D3F,
      0x10EC0...0x10EFF, 0x10F30...0x10F6F, 0x1EC70...0x1ECBF, 0x1ED00...0x1ED4F,
      0x1EE00...0x1EEFF:
      .arabic
    case 0x590...0x5FF, 0x7C0...0x85F, 0xFB1D...0xFB4F, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      .right
    default: .left
    }
  }

  static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch BidiClass(scalar) {
    case .right, .arabic, .arabicNumber: true
    default: false
    }
  }

  /// The six conditions of RFC 5893, section 2, for a label of a name that has a right-to-left one.
  static func isSound(_ label: [Unicode.Scalar]) -> Bool {
    let classes = label.map(BidiClass.init)
    guard let first = classes.first,
      let last = classes.last(where: { $0 != .mark })
    else { return false }
    switch first {
    case .left:
      return classes.allSatisfy {
        [.left, .europeanNumber, .separator, .neutral, .mark].contains($0)
      } && [.left, .europeanNumber].contains(last)
    case .right, .arabic:
      return !classes.contains(.left)
        && !(classes.contains(.europeanNumber) && classes.contains(.arabicNumber))
        && [.right, .arabic, .europeanNumber, .arabicNumber].contains(last)
    default: return false
    }
  }
}
