/// Names the first fault of a text that the fast way refused, byte by byte.
///
/// Needs no structural index, so that the answer is the same on every processor. Linear, no
/// recursion.
struct Diagnosis {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  let depthMax: Int
  var acceptsNul = false

  /// The first fault; nil when there is none but duplicate members.
  func firstFault() -> Fault? {
    if let offset = firstInvalidUTF8() { return Fault(reason: .invalidUTF8, offset: offset) }
    if count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
      return Fault(reason: .byteOrderMark, offset: 0)
    }
    if skipSpaces(0) == count { return Fault(reason: .empty, offset: count) }
    do throws(Fault) {
      try document()
      return nil
    } catch {
      return error
    }
  }

  private func document() throws(Fault) {
    var open: [UInt8] = []
    var at = skipSpaces(0)
    while true {
      var expectsValue = false
      switch byte(at) {
      case UInt8(ascii: "{"):
        guard open.count < depthMax else { throw Fault(reason: .depthExceeded, offset: at) }
        at = skipSpaces(at + 1)
        if byte(at) == UInt8(ascii: "}") {
          at += 1
        } else {
          at = try name(at)
          expectsValue = true
        }
        if expectsValue { open.append(UInt8(ascii: "}")) }
      case UInt8(ascii: "["):
        guard open.count < depthMax else { throw Fault(reason: .depthExceeded, offset: at) }
        at = skipSpaces(at + 1)
        if byte(at) == UInt8(ascii: "]") {
          at += 1
        } else {
          expectsValue = true
          open.append(UInt8(ascii: "]"))
        }
      default: at = try scalar(at)
      }
      while !expectsValue {
        at = skipSpaces(at)
        guard let close = open.last else {
          if at == count { return }
          throw bytes[at] == 0 ? unexpected(at) : Fault(reason: .trailingContent, offset: at)
        }
        switch byte(at) {
        case UInt8(ascii: ","):
          at = skipSpaces(at + 1)
          if close == UInt8(ascii: "}") { at = try name(at) }
          expectsValue = true
        case close:
          open.removeLast()
          at += 1
        default: throw unexpected(at)
        }
      }
    }
  }

  /// Reads a name and its colon; returns where the value starts.
  private func name(_ start: Int) throws(Fault) -> Int {
    guard byte(start) == UInt8(ascii: "\"") else { throw unexpected(start) }
    let colon = skipSpaces(try string(start))
    guard byte(colon) == UInt8(ascii: ":") else { throw unexpected(colon) }
    return skipSpaces(colon + 1)
  }

  /// Reads a string; returns the offset after its closing quote.
  private func string(_ start: Int) throws(Fault) -> Int {
    var at = start + 1
    while at < count {
      switch bytes[at] {
      case UInt8(ascii: "\""): return at + 1
      case 0: throw Fault(reason: .nulCharacter, offset: at)
      case 1..<0x20: throw Fault(reason: .controlCharacter, offset: at)
      case UInt8(ascii: "\\"):
        do throws(Fault) {
          at += try Escape.unit(bytes, at: at, end: count, acceptsNul: acceptsNul).width
        } catch {
          throw isCut(escapeAt: error.offset) ? Fault(reason: .truncated, offset: count) : error
        }
      default: at += 1
      }
    }
    throw Fault(reason: .truncated, offset: count)
  }

  /// Whether the text ends inside an escape that is right so far.
  private func isCut(escapeAt start: Int) -> Bool {
    var at = start + 1
    guard at < count else { return true }
    guard bytes[at] == UInt8(ascii: "u") else { return false }
    at += 1
    while at < count, at < start + 6 {
      let byte = bytes[at] | 0x20
      guard Token.isDigit(bytes[at]) || (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"))
      else { return false }
      at += 1
    }
    if at < start + 6 { return true }
    return at == count || (at + 1 == count && bytes[at] == UInt8(ascii: "\\"))
  }

  private func scalar(_ start: Int) throws(Fault) -> Int {
    switch byte(start) {
    case UInt8(ascii: "\""): return try string(start)
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return try number(start)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return try literal(start)
    default: throw unexpected(start)
    }
  }

  private func number(_ start: Int) throws(Fault) -> Int {
    guard let (end, flags) = Token.number(bytes, from: start), ends(end) else {
      throw token(start, .invalidNumber)
    }
    if flags != 0, Token.isBeyondRange(bytes, from: start, to: end) {
      throw Fault(reason: .numberOverflow, offset: start)
    }
    return end
  }

  private func literal(_ start: Int) throws(Fault) -> Int {
    if let end = Token.literal(bytes, from: start), ends(end) { return end }
    let rest = UnsafeBufferPointer(start: bytes + start, count: count - start)
    let words: [StaticString] = ["true", "false", "null"]
    for word in words {
      let isCut = word.withUTF8Buffer { $0.count > rest.count && $0.starts(with: rest) }
      if isCut { throw Fault(reason: .truncated, offset: count) }
    }
    throw token(start, .invalidLiteral)
  }

  /// A fault of a whole token, unless it is a raw NUL that ends it.
  private func token(_ start: Int, _ reason: Fault.Reason) -> Fault {
    var at = start
    while at < count, bytes[at] != 0, !Token.isDelimiter(bytes[at]) { at += 1 }
    return at < count && bytes[at] == 0
      ? unexpected(at) : Fault(reason: reason, offset: start)
  }

  private func ends(_ at: Int) -> Bool { at == count || Token.isDelimiter(bytes[at]) }

  private func unexpected(_ at: Int) -> Fault {
    if at >= count { return Fault(reason: .truncated, offset: count) }
    return Fault(reason: bytes[at] == 0 ? .nulCharacter : .unexpectedByte, offset: at)
  }

  /// The byte at an offset; 0 at the end.
  private func byte(_ at: Int) -> UInt8 { at < count ? bytes[at] : 0 }

  private func skipSpaces(_ start: Int) -> Int {
    var at = start
    while at < count, Token.isSpace(bytes[at]) { at += 1 }
    return at
  }
}
