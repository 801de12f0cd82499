import JSON

/// `minLength`, `maxLength`, `pattern`, `format`.
struct StringRule: BitwiseCopyable {
  /// In Unicode scalars, as the specification counts.
  var lengthMin = 0
  var lengthMax = Int.max
  var pattern: Int32 = -1
  /// Asserted only when the schema was compiled so.
  var format: Format?

  /// With so many bytes there are scalars enough, unless some are spelled as escapes.
  private(set) var bytesEnough = 0
  private(set) var hasForm = false

  /// Once all keywords are read.
  mutating func settle() {
    bytesEnough =
      lengthMin > Int.max / 4 ? Int.max : lengthMin <= 1 ? lengthMin : lengthMin &* 4
    hasForm = pattern >= 0 || format != nil
  }
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
      guard settings.assertsFormats || dialect.assertsFormats else { return }
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
    let rule = tables.strings.pointer(to: index)
    // Nearly always the bytes decide: a scalar takes at least one, and at most four.
    let bytes = text.raw.count
    if bytes > rule.pointee.lengthMax || bytes < rule.pointee.bytesEnough || text.hasEscapes,
      lengthKeyword(rule.pointee, text) != nil
    {
      return false
    }
    return !rule.pointee.hasForm || acceptsForm(rule, text)
  }

  @inline(never)
  private mutating func acceptsForm(_ rule: UnsafePointer<StringRule>, _ text: Text) -> Bool {
    if rule.pointee.pattern >= 0, !matches(pattern: rule.pointee.pattern, text) { return false }
    guard let format = rule.pointee.format else { return true }
    if format == .dateTime, FormatScanner.isPlainDateTime(text) { return true }
    return format.accepts(text)
  }

  /// Which bound of length the text breaks.
  @inline(never)
  func lengthKeyword(_ rule: StringRule, _ text: Text) -> Keyword? {
    let bytes = text.raw.count
    // A scalar takes at most 4 bytes, or 12 as a pair of escapes; and at least 1 byte.
    let fewest = text.hasEscapes ? bytes / 12 : bytes / 4
    if fewest >= rule.lengthMin && bytes <= rule.lengthMax { return nil }
    let scalars = text.scalarCount
    if scalars < rule.lengthMin { return .minLength }
    return scalars > rule.lengthMax ? .maxLength : nil
  }

  /// True as well for −1, no pattern.
  @inline(never)
  mutating func matches(pattern index: Int32, _ text: Text) -> Bool {
    guard index >= 0 else { return true }
    let pattern = tables.patterns.pointer(to: index)
    if !text.hasEscapes, let isMatch = pattern.pointee.automaton.matches(text.raw, store) {
      return spend(text.raw.count) && isMatch
    }
    let isMatch = text.withDecoded { pattern.pointee.matches($0, tables, &stepsLeft) }
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
