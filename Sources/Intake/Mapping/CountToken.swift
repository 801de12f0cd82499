internal import Theatre

/// A part of a text that says how many.
enum CountToken: Equatable {
  case number(Int32)
  /// Folded.
  case word([UInt8])
  case dash, plus, colon
  /// A comma, a semicolon, a full stop, a line's end.
  case stop

  /// Nil when the text has something that is part of no number: a fraction, a minus, a slash
  /// between digits. A free text may have them, where they part one thing from the next.
  static func split(_ text: UnsafeRawBufferPointer, isFree: Bool = false) -> [CountToken]? {
    var tokens: [CountToken] = []
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte &- 48 < 10 {
        guard let number = number(text, &at) else { return nil }
        tokens.append(.number(number))
        // `1.5` and `12/05` are no counts.
        if at + 1 < text.count, text[at] == UInt8(ascii: ".") || text[at] == UInt8(ascii: "/"),
          text[at + 1] &- 48 < 10
        {
          guard isFree else { return nil }
          tokens[tokens.count - 1] = .stop
        }
        continue
      }
      if byte | 32 &- 97 < 26 || byte >= 0x80 {
        word(text, &at, &tokens)
        continue
      }
      at += 1
      switch byte {
      case UInt8(ascii: "-"):
        if tokens.isEmpty, !isFree { return nil }
        tokens.append(.dash)
      case UInt8(ascii: "+"): tokens.append(.plus)
      case UInt8(ascii: ":"), UInt8(ascii: "="): tokens.append(.colon)
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "."), 10, 13, UInt8(ascii: "/"),
        UInt8(ascii: "("), UInt8(ascii: ")"):
        tokens.append(.stop)
      default: break
      }
    }
    return tokens
  }

  /// Digits, in groups of three when parted by a space, a no-break space, a comma or a stop.
  private static func number(_ text: UnsafeRawBufferPointer, _ at: inout Int) -> Int32? {
    var value: Int64 = 0
    func digits() -> Int {
      let start = at
      while at < text.count, text[at] &- 48 < 10 {
        value = min(value * 10 + Int64(text[at] &- 48), 1 << 40)
        at += 1
      }
      return at - start
    }
    let first = digits()
    while first <= 3 {
      let mark = at
      let before = value
      if at + 1 < text.count, text[at] == 0xC2, text[at + 1] == 0xA0 {
        at += 2
      } else if at < text.count,
        text[at] == 32 || text[at] == UInt8(ascii: ",") || text[at] == UInt8(ascii: ".")
      {
        at += 1
      } else {
        break
      }
      guard digits() == 3 else {
        at = mark
        value = before
        break
      }
    }
    return Int32(clamping: value)
  }

  private static func word(
    _ text: UnsafeRawBufferPointer, _ at: inout Int, _ tokens: inout [CountToken]
  ) {
    let start = at
    while at < text.count, text[at] | 32 &- 97 < 26 || text[at] >= 0x80 { at += 1 }
    let part = String(decoding: UnsafeRawBufferPointer(rebasing: text[start..<at]), as: UTF8.self)
    for character in part.unicodeScalars where character == "–" || character == "—" {
      tokens.append(.dash)
      return
    }
    for piece in Folding.folded(part).split(separator: " ") {
      tokens.append(.word(Array(piece.utf8)))
    }
  }
}
