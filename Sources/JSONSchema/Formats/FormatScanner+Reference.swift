/// RFC 3986 URIs, RFC 3987 IRIs, and references to them.
extension FormatScanner {
  mutating func uri(isInternational: Bool = false) -> Bool {
    guard scheme(), take(":") else { return false }
    return afterScheme(isInternational)
  }

  mutating func uriReference(isInternational: Bool = false) -> Bool {
    let start = at
    if scheme(), take(":") { return afterScheme(isInternational) }
    at = start
    guard !takeTag("//") else {
      at = start
      return afterScheme(isInternational)
    }
    // A colon in the first segment would make a scheme of what is before it.
    let segment = at
    guard characters("@", isInternational) else { return false }
    if next == UInt8(ascii: ":"), at >= segment { return false }
    return afterScheme(isInternational)
  }

  private mutating func scheme() -> Bool {
    guard let first = next, Self.isLetter(first) else { return false }
    let marks = Array("+-.".utf8)
    while let next, Self.isLetter(next) || Self.isDigit(next) || marks.contains(next) { at += 1 }
    return true
  }

  private mutating func afterScheme(_ isInternational: Bool) -> Bool {
    if takeTag("//"), !authority(isInternational) { return false }
    guard characters("/:@", isInternational) else { return false }
    if take("?"), !characters("/:@?", isInternational, mayBePrivate: true) { return false }
    if take("#"), !characters("/:@?", isInternational) { return false }
    return isAtEnd
  }

  private mutating func authority(_ isInternational: Bool) -> Bool {
    let end = bytes[at...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.count
    var inner = FormatScanner(UnsafeRawBufferPointer(rebasing: bytes[at..<end]))
    at = end
    if let mark = inner.bytes.lastIndex(of: UInt8(ascii: "@")) {
      var user = FormatScanner(UnsafeRawBufferPointer(rebasing: inner.bytes[..<mark]))
      guard user.characters(":", isInternational), user.isAtEnd else { return false }
      inner.at = mark + 1
    }
    if inner.take("[") {
      guard inner.ipLiteral(), inner.take("]") else { return false }
    } else {
      guard inner.characters("", isInternational) else { return false }
    }
    if inner.take(":") { _ = inner.skipDigits() }
    return inner.isAtEnd
  }

  /// An IPv6 address, or one of a version to come: `v1.fe`.
  private mutating func ipLiteral() -> Bool {
    guard takeLetter("V") else { return ipv6() }
    let start = at
    while let next, Self.isHexDigit(next) { at += 1 }
    guard at > start, take(".") else { return false }
    let rest = at
    guard characters(":", false), !bytes[rest..<at].contains(UInt8(ascii: "%")) else {
      return false
    }
    return at > rest
  }

  /// Unreserved characters, sub-delimiters, percent escapes and what else is named; stops before
  /// the first other character, answers no to a broken escape.
  private mutating func characters(
    _ more: String, _ isInternational: Bool, mayBePrivate: Bool = false
  ) -> Bool {
    while let byte = next {
      if byte == UInt8(ascii: "%") {
        guard percentEscape() else { return false }
        continue
      }
      if byte >= 0x80 {
        var end = at
        guard isInternational, Self.isInternational(bytes.scalar(at: &end), mayBePrivate) else {
          return true
        }
        at = end
        continue
      }
      guard
        Self.isLetter(byte) || Self.isDigit(byte) || "-._~!$&'()*+,;=".utf8.contains(byte)
          || more.utf8.contains(byte)
      else { return true }
      at += 1
    }
    return true
  }

  mutating func percentEscape() -> Bool {
    guard bytes.count - at >= 3, bytes[at] == UInt8(ascii: "%"), Self.isHexDigit(bytes[at + 1]),
      Self.isHexDigit(bytes[at + 2])
    else { return false }
    at += 3
    return true
  }

  /// `ucschar` of RFC 3987, and in queries `iprivate`.
  private static func isInternational(_ scalar: UInt32, _ mayBePrivate: Bool) -> Bool {
    switch scalar {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0xE000...0xF8FF: mayBePrivate
    case 0x10000...0xDFFFF, 0xE1000...0xEFFFF: scalar & 0xFFFE != 0xFFFE
    case 0xF0000...: mayBePrivate && scalar & 0xFFFE != 0xFFFE
    default: false
    }
  }
}
