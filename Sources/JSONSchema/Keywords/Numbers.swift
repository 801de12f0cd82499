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
      !exclusiveMinimum.isSet && !exclusiveMaximum.isSet && multipleOf.significand == 0
      && minimum.isSet == minimum.isInteger && maximum.isSet == maximum.isInteger
    least = minimum.isSet ? minimum.integer : .min
    most = maximum.isSet ? maximum.integer : .max
  }
}

/// A number of the schema to compare with: as an integer when it is one, else by its spelling.
struct Bound: BitwiseCopyable {
  var isSet = false
  var isInteger = false
  var integer: Int64 = 0
  var spelling = IndexRange()
}

/// The number which `multipleOf` names: `significand × 10^exponent`, the significand not ending in
/// 0.
struct Divisor: BitwiseCopyable {
  /// 0 when there is no rule.
  var significand: UInt64 = 0
  var exponent = 0
  var spelling = IndexRange()

  /// The largest significand: ten times a remainder and a digit must fit in 64 bits.
  static let significandMax: UInt64 = 999_999_999_999_999_999

  /// Whether the number is a multiple, exactly: no floating point, so 0.29 is one of 0.01.
  func divides(_ number: ExactNumber) -> Bool {
    if number.isZero { return true }
    let shift = number.magnitude - number.digitCount - exponent
    // Neither significand ends in 0, so a finer last place than the divisor's cannot be a multiple.
    if shift < 0 { return false }
    var remainder: UInt64 = 0
    number.forEachDigit { remainder = (remainder &* 10 &+ $0) % significand }
    if remainder == 0 { return true }
    return product(remainder, power(of: shift)) == 0
  }

  private func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let (high, low) = a.multipliedFullWidth(by: b)
    return significand.dividingFullWidth((high, low)).remainder
  }

  /// 10^exponent modulo the significand.
  private func power(of exponent: Int) -> UInt64 {
    var result = 1 % significand
    var square = 10 % significand
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, square) }
      square = product(square, square)
      rest >>= 1
    }
    return result
  }
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
      guard let divisor = divisor(value, at: place, spelling: bound.spelling) else { return }
      rule.multipleOf = divisor
    }
    draft.numbers = rule
  }

  private mutating func divisor(
    _ value: Value, at place: String, spelling: IndexRange
  ) -> Divisor? {
    guard let decimal = value.decimal,
      decimal.significand.magnitude <= Divisor.significandMax
    else {
      report(place, "`multipleOf` is not yet supported beyond 18 significant digits")
      return nil
    }
    guard decimal.significand > 0 else {
      report(place, "`multipleOf` must be greater than 0")
      return nil
    }
    return Divisor(
      significand: decimal.significand.magnitude, exponent: Int(decimal.exponent),
      spelling: spelling)
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
    if rule.pointee.multipleOf.significand != 0, !rule.pointee.multipleOf.divides(ExactNumber(text))
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
