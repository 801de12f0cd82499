/// Brackets and escapes.
extension PatternParser {
  mutating func bracket() throws(PatternFault) -> CharacterSet {
    var set = CharacterSet(isNegated: take("^"))
    while let scalar = next, scalar != "]" {
      let item = try bracketItem()
      if next == "-", at + 1 < scalars.count, scalars[at + 1] != "]" {
        at += 1
        let last = try bracketItem()
        guard let from = item.only, let to = last.only else {
          throw PatternFault(reason: "has a range in brackets from or to a class")
        }
        guard from <= to else { throw PatternFault(reason: "has a range that runs backwards") }
        set.ranges.append(ScalarRange(first: from, last: to))
      } else {
        set.ranges += item.ranges
        set.categories |= item.categories
      }
    }
    guard take("]") else { throw PatternFault(reason: "has a `[` that is not closed") }
    return set
  }

  private mutating func bracketItem() throws(PatternFault) -> CharacterSet {
    if take("\\") { return try escape(inBracket: true) }
    guard let scalar = next else { return CharacterSet() }
    at += 1
    return .single(scalar.value)
  }

  /// Reads what follows a backslash.
  mutating func escape(inBracket: Bool) throws(PatternFault) -> CharacterSet {
    guard let scalar = next else { throw PatternFault(reason: "ends in a backslash") }
    at += 1
    switch scalar {
    case "d": return .digits
    case "D": return CharacterSet.digits.complement
    case "w": return .words
    case "W": return CharacterSet.words.complement
    case "s": return .spaces
    case "S": return CharacterSet.spaces.complement
    case "p": return try category()
    case "P": return try category().complement
    case "t": return .single(0x09)
    case "n": return .single(0x0A)
    case "v": return .single(0x0B)
    case "f": return .single(0x0C)
    case "r": return .single(0x0D)
    case "x": return .single(try hex(2))
    case "u": return .single(try unicode())
    case "b" where inBracket: return .single(0x08)
    case "-" where inBracket: return .single(scalar.value)
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/":
      return .single(scalar.value)
    case "b", "B":
      throw PatternFault(reason: "uses `\\\(scalar)`, a word boundary, which is not yet supported")
    case "1"..."9", "k":
      throw PatternFault(reason: "refers back to a group (`\\\(scalar)`), \(Self.never)")
    default:
      throw PatternFault(reason: "uses `\\\(scalar)`, which is no escape that is supported")
    }
  }

  private mutating func category() throws(PatternFault) -> CharacterSet {
    var name = ""
    if take("{") {
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        at += 1
      }
    }
    guard take("}") else { throw PatternFault(reason: "has a `\\p` without its `{…}`") }
    for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) {
      name.removeFirst(prefix.count)
    }
    guard let bits = GeneralCategory.bits(named: name) else {
      throw PatternFault(
        reason: "uses a `\\p{…}` that is no general category, which is not yet supported")
    }
    return CharacterSet(categories: bits)
  }

  private mutating func hex(_ count: Int) throws(PatternFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let scalar = next, let digit = Self.hexDigit(scalar) else {
        throw PatternFault(reason: "has an escape with too few hexadecimal digits")
      }
      value = value << 4 | digit
      at += 1
    }
    return value
  }

  /// `\u00E9`, `\u{1F600}`, or a surrogate pair.
  private mutating func unicode() throws(PatternFault) -> UInt32 {
    var value: UInt32 = 0
    if take("{") {
      while let scalar = next, let digit = Self.hexDigit(scalar), value <= 0x10FFFF {
        value = value << 4 | digit
        at += 1
      }
      guard take("}") else { throw PatternFault(reason: "has a `\\u{` that is not closed") }
    } else {
      value = try hex(4)
      if (0xD800..<0xDC00).contains(value), take("\\"), take("u") {
        let low = try hex(4)
        if (0xDC00..<0xE000).contains(low) {
          value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
        }
      }
    }
    guard Unicode.Scalar(value) != nil else {
      throw PatternFault(reason: "has a `\\u` that names no character")
    }
    return value
  }

  private static func hexDigit(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar {
    case "0"..."9": scalar.value - 0x30
    case "a"..."f": scalar.value - 0x61 + 10
    case "A"..."F": scalar.value - 0x41 + 10
    default: nil
    }
  }
}

extension CharacterSet {
  /// The one character that the set is, for the ends of a range.
  fileprivate var only: UInt32? {
    guard ranges.count == 1, categories == 0, ranges[0].first == ranges[0].last else { return nil }
    return ranges[0].first
  }
}
