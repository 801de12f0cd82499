import JSON

/// `minLength`, `maxLength`, `pattern`, `format`.
struct StringRule: BitwiseCopyable {
  /// In Unicode scalars, as the specification counts.
  var lengthMin = 0
  var lengthMax = Int.max
  var pattern: Int32 = -1
  /// Asserted only when the schema was compiled so.
  var format: Format?
}

extension Compiler {
  mutating func string(
    _ keyword: Keyword, _ value: Value, at place: String, into draft: inout NodeDraft
  ) {
    var rule = draft.strings ?? StringRule()
    switch keyword {
    case .minLength: if let count = count(keyword, value, at: place) { rule.lengthMin = count }
    case .maxLength: if let count = count(keyword, value, at: place) { rule.lengthMax = count }
    case .pattern:
      guard let text = value.text else {
        report(place, "`pattern` must be a string; it is \(value.kind.phrase)")
        return
      }
      if let index = pattern(text.string, at: place) { rule.pattern = index }
    default:
      guard let text = value.text else {
        report(place, "`format` must be a string; it is \(value.kind.phrase)")
        return
      }
      guard assertFormats else { return }
      guard let format = format(named: text.string, at: place) else { return }
      rule.format = format
    }
    draft.strings = rule
  }

  /// A keyword's value that counts something: a non-negative integer, 2.0 being one.
  mutating func count(_ keyword: Keyword, _ value: Value, at place: String) -> Int? {
    guard value.kind == .number, value.isInteger, let text = value.numberText,
      text.first != UInt8(ascii: "-") || ExactNumber(text).isZero
    else {
      report(place, "`\(keyword.rawValue)` must be an integer of at least 0")
      return nil
    }
    // Beyond 64 bits there is no document that could tell the difference.
    return value.int64.map { Int($0) } ?? Int.max
  }
}

extension Evaluation {
  @inline(__always)
  mutating func accepts(string index: Int32, _ text: Text) -> Bool {
    let rule = tables.strings[index]
    return lengthKeyword(rule, text) == nil && matches(pattern: rule.pattern, text)
      && (rule.format.map { $0.accepts(text) } ?? true)
  }

  /// Which bound of length the text breaks; scalars are counted only when the bytes do not decide.
  @inline(__always)
  func lengthKeyword(_ rule: StringRule, _ text: Text) -> Keyword? {
    let bytes = text.raw.count
    // A scalar takes at most 4 bytes, or 12 as a pair of escapes; and at least 1 byte.
    let fewest = text.hasEscapes ? bytes / 12 : (bytes &+ 3) / 4
    if fewest >= rule.lengthMin && bytes <= rule.lengthMax { return nil }
    let scalars = text.scalarCount
    if scalars < rule.lengthMin { return .minLength }
    return scalars > rule.lengthMax ? .maxLength : nil
  }

  /// True as well for −1, no pattern.
  @inline(__always)
  mutating func matches(pattern index: Int32, _ text: Text) -> Bool {
    guard index >= 0 else { return true }
    let isMatch = text.withDecoded { tables.patterns[index].matches($0, tables, &stepsLeft) }
    return spend(0) && isMatch
  }
}

extension Explanation {
  mutating func explain(string index: Int32, _ node: Int32, _ value: Value) {
    guard let text = value.text else { return }
    let rule = evaluation.tables.strings[index]
    if let keyword = evaluation.lengthKeyword(rule, text) {
      let count = text.scalarCount
      let demand =
        keyword == .minLength ? "at least \(rule.lengthMin)" : "at most \(rule.lengthMax)"
      add(keyword, node, value) {
        "\($0) must be \(demand) characters long; it has \(count)"
      }
    }
    if !evaluation.matches(pattern: rule.pattern, text) {
      let spelling = Excerpt.bounded(
        evaluation.tables.bytes[bytes: evaluation.tables.patterns[rule.pattern].spelling], 80)
      add(.pattern, node, value) { "\($0) must match the pattern `\(spelling)`" }
    }
    if let format = rule.format, !format.accepts(text) {
      add(.format, node, value) { "\($0) must be \(format.phrase)" }
    }
  }
}
