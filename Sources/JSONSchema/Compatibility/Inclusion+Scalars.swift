import JSON

extension Inclusion {
  mutating func numberGaps(_ nodes: [Int32], _ index: Int32) -> [Gap] {
    let node = right.tables.nodes[index]
    var found: [Gap] = []
    let rules = nodes.map { left.tables.nodes[$0].numbers }.filter { $0 >= 0 }
      .map { left.tables.numbers[$0] }
    if node.kinds.contains(.integersOnly) {
      let isWhole =
        nodes.contains { left.tables.nodes[$0].kinds.contains(.integersOnly) }
        || rules.contains { divides("1", $0.multipleOf) }
      if !isWhole { found.append(gap(.type, "takes integers only", nodes, .number, index)) }
    }
    guard node.numbers >= 0 else { return found }
    let wanted = right.tables.numbers[node.numbers]
    for (keyword, bound, isLow, isStrict) in [
      (Keyword.minimum, wanted.minimum, true, false),
      (.exclusiveMinimum, wanted.exclusiveMinimum, true, true),
      (.maximum, wanted.maximum, false, false),
      (.exclusiveMaximum, wanted.exclusiveMaximum, false, true),
    ] where bound.isSet {
      let limit = right.text(bound.spelling)
      if rules.contains(where: { implies($0, limit, isLow: isLow, isStrict: isStrict) }) {
        continue
      }
      let phrase =
        (isStrict ? "only numbers " : "no numbers ")
        + (isStrict ? (isLow ? "above" : "below") : (isLow ? "below" : "above"))
      found.append(gap(keyword, "takes \(phrase) \(limit)", nodes, .number, index))
    }
    if wanted.multipleOf.isSet {
      let unit = right.text(wanted.multipleOf.spelling)
      if !rules.contains(where: { divides(unit, $0.multipleOf) }) {
        found.append(gap(.multipleOf, "takes only multiples of \(unit)", nodes, .number, index))
      }
    }
    return found
  }

  /// Whether a rule of the left side keeps numbers on the right side of a bound.
  private func implies(
    _ rule: NumberRule, _ limit: String, isLow: Bool, isStrict: Bool
  ) -> Bool {
    let (inclusive, exclusive) =
      isLow ? (rule.minimum, rule.exclusiveMinimum) : (rule.maximum, rule.exclusiveMaximum)
    let direction = isLow ? 1 : -1
    if exclusive.isSet, order(exclusive, limit) * direction >= 0 { return true }
    guard inclusive.isSet else { return false }
    let order = order(inclusive, limit) * direction
    return isStrict ? order > 0 : order >= 0
  }

  private func order(_ bound: Bound, _ limit: String) -> Int {
    let limit = Array(limit.utf8)
    return limit.withUnsafeBytes { bytes in
      ExactNumber.compare(
        ExactNumber(left.tables.bytes[bytes: bound.spelling]), ExactNumber(bytes))
    }
  }

  /// Whether every multiple of the left side's divisor is one of `unit`.
  private func divides(_ unit: String, _ divisor: Divisor) -> Bool {
    guard divisor.isSet else { return false }
    let spelling = left.text(divisor.spelling)
    return Self.isMultiple(spelling, of: unit)
  }

  static func isMultiple(_ number: String, of unit: String) -> Bool {
    Array(number.utf8).withUnsafeBytes { number in
      Array(unit.utf8).withUnsafeBytes { unit in
        guard let divisor = Divisor(spelledAs: unit) else { return false }
        return divisor.divides(ExactNumber(number), spelling: unit)
      }
    }
  }

  mutating func stringGaps(_ nodes: [Int32], _ index: Int32) -> [Gap] {
    let wanted = right.tables.strings[right.tables.nodes[index].strings]
    let rules = nodes.map { left.tables.nodes[$0].strings }.filter { $0 >= 0 }
      .map { left.tables.strings[$0] }
    var found: [Gap] = []
    if wanted.lengthMin > rules.map(\.lengthMin).max() ?? 0 {
      found.append(
        gap(
          .minLength, "takes no strings shorter than \(wanted.lengthMin)", nodes, .string, index))
    }
    if wanted.lengthMax < rules.map(\.lengthMax).min() ?? .max {
      found.append(
        gap(.maxLength, "takes no strings longer than \(wanted.lengthMax)", nodes, .string, index))
    }
    if wanted.pattern >= 0 {
      let spelling = right.spelling(wanted.pattern)
      if !rules.contains(where: { $0.pattern >= 0 && left.spelling($0.pattern) == spelling }) {
        let shown = Excerpt.bounded(Array(spelling.utf8), 80)
        found.append(
          gap(.pattern, "takes only strings that match `\(shown)`", nodes, .string, index))
      }
    }
    if let format = wanted.format, !rules.contains(where: { $0.format == format }) {
      found.append(gap(.format, "takes only \(format.phrase)", nodes, .string, index))
    }
    return found
  }
}
