/// Reads the part of ECMA-262's regular expressions that a linear matcher can follow, as with the
/// flag `u`: what has another meaning or none is named, never guessed.
struct PatternParser {
  /// Groups within groups at most: bounds the recursion.
  static let depthMax = 64
  /// The largest count in braces.
  static let countMax = 1_000

  let scalars: [Unicode.Scalar]
  var at = 0
  private var depth = 0

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
    let tree = try choice()
    guard next == nil else { throw PatternFault(reason: "has a `)` that closes nothing") }
    return tree
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
    let isAnchor = next == "^" || next == "$"
    let tree = try atom()
    guard let (least, most) = try quantifier() else { return tree }
    guard !isAnchor else { throw PatternFault(reason: "repeats an anchor") }
    // Lazy or not, the same texts match.
    _ = take("?")
    guard try quantifier() == nil else {
      throw PatternFault(reason: "repeats a repetition without a group around it")
    }
    return .repeated(tree, least: least, most: most)
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
        throw PatternFault(reason: "counts beyond \(Self.countMax), which is not yet supported")
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
    case "\\": return .set(try escape(inBracket: false))
    case "*", "+", "?": throw PatternFault(reason: "has a `\(scalar)` with nothing to repeat")
    case "{", "}", "]":
      throw PatternFault(reason: "has a bare `\(scalar)`; write `\\\(scalar)` for the sign itself")
    default: return .set(.single(scalar.value))
    }
  }

  private mutating func group() throws(PatternFault) -> PatternTree {
    if take("?") {
      switch next {
      case ":": at += 1
      case "=", "!": throw PatternFault(reason: "looks ahead (`(?\(next ?? "=")`), \(Self.never)")
      case "<":
        at += 1
        guard next != "=", next != "!" else {
          throw PatternFault(reason: "looks behind (`(?<\(next ?? "=")`), \(Self.never)")
        }
        while let scalar = next, scalar != ">" {
          guard scalar.value < 0x80, scalar.properties.isXIDContinue else {
            throw PatternFault(reason: "has a group whose name is not a plain one")
          }
          at += 1
        }
        guard take(">") else { throw PatternFault(reason: "has a group name without its `>`") }
      default: throw PatternFault(reason: "has a `(?` of an unknown kind")
      }
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else {
      throw PatternFault(reason: "nests groups more than \(Self.depthMax) deep")
    }
    let tree = try choice()
    guard take(")") else { throw PatternFault(reason: "has a `(` that is not closed") }
    return tree
  }

  static let never = "which is not supported: a match must take linear time"
}
