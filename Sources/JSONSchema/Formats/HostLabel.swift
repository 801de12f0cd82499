/// One label of an internationalised host name.
enum HostLabel {
  /// Bytes of a label at most, as it goes over the wire.
  static let bytesMax = 63

  /// The label in Unicode and its length over the wire; nil when it is none.
  static func read(
    _ label: [Unicode.Scalar], isInternational: Bool
  ) -> (spelled: [Unicode.Scalar], width: Int)? {
    guard !label.isEmpty, label.first != "-", label.last != "-" else { return nil }
    guard label.allSatisfy(\.isASCII) else {
      guard isInternational, isSound(label), let width = Punycode.encode(label)?.count,
        width + 4 <= bytesMax
      else { return nil }
      return (label, width + 4)
    }
    let bytes = label.map { UInt8($0.value) }
    guard bytes.count <= bytesMax,
      bytes.allSatisfy({
        FormatScanner.isLetter($0) || FormatScanner.isDigit($0) || $0 == UInt8(ascii: "-")
      })
    else { return nil }
    let lowered = bytes.map { FormatScanner.isLetter($0) ? $0 | 0x20 : $0 }
    guard lowered.starts(with: "xn--".utf8) else {
      // Two hyphens in the third and fourth place are reserved for prefixes like xn.
      let isReserved = lowered.count > 3 && lowered[2] == 0x2D && lowered[3] == 0x2D
      return isInternational && isReserved ? nil : (label, bytes.count)
    }
    let tail = Array(lowered.dropFirst(4))
    guard let spelled = Punycode.decode(tail), !spelled.allSatisfy(\.isASCII), isSound(spelled),
      Punycode.encode(spelled) == tail
    else { return nil }
    return (spelled, bytes.count)
  }

  /// RFC 5891, section 4.2.3, for a label that is not ASCII.
  private static func isSound(_ label: [Unicode.Scalar]) -> Bool {
    if label.count > 3, label[2] == "-", label[3] == "-" { return false }
    switch label[0].properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return false
    default: break
    }
    guard label.first != "-", label.last != "-" else { return false }
    return label.indices.allSatisfy { at in
      switch CodePointUse(label[at]) {
      case .valid: true
      case .joiner: isJoinerAllowed(label, at)
      case .other: isContextRight(label, at)
      case .disallowed: false
      }
    }
  }

  /// RFC 5892, appendix A.1 and A.2.
  private static func isJoinerAllowed(_ label: [Unicode.Scalar], _ at: Int) -> Bool {
    guard at > 0 else { return false }
    if label[at - 1].properties.canonicalCombiningClass == .virama { return true }
    guard label[at] == "\u{200C}" else { return false }
    let before = label[..<at].last { !JoiningType.isTransparent($0) }
    let after = label[(at + 1)...].first { !JoiningType.isTransparent($0) }
    guard let before, let after else { return false }
    return JoiningType.joinsAfter(before) && JoiningType.joinsBefore(after)
  }

  /// RFC 5892, appendix A.3 to A.9.
  private static func isContextRight(_ label: [Unicode.Scalar], _ at: Int) -> Bool {
    let before = at > 0 ? label[at - 1] : nil
    let after = at + 1 < label.count ? label[at + 1] : nil
    switch label[at].value {
    case 0xB7: return before == "l" && after == "l"
    case 0x375: return after.map { Script.greek.contains($0) } ?? false
    case 0x5F3, 0x5F4: return before.map { Script.hebrew.contains($0) } ?? false
    case 0x30FB:
      return label.contains {
        Script.hiragana.contains($0) || Script.katakana.contains($0) || Script.han.contains($0)
      }
    case 0x660...0x669: return !label.contains { (0x6F0...0x6F9).contains($0.value) }
    case 0x6F0...0x6F9: return !label.contains { (0x660...0x669).contains($0.value) }
    default: return false
    }
  }
}
