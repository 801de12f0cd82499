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
        set.properties += item.properties
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
    case "p": return try property(isNegated: false)
    case "P": return try property(isNegated: true)
    case "c": return .single(try control())
    case "0":
      if let scalar = next, ("0"..."9").contains(scalar) {
        throw PatternFault(reason: "has a `\\0` before a digit")
      }
      return .single(0)
    case "t": return .single(0x09)
    case "n": return .single(0x0A)
    case "v": return .single(0x0B)
    case "f": return .single(0x0C)
    case "r": return .single(0x0D)
    case "x": return .single(try hex(2))
    case "u":
      let value = try unicode()
      // Half of a surrogate pair is found in no text.
      return (0xD800...0xDFFF).contains(value) ? CharacterSet() : .single(value)
    case "b" where inBracket: return .single(0x08)
    case "-" where inBracket: return .single(scalar.value)
    case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/":
      return .single(scalar.value)
    default:
      throw PatternFault(reason: "uses `\\\(scalar)`, which is no escape of ECMA-262")
    }
  }

  /// Reads the `{…}` of `\p`: a general category, a script, or a binary property. The last two
  /// are left to PCRE2, by its names for them.
  private mutating func property(isNegated: Bool) throws(PatternFault) -> CharacterSet {
    var name = ""
    if take("{") {
      while let scalar = next, scalar != "}" {
        name.unicodeScalars.append(scalar)
        at += 1
      }
    }
    guard take("}") else { throw PatternFault(reason: "has a `\\p` without its `{…}`") }
    var category = name
    for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) {
      category.removeFirst(prefix.count)
    }
    if let bits = GeneralCategory.bits(named: category) {
      let set = CharacterSet(categories: bits)
      return isNegated ? set.complement : set
    }
    guard let foreign = BinaryProperty.foreignName(of: name) else {
      throw PatternFault(reason: "uses a `\\p{…}` that names no property of Unicode")
    }
    needsBacktracking = true
    return CharacterSet(properties: ["\\\(isNegated ? "P" : "p"){\(foreign)}"])
  }

  private mutating func control() throws(PatternFault) -> UInt32 {
    guard let scalar = next, scalar.isASCII, FormatScanner.isLetter(UInt8(scalar.value)) else {
      throw PatternFault(reason: "has a `\\c` without its letter")
    }
    at += 1
    return scalar.value & 0x1F
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
      let start = at
      while let scalar = next, let digit = Self.hexDigit(scalar), value <= 0x10FFFF {
        value = value << 4 | digit
        at += 1
      }
      guard at > start else { throw PatternFault(reason: "has a `\\u{` without digits") }
      guard take("}") else { throw PatternFault(reason: "has a `\\u{` that is not closed") }
    } else {
      value = try hex(4)
      if (0xD800..<0xDC00).contains(value) {
        let start = at
        if take("\\"), take("u"), next != "{" {
          let low = try hex(4)
          if (0xDC00..<0xE000).contains(low) {
            return 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
          }
        }
        at = start
      }
    }
    guard value <= 0x10FFFF else {
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
    guard ranges.count == 1, categories == 0, properties.isEmpty, ranges[0].first == ranges[0].last
    else { return nil }
    return ranges[0].first
  }
}
