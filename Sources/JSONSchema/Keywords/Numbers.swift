import JSON

/// `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`.
struct NumberRule: BitwiseCopyable {
  var minimum = Bound()
  var maximum = Bound()
  var exclusiveMinimum = Bound()
  var exclusiveMaximum = Bound()
  var multipleOf = Divisor()

  /// Nothing but `minimum` and `maximum`, both integers or not given.
  var isRange = false
  var least = Int64.min
  var most = Int64.max

  /// Sees whether the rule is a plain range.
  mutating func settle() {
    isRange =
      !exclusiveMinimum.isSet && !exclusiveMaximum.isSet && !multipleOf.isSet
      && minimum.isSet == minimum.isInteger && maximum.isSet == maximum.isInteger
    least = minimum.isSet ? minimum.integer : .min
    most = maximum.isSet ? maximum.integer : .max
  }

  /// Every number of the rule as spelled; empty for none.
  var spellings: [IndexRange] {
    [minimum, maximum, exclusiveMinimum, exclusiveMaximum].map(\.spelling)
      + [multipleOf.spelling]
  }
}

/// A number of the schema to compare with: as an integer when it is one, else by its spelling.
struct Bound: BitwiseCopyable {
  var isSet = false
  var isInteger = false
  var integer: Int64 = 0
  var spelling = IndexRange()
}

extension Compiler {
  mutating func number(
    _ keyword: Keyword, _ value: Value, at place: String, into draft: inout NodeDraft
  ) {
    guard let text = value.numberText else {
      report(place, "`\(keyword.rawValue)` must be a number; it is \(value.kind.phrase)")
      return
    }
    var rule = draft.numbers ?? NumberRule()
    let bound = Bound(
      isSet: true, isInteger: value.int64 != nil, integer: value.int64 ?? 0,
      spelling: plan.append(text))
    switch keyword {
    case .minimum: rule.minimum = bound
    case .maximum: rule.maximum = bound
    case .exclusiveMinimum: rule.exclusiveMinimum = bound
    case .exclusiveMaximum: rule.exclusiveMaximum = bound
    default:
      guard let divisor = divisor(text, at: place, spelling: bound.spelling) else { return }
      rule.multipleOf = divisor
    }
    draft.numbers = rule
  }

  private mutating func divisor(
    _ text: UnsafeRawBufferPointer, at place: String, spelling: IndexRange
  ) -> Divisor? {
    guard var divisor = Divisor(spelledAs: text) else {
      report(place, "`multipleOf` must be greater than 0")
      return nil
    }
    divisor.spelling = spelling
    return divisor
  }
}

extension Evaluation {
  @inline(__always)
  mutating func accepts(number index: Int32, _ value: Value) -> Bool {
    let rule = tables.numbers.pointer(to: index)
    if rule.pointee.isRange, let integer = value.smallInteger {
      return integer >= rule.pointee.least && integer <= rule.pointee.most
    }
    return acceptsAny(number: rule, value)
  }

  @inline(never)
  private func acceptsAny(number rule: UnsafePointer<NumberRule>, _ value: Value) -> Bool {
    firstBroken(rule, value) == nil
  }

  /// The first keyword of the rule that the number breaks.
  @inline(__always)
  func firstBroken(_ rule: UnsafePointer<NumberRule>, _ value: Value) -> Keyword? {
    guard let text = value.numberText else { return nil }
    let reading = Reading(text)
    if rule.pointee.minimum.isSet, order(text, reading, rule.pointee.minimum) < 0 {
      return .minimum
    }
    if rule.pointee.maximum.isSet, order(text, reading, rule.pointee.maximum) > 0 {
      return .maximum
    }
    if rule.pointee.exclusiveMinimum.isSet, order(text, reading, rule.pointee.exclusiveMinimum) <= 0
    {
      return .exclusiveMinimum
    }
    if rule.pointee.exclusiveMaximum.isSet, order(text, reading, rule.pointee.exclusiveMaximum) >= 0
    {
      return .exclusiveMaximum
    }
    let divisor = rule.pointee.multipleOf
    if divisor.isSet,
      !divisor.divides(ExactNumber(text), spelling: tables.bytes[bytes: divisor.spelling])
    {
      return .multipleOf
    }
    return nil
  }

  /// −1, 0 or 1 as the number is less than, equal to or greater than the bound.
  @inline(__always)
  private func order(_ text: UnsafeRawBufferPointer, _ reading: Reading, _ bound: Bound) -> Int {
    guard bound.isInteger else { return exactOrder(text, bound) }
    switch reading {
    case .integer(let integer):
      return integer < bound.integer ? -1 : integer > bound.integer ? 1 : 0
    case .between(let whole, let isNegative):
      // A negative number lies below its whole part, a positive one above.
      let isGreater = isNegative ? whole > bound.integer : whole >= bound.integer
      return isGreater ? 1 : -1
    case .other: return exactOrder(text, bound)
    }
  }

  @inline(never)
  private func exactOrder(_ text: UnsafeRawBufferPointer, _ bound: Bound) -> Int {
    ExactNumber.compare(ExactNumber(text), ExactNumber(tables.bytes[bytes: bound.spelling]))
  }
}

extension Explanation {
  mutating func explain(number index: Int32, _ node: Int32, _ value: Value) {
    // One number breaks several bounds only when the schema contradicts itself; say the first.
    let rule = evaluation.tables.numbers[index]
    let stored = evaluation.tables.numbers.pointer(to: index)
    guard let keyword = evaluation.firstBroken(stored, value) else { return }
    let (demand, spelling) =
      switch keyword {
      case .minimum: ("at least", rule.minimum.spelling)
      case .maximum: ("at most", rule.maximum.spelling)
      case .exclusiveMinimum: ("greater than", rule.exclusiveMinimum.spelling)
      case .exclusiveMaximum: ("less than", rule.exclusiveMaximum.spelling)
      default: ("a multiple of", rule.multipleOf.spelling)
      }
    let limit = Excerpt.number(evaluation.tables.bytes[bytes: spelling])
    let found = value.numberText.map(Excerpt.number) ?? "no number"
    add(keyword, node, value) { "\($0) must be \(demand) \(limit); it is \(found)" }
  }
}
