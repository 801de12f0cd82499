/// Reads ECMA-262's regular expressions as with the flag `u` (its 2025 edition, without modifiers
/// in groups): what has another meaning or none is named, never guessed.
struct PatternParser {
  /// Groups within groups at most: bounds the recursion.
  static let depthMax = 64
  /// Characters of a group's name at most.
  static let nameMax = 64
  /// The largest count in braces; the bound of PCRE2.
  static let countMax = 65_535

  let scalars: [Unicode.Scalar]
  var at = 0
  private var depth = 0
  /// Groups that capture, so far.
  private var groupCount = 0
  private var groupNames: [String: Int] = [:]
  /// References met: to a number, or to a name that may come later.
  private var references: [Int] = []
  private var namedReferences: [String] = []
  /// The pattern has what only a matcher that goes back can follow.
  var needsBacktracking = false

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  var next: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    at += 1
    return true
  }

  mutating func parse() throws(PatternFault) -> PatternTree {
    findNames()
    let tree = try choice()
    guard next == nil else { throw PatternFault(reason: "has a `)` that closes nothing") }
    if let far = references.first(where: { $0 > groupCount }) {
      throw PatternFault(reason: "refers back to a group that is not there (`\\\(far)`)")
    }
    return tree
  }

  /// Numbers the named groups beforehand, as a reference may stand before its group.
  private mutating func findNames() {
    var (number, place, isInBracket) = (0, 0, false)
    while place < scalars.count {
      switch scalars[place] {
      case "\\": place += 1
      case "[": isInBracket = true
      case "]": isInBracket = false
      case "(" where !isInBracket:
        let rest = scalars[place...].dropFirst()
        if rest.first != "?" {
          number += 1
        } else if rest.dropFirst().first == "<" {
          // Only as far as a name may go, or many open names would take quadratic time.
          let name = rest.dropFirst(2).prefix(Self.nameMax + 1).prefix { $0 != ">" }
          if name.first != "=", name.first != "!" {
            number += 1
            if name.count <= Self.nameMax {
              groupNames[String(String.UnicodeScalarView(name))] = number
            }
          }
        }
      default: break
      }
      place += 1
    }
  }

  private mutating func choice() throws(PatternFault) -> PatternTree {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternFault) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      parts.append(try quantified())
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func quantified() throws(PatternFault) -> PatternTree {
    let tree = try atom()
    guard let (least, most) = try quantifier() else { return tree }
    switch tree {
    case .start, .end: throw PatternFault(reason: "repeats an anchor")
    case .wordBoundary, .look: throw PatternFault(reason: "repeats an assertion")
    default: break
    }
    let isLazy = take("?")
    guard try quantifier() == nil else {
      throw PatternFault(reason: "repeats a repetition without a group around it")
    }
    return .repeated(tree, least: least, most: most, isLazy: isLazy)
  }

  private mutating func quantifier() throws(PatternFault) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard take("{") else { return nil }
    guard let least = try number() else {
      throw PatternFault(reason: "has a `{` that is no count; write `\\{` for the sign itself")
    }
    var most: Int? = least
    if take(",") { most = try number() }
    guard take("}") else {
      throw PatternFault(reason: "has a `{` that is no count; write `\\{` for the sign itself")
    }
    if let most, most < least { throw PatternFault(reason: "has a count from more to fewer") }
    return (least, most)
  }

  private mutating func number() throws(PatternFault) -> Int? {
    var value: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      let digit = Int(scalar.value) - 0x30
      value = (value ?? 0) * 10 + digit
      guard (value ?? 0) <= Self.countMax else {
        throw PatternFault(reason: "counts beyond \(Self.countMax), which is not supported")
      }
      at += 1
    }
    return value
  }

  private mutating func atom() throws(PatternFault) -> PatternTree {
    guard let scalar = next else { return .empty }
    at += 1
    switch scalar {
    case "^": return .start
    case "$": return .end
    case ".": return .set(.any)
    case "(": return try group()
    case "[": return .set(try bracket())
    case "\\": return try atomEscape()
    case "*", "+", "?": throw PatternFault(reason: "has a `\(scalar)` with nothing to repeat")
    case "{", "}", "]":
      throw PatternFault(reason: "has a bare `\(scalar)`; write `\\\(scalar)` for the sign itself")
    default: return .set(.single(scalar.value))
    }
  }

  /// Reads what follows a backslash outside of brackets.
  private mutating func atomEscape() throws(PatternFault) -> PatternTree {
    switch next {
    case "b", "B":
      let isNegated = next == "B"
      at += 1
      needsBacktracking = true
      return .wordBoundary(isNegated: isNegated)
    case "k":
      at += 1
      guard take("<") else { throw PatternFault(reason: "has a `\\k` without its `<…>`") }
      let name = try groupName()
      guard let number = groupNames[name] else {
        throw PatternFault(reason: "refers back to a group that is not there (`\\k<\(name)>`)")
      }
      needsBacktracking = true
      return .reference(number)
    case let scalar? where ("1"..."9").contains(scalar):
      guard let group = try number() else { return .empty }
      references.append(group)
      needsBacktracking = true
      return .reference(group)
    default: return .set(try escape(inBracket: false))
    }
  }

  private mutating func group() throws(PatternFault) -> PatternTree {
    guard take("?") else {
      groupCount += 1
      return .group(try inner())
    }
    if take(":") { return try inner() }
    let isBehind =
      next == "<" && at + 1 < scalars.count && "=!".unicodeScalars.contains(scalars[at + 1])
    if isBehind { at += 1 }
    if let mark = next, mark == "=" || mark == "!" {
      at += 1
      needsBacktracking = true
      return .look(try inner(), isBehind: isBehind, isNegated: mark == "!")
    }
    guard take("<") else { throw PatternFault(reason: "has a `(?` of an unknown kind") }
    let name = try groupName()
    groupCount += 1
    guard groupNames[name] == groupCount else {
      throw PatternFault(reason: "has two groups of the name `\(name)`")
    }
    return .group(try inner())
  }

  private mutating func groupName() throws(PatternFault) -> String {
    var name = String.UnicodeScalarView()
    while let scalar = next, scalar != ">" {
      let isSound =
        scalar == "$" || scalar == "_"
        || (name.isEmpty ? scalar.properties.isIDStart : scalar.properties.isIDContinue)
      guard isSound, name.count < Self.nameMax else {
        throw PatternFault(reason: "has a group whose name is not a plain one")
      }
      name.append(scalar)
      at += 1
    }
    guard take(">"), !name.isEmpty else {
      throw PatternFault(reason: "has a group name without its `>`")
    }
    return String(name)
  }

  private mutating func inner() throws(PatternFault) -> PatternTree {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else {
      throw PatternFault(reason: "nests groups more than \(Self.depthMax) deep")
    }
    let tree = try choice()
    guard take(")") else { throw PatternFault(reason: "has a `(` that is not closed") }
    return tree
  }
}
