/// RFC 5321 mailboxes, RFC 3986 URIs, IPv4 and IPv6 addresses.
extension FormatScanner {
  mutating func email() -> Bool {
    guard next == UInt8(ascii: "\"") ? quotedLocalPart() : dotAtom(), take("@") else {
      return false
    }
    if take("[") {
      guard bytes.last == UInt8(ascii: "]") else { return false }
      var inner = FormatScanner(UnsafeRawBufferPointer(rebasing: bytes[at..<(bytes.count - 1)]))
      if inner.takeTag("IPv6:") { return inner.ipv6() && inner.isAtEnd }
      return inner.ipv4() && inner.isAtEnd
    }
    return hostname() && isAtEnd
  }

  private mutating func takeTag(_ tag: String) -> Bool {
    guard bytes.dropFirst(at).starts(with: tag.utf8) else { return false }
    at += tag.utf8.count
    return true
  }

  private mutating func dotAtom() -> Bool {
    let marks = Array("!#$%&'*+-/=?^_`{|}~".utf8)
    repeat {
      let start = at
      while let next, Self.isLetter(next) || Self.isDigit(next) || marks.contains(next) { at += 1 }
      guard at > start else { return false }
    } while take(".")
    return true
  }

  private mutating func quotedLocalPart() -> Bool {
    guard take("\"") else { return false }
    while let byte = next, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\\") { at += 1 }
      guard let quoted = next, (0x20..<0x7F).contains(quoted) else { return false }
      at += 1
    }
    return take("\"")
  }

  /// Labels of letters, digits and inner hyphens, at most 63 bytes each.
  mutating func hostname() -> Bool {
    repeat {
      let start = at
      while let next, Self.isLetter(next) || Self.isDigit(next) || next == UInt8(ascii: "-") {
        at += 1
      }
      guard (1...63).contains(at - start), bytes[start] != UInt8(ascii: "-"),
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

  mutating func uri() -> Bool {
    guard let first = next, Self.isLetter(first) else { return false }
    let schemeMarks = Array("+-.".utf8)
    while let next, Self.isLetter(next) || Self.isDigit(next) || schemeMarks.contains(next) {
      at += 1
    }
    guard take(":") else { return false }
    if takeTag("//"), !authority() { return false }
    guard characters("/:@") else { return false }
    if take("?"), !characters("/:@?") { return false }
    if take("#"), !characters("/:@?") { return false }
    return isAtEnd
  }

  private mutating func authority() -> Bool {
    let end = bytes[at...].firstIndex { "/?#".utf8.contains($0) } ?? bytes.count
    var inner = FormatScanner(UnsafeRawBufferPointer(rebasing: bytes[at..<end]))
    at = end
    if let mark = inner.bytes.lastIndex(of: UInt8(ascii: "@")) {
      var user = FormatScanner(UnsafeRawBufferPointer(rebasing: inner.bytes[..<mark]))
      guard user.characters(":"), user.isAtEnd else { return false }
      inner.at = mark + 1
    }
    if inner.take("[") {
      guard inner.ipv6(), inner.take("]") else { return false }
    } else {
      guard inner.characters("") else { return false }
    }
    if inner.take(":") { _ = inner.skipDigits() }
    return inner.isAtEnd
  }

  /// Unreserved characters, sub-delimiters, percent escapes and what else is named; stops before
  /// the first other character, answers no to a broken escape.
  private mutating func characters(_ more: String) -> Bool {
    while let byte = next {
      if byte == UInt8(ascii: "%") {
        guard bytes.count - at >= 3, Self.isHexDigit(bytes[at + 1]), Self.isHexDigit(bytes[at + 2])
        else { return false }
        at += 3
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
}
