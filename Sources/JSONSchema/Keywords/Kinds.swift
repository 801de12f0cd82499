import JSON

/// `type`, one name or several.
extension Compiler {
  mutating func kinds(_ value: Value, at place: String) -> KindSet? {
    let names = value.kind == .array ? Array(value.elements) : [value]
    guard !names.isEmpty else {
      report(place, "`type` must name at least one type")
      return nil
    }
    var kinds = KindSet.none
    var hasNumber = false
    for name in names {
      guard let text = name.text?.string else {
        report(place, "`type` must be a name or an array of names; it has \(name.kind.phrase)")
        return nil
      }
      guard let kind = KindSet(typeName: text) else {
        let shown = Excerpt.bounded(Array(text.utf8), 40)
        let known = KindSet.typeNames.map { Array($0.utf8) }
        let nearest = NearestName.of(Array(text.utf8), among: known)
        let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
        report(place, "`\(shown)` is not a type\(hint)")
        return nil
      }
      if kind == .number { hasNumber = true }
      kinds.formUnion(kind)
    }
    return hasNumber ? kinds.subtracting(.integersOnly) : kinds
  }
}

extension KindSet {
  static let typeNames = ["null", "boolean", "integer", "number", "string", "array", "object"]

  init?(typeName: String) {
    switch typeName {
    case "null": self = .null
    case "boolean": self = .boolean
    case "integer": self = [.number, .integersOnly]
    case "number": self = .number
    case "string": self = .string
    case "array": self = .array
    case "object": self = .object
    default: return nil
    }
  }

  /// As a sentence says it: "a string, an array or null".
  var phrase: String {
    var phrases: [String] = []
    if contains(.string) { phrases.append("a string") }
    if contains(.number) {
      phrases.append(contains(.integersOnly) ? "an integer" : "a number")
    }
    if contains(.boolean) { phrases.append("true or false") }
    if contains(.object) { phrases.append("an object") }
    if contains(.array) { phrases.append("an array") }
    if contains(.null) { phrases.append("null") }
    guard let last = phrases.popLast() else { return "nothing" }
    return phrases.isEmpty ? last : phrases.joined(separator: ", ") + " or " + last
  }
}

extension Value.Kind {
  /// With its article, for sentences.
  var phrase: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  var noun: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

extension Explanation {
  mutating func explain(kinds: KindSet, _ node: Int32, _ value: Value) {
    if kinds == .none {
      add(nil, node, value) { "\($0) is not allowed here" }
      return
    }
    let isFraction = value.kind == .number && kinds.contains(.number)
    let found = isFraction ? "a number with a fraction" : value.kind.phrase
    add(.type, node, value) { "\($0) must be \(kinds.phrase); it is \(found)" }
  }
}
