/// JSON Pointers and their relative kind, URI templates, regular expressions.
extension FormatScanner {
  /// RFC 6901.
  mutating func jsonPointer() -> Bool {
    while take("/") {
      while let byte = next, byte != UInt8(ascii: "/") {
        at += 1
        if byte == UInt8(ascii: "~"), !take("0"), !take("1") { return false }
      }
    }
    return isAtEnd
  }

  /// A number of levels up, then a pointer, or `#` for the name or place itself.
  mutating func relativeJSONPointer() -> Bool {
    let start = at
    let digits = skipDigits()
    guard digits == 1 || (digits > 1 && bytes[start] != UInt8(ascii: "0")) else { return false }
    return take("#") ? isAtEnd : jsonPointer()
  }

  /// RFC 6570, up to level 4.
  mutating func uriTemplate() -> Bool {
    while let byte = next {
      switch byte {
      case UInt8(ascii: "{"):
        at += 1
        guard expression() else { return false }
      case UInt8(ascii: "%"):
        guard percentEscape() else { return false }
      case 0...0x20, 0x7F, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"),
        UInt8(ascii: "}"):
        return false
      default: at += 1
      }
    }
    return true
  }

  private mutating func expression() -> Bool {
    if let byte = next, "+#./;?&=,!@|".utf8.contains(byte) { at += 1 }
    repeat {
      guard variableName() else { return false }
      if take(":") {
        let start = at
        guard (1...4).contains(skipDigits()), bytes[start] != UInt8(ascii: "0") else {
          return false
        }
      } else {
        _ = take("*")
      }
    } while take(",")
    return take("}")
  }

  /// Letters, digits, `_` and percent escapes, with single dots between them.
  private mutating func variableName() -> Bool {
    repeat {
      let start = at
      while let byte = next {
        if byte == UInt8(ascii: "%") {
          guard percentEscape() else { return false }
        } else if Self.isLetter(byte) || Self.isDigit(byte) || byte == UInt8(ascii: "_") {
          at += 1
        } else {
          break
        }
      }
      guard at > start else { return false }
    } while take(".")
    return true
  }

  /// ECMA-262 with the flag `u`. What PCRE2 could not match is a regular expression all the same.
  mutating func regex() -> Bool {
    var parser = PatternParser(String(decoding: bytes, as: UTF8.self))
    at = bytes.count
    return (try? parser.parse()) != nil
  }
}
