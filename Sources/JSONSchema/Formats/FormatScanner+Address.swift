/// RFC 5321 and 6531 mailboxes, IPv4 and IPv6 addresses.
extension FormatScanner {
  /// Bytes of a mailbox before its `@`, by RFC 5321.
  private static let localPartMax = 64

  mutating func email(isInternational: Bool = false) -> Bool {
    let isQuoted = next == UInt8(ascii: "\"")
    guard isQuoted ? quotedLocalPart(isInternational) : dotAtom(isInternational),
      at <= Self.localPartMax, take("@")
    else { return false }
    if take("[") {
      guard bytes.last == UInt8(ascii: "]") else { return false }
      var inner = FormatScanner(UnsafeRawBufferPointer(rebasing: bytes[at..<(bytes.count - 1)]))
      at = bytes.count
      if inner.takeTag("IPv6:") { return inner.ipv6() && inner.isAtEnd }
      return inner.ipv4() && inner.isAtEnd
    }
    return labels(isInternational)
  }

  mutating func takeTag(_ tag: String) -> Bool {
    guard bytes.dropFirst(at).starts(with: tag.utf8) else { return false }
    at += tag.utf8.count
    return true
  }

  private mutating func dotAtom(_ isInternational: Bool) -> Bool {
    let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)
    repeat {
      let start = at
      while let next,
        Self.isLetter(next) || Self.isDigit(next) || marks.contains(next)
          || (isInternational && next >= 0x80)
      {
        at += 1
      }
      guard at > start else { return false }
    } while take(".")
    return true
  }

  private mutating func quotedLocalPart(_ isInternational: Bool) -> Bool {
    guard take("\"") else { return false }
    while let byte = next, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { at += 1 }
      guard let quoted = next, (0x20..<0x7F).contains(quoted) || (isInternational && quoted >= 0x80)
      else { return false }
      at += 1
    }
    return take("\"")
  }

  /// Labels of letters, digits and inner hyphens, at most 63 bytes each.
  mutating func labels(_ isInternational: Bool = false) -> Bool {
    repeat {
      let start = at
      while let next,
        Self.isLetter(next) || Self.isDigit(next) || next == UInt8(ascii: "-")
          || (isInternational && next >= 0x80)
      {
        at += 1
      }
      guard at > start, isInternational || at - start <= 63, bytes[start] != UInt8(ascii: "-"),
        bytes[at - 1] != UInt8(ascii: "-")
      else { return false }
    } while take(".")
    return true
  }

  mutating func ipv4() -> Bool {
    for part in 0..<4 {
      if part > 0, !take(".") { return false }
      let start = at
      let length = skipDigits()
      guard (1...3).contains(length), length == 1 || bytes[start] != UInt8(ascii: "0") else {
        return false
      }
      let value = bytes[start..<at].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
      guard value <= 255 else { return false }
    }
    return true
  }

  /// Eight groups, one run of which may be left out as `::`; the last two may be an IPv4 address.
  mutating func ipv6() -> Bool {
    var groups = 0
    var hasGap = false
    if take(":") {
      guard take(":") else { return false }
      hasGap = true
    }
    while let byte = next, Self.isHexDigit(byte) {
      let start = at
      while let next, Self.isHexDigit(next), at - start < 5 { at += 1 }
      if next == UInt8(ascii: ".") {
        at = start
        guard ipv4() else { return false }
        groups += 2
        break
      }
      guard at - start <= 4 else { return false }
      groups += 1
      guard take(":") else { break }
      if take(":") {
        if hasGap { return false }
        hasGap = true
      } else if next.map(Self.isHexDigit) != true {
        return false
      }
    }
    return hasGap ? groups <= 7 : groups == 8
  }
}
