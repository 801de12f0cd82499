internal import JSON
internal import Model

/// Rules that ask for more than one value as it stands.
extension MappingRun {
  /// What a rule read: nothing, a value of the document, a text in `scratch`, or a count.
  private enum Found {
    case nothing
    case value(Value)
    case text
    case range(TollRange)
  }

  func holdsAll(_ extra: MappingExtra) -> Bool {
    for condition in extra.conditions where !holds(condition) { return false }
    return true
  }

  private func holds(_ condition: MappingCondition) -> Bool {
    let value = slots[Int(condition.slot)]
    let isThere = value.map { $0.kind != .string || !($0.text?.isEmpty ?? true) } ?? false
    switch condition.test {
    case .present: return isThere
    case .absent: return !isThere
    case .any: return isThere && value.map { has($0, condition.table) } ?? false
    case .none: return !isThere || !(value.map { has($0, condition.table) } ?? false)
    }
  }

  /// A scalar that is in the table, as a whole or in one of its words, or an array with such a one.
  private func has(_ value: Value, _ table: Int16) -> Bool {
    if value.kind == .array {
      for element in value.elements where has(element, table) { return true }
      return false
    }
    return MappingInput(value).withText { text in
      if plan.tables.pointee.find(text, in: table) >= 0 { return true }
      var isFound = false
      Draft.forEachPart(of: text, separator: 32) { part in
        isFound = isFound || plan.tables.pointee.find(part, in: table) >= 0
      }
      return isFound
    }
  }

  /// Runs one rule; false when there was nothing to fill in.
  func runExtra(_ index: Int, into draft: inout Draft) throws(MappingFailure) -> Bool {
    let step = plan.steps[index]
    let extra = plan.extras[Int(step.extra)]
    var scratch: [UInt8] = []
    swap(&scratch, &draft.scratch)
    defer { swap(&scratch, &draft.scratch) }
    scratch.removeAll(keepingCapacity: true)
    let found = try read(step, extra, &scratch)
    var fault: StaticString?
    var value: Value?
    switch found {
    case .nothing:
      guard step.constant >= 0 else { return false }
      try fillConstant(index, step.constant, &draft)
      return true
    case .range(let range): fault = draft.set(range, step.target)
    case .text:
      fault = scratch.withUnsafeBytes {
        draft.fill(plan.step(index), MappingInput($0), plan.tables, setting)
      }
    case .value(let given):
      value = given
      fault = draft.fill(plan.step(index), MappingInput(given), plan.tables, setting)
    }
    guard let fault else { return true }
    if extra.otherwise >= 0 {
      try fillConstant(index, extra.otherwise, &draft)
      return true
    }
    if extra.skipsUnknown { return false }
    throw MappingFailure(value: value ?? find(step), sentence: fault)
  }

  private func read(
    _ step: MappingStep, _ extra: MappingExtra, _ scratch: inout [UInt8]
  ) throws(MappingFailure) -> Found {
    guard extra.isComputed else { return find(step).map { .value($0) } ?? .nothing }
    var source: Value?
    if !extra.template.isEmpty {
      guard compose(step, extra, &scratch) else { return .nothing }
    } else if extra.isSum {
      guard try sum(step, &scratch) else { return .nothing }
    } else {
      guard let value = find(step) else { return .nothing }
      source = value
      MappingInput(value).withText { text in
        guard extra.at >= 0 else {
          scratch.append(contentsOf: text)
          return
        }
        var position = 0
        Draft.forEachPart(of: text, separator: step.separator) { part in
          if position == extra.at { scratch.append(contentsOf: part) }
          position += 1
        }
      }
      if scratch.isEmpty { return .nothing }
    }
    if !extra.numberBefore.isEmpty {
      let range = scratch.withUnsafeBytes { CountText.read($0, before: extra.numberBefore) }
      return range.map { .range($0) } ?? .nothing
    }
    if let factor = extra.factor { try multiply(&scratch, by: factor, source) }
    if extra.texts >= 0 { lookUp(extra, &scratch) }
    if scratch.isEmpty { return .nothing }
    if !extra.dates.isEmpty { try readDate(extra, &scratch, source) }
    return .text
  }

  /// Puts a template's text together; false when none of its values is there.
  private func compose(
    _ step: MappingStep, _ extra: MappingExtra, _ scratch: inout [UInt8]
  ) -> Bool {
    func value(_ part: MappingTemplatePart) -> Value? {
      let slot = plan.alternatives[Int(step.firstAlternative) + Int(part.alternative)]
      guard let value = slots[Int(slot)], value.kind != .array, value.kind != .object,
        value.kind != .string || !(value.text?.isEmpty ?? true)
      else { return nil }
      return value
    }
    var isThere = false
    for part in extra.template {
      // A bracket stands when all values in it are there.
      if part.bracket > 0,
        extra.template.contains(where: {
          $0.bracket == part.bracket && $0.alternative >= 0 && value($0) == nil
        })
      {
        continue
      }
      guard part.alternative >= 0 else {
        scratch += part.text
        continue
      }
      guard let value = value(part) else { continue }
      isThere = true
      MappingInput(value).withText { scratch.append(contentsOf: $0) }
    }
    return isThere
  }

  /// Adds up what is there of the alternatives; false when nothing is.
  private func sum(_ step: MappingStep, _ scratch: inout [UInt8]) throws(MappingFailure) -> Bool {
    var total: Int64 = 0
    var isThere = false
    let first = Int(step.firstAlternative)
    for index in first..<first + Int(step.alternativeCount) {
      guard let value = slots[Int(plan.alternatives[index])],
        value.kind != .string || !(value.text?.isEmpty ?? true)
      else { continue }
      let input = MappingInput(value)
      let read = input.integer ?? input.withText { CountText.read($0) }.map { Int64($0.best) }
      guard let read, read >= 0 else {
        throw MappingFailure(value: value, sentence: "Expected a whole number, 0 or more.")
      }
      total = min(total + min(read, 1 << 40), 1 << 40)
      isThere = true
    }
    Decimal.withText(of: total) { scratch.append(contentsOf: $0) }
    return isThere
  }

  private func multiply(
    _ scratch: inout [UInt8], by factor: Decimal, _ source: Value?
  ) throws(MappingFailure) {
    let read = scratch.withUnsafeBytes { Decimal($0) ?? Decimal(withComma: $0) }
    guard let read else { throw MappingFailure(value: source, sentence: "Expected a number.") }
    let (product, overflow) = read.significand.multipliedReportingOverflow(by: factor.significand)
    guard !overflow else {
      throw MappingFailure(value: source, sentence: "The number is too large.")
    }
    scratch.removeAll(keepingCapacity: true)
    Decimal.withText(of: product) { scratch.append(contentsOf: $0) }
    scratch.append(UInt8(ascii: "e"))
    Decimal.withText(of: Int64(read.exponent + factor.exponent)) { scratch.append(contentsOf: $0) }
  }

  /// The table's text for a value. Of a value that it does not have: the rule's `else`, nothing, or
  /// the value as it stands.
  private func lookUp(_ extra: MappingExtra, _ scratch: inout [UInt8]) {
    let found = scratch.withUnsafeBytes { plan.tables.pointee.find($0, in: extra.texts) }
    let constant = found >= 0 ? Int(found) : Int(extra.otherwise)
    guard found >= 0 || constant >= 0 || extra.skipsUnknown else { return }
    scratch.removeAll(keepingCapacity: true)
    if constant >= 0 { scratch += plan.constants[constant] }
  }

  private func readDate(
    _ extra: MappingExtra, _ scratch: inout [UInt8], _ source: Value?
  ) throws(MappingFailure) {
    var out: [UInt8] = []
    for pattern in extra.dates {
      out.removeAll(keepingCapacity: true)
      if scratch.withUnsafeBytes({ pattern.read($0, into: &out) }) {
        swap(&scratch, &out)
        return
      }
    }
    guard extra.otherwise < 0, !extra.skipsUnknown else { return }
    throw MappingFailure(
      value: source, sentence: "Expected a date in the form that the mapping names.")
  }

  /// Each element adds to the toll or the count that it names; one that names none is left out.
  func repeatRows(_ step: MappingStep, into draft: inout Draft) throws(MappingFailure) {
    let group = plan.groups[Int(step.group)]
    guard group.each >= 0, let list = slots[Int(group.each)] else { return }
    for element in list.elements {
      draft.row = MappedRow()
      try run(group, on: element, into: &draft)
      draft.addRow()
    }
  }
}

extension Draft {
  /// A count that was read as a range.
  mutating func set(_ range: TollRange, _ target: MappingTarget) -> StaticString? {
    let most = TollRange.most + 1
    let given = TollRange(
      low: min(range.low, most), best: min(range.best, most), high: min(range.high, most))
    switch target {
    case .toll(let harm, let party, let bound):
      ranges |= 1 << (UInt64(harm.rawValue) * 6 + UInt64(party.rawValue))
      Self.take(given, bound, &report.tolls[harm, party])
    case .count(let measure, let bound):
      ranges |= 1 << (18 + UInt64(measure.rawValue))
      Self.take(given, bound, &report.measures[measure])
    case .rowCount: row.count = given
    default: return "Only counts have a number in words."
    }
    return nil
  }

  private static func take(
    _ given: TollRange, _ bound: MappingTarget.Bound, _ range: inout TollRange
  ) {
    switch bound {
    case .whole: range = given
    case .low: range.low = given.low
    case .best: range.best = given.best
    case .high: range.high = given.high
    }
  }

  /// Adds the row to what the elements before it gave.
  mutating func addRow() {
    // An element without a count is one person or thing.
    let count = row.count.isPresent ? row.count : TollRange(low: 1, best: 1, high: 1)
    if let harm = row.harm {
      let sum = Self.sum(report.tolls[harm, row.party], count)
      _ = set(sum, .toll(harm, row.party, .whole))
    }
    if let measure = row.measure {
      _ = set(Self.sum(report.measures[measure], count), .count(measure, .whole))
    }
  }

  private static func sum(_ left: TollRange, _ right: TollRange) -> TollRange {
    guard left.isPresent else { return right }
    return TollRange(
      low: left.low &+ right.low, best: left.best &+ right.best, high: left.high &+ right.high)
  }
}
