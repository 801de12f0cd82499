internal import JSON
internal import JSONSchema
internal import Model

/// One walk of a document along a `JudgingPlan`: judges it and fills the draft.
///
/// True means that the schema accepts the document and that the draft is what the mapping makes of
/// it. False means nothing: the draft is then spoiled, and both are asked by themselves.
struct JudgingWalk {
  private let plan: JudgingPlan.Tables
  private let mapping: MappingRun
  private let setting: UnsafeMutablePointer<MappingSetting>
  private var budget: SchemaParts.Budget

  init(_ plan: JudgingPlan.Tables, _ mapping: MappingRun, of document: Value) {
    self.plan = plan
    self.mapping = mapping
    setting = mapping.setting
    budget = plan.parts.budget(for: document)
  }

  mutating func run(_ document: Value, into draft: inout Draft) -> Bool {
    guard document.kind == .object else { return false }
    let group = mapping.plan.groups[0]
    mapping.clearSlots(of: group)
    guard takeObject(plan.root, document, &draft) else { return false }
    do throws(MappingFailure) {
      if group.filter >= 0, !mapping.holdsAll(mapping.plan.extras[Int(group.filter)]) {
        return true
      }
      try mapping.runSteps(of: group, skipping: plan.groupsRun, into: &draft)
      return true
    } catch {
      return false
    }
  }

  // Safe, here and below, because the compiler of the plan made all places together.
  @inline(never)
  private mutating func takeObject(_ index: Int, _ value: Value, _ draft: inout Draft) -> Bool {
    let object = plan.objects.baseAddress.unsafelyUnwrapped + index
    let row = plan.rows.baseAddress.unsafelyUnwrapped + object.pointee.row
    let known = plan.known.baseAddress.unsafelyUnwrapped
    let count = value.count
    guard count >= object.pointee.countMin, count <= object.pointee.countMax,
      budget.enter(count)
    else { return false }
    var seen: UInt64 = 0
    for member in value.members {
      let place = Int(row[Int(member.number)])
      guard place >= 0 else {
        if object.pointee.isClosed { return false }
        continue
      }
      seen |= known[place].bit
      if !take(known + place, member.value, &draft) { return false }
    }
    budget.leave()
    guard object.pointee.required & ~seen == 0 else { return false }
    return !object.pointee.hasMore
      || plan.parts.acceptsMore(object.pointee.part, value, seen: seen, &budget)
  }

  /// Judges a member and does with it what the mapping wants.
  @inline(__always)
  private mutating func take(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ value: Value, _ draft: inout Draft
  ) -> Bool {
    switch known.pointee.check {
    case .text:
      if let text = value.plainText, Int64(text.count) >= known.pointee.least,
        Int64(text.count) <= known.pointee.most
      {
        guard known.pointee.isPlainText, known.pointee.slot < 0,
          text.count == 0
            || draft.fill(plain: text, mapping.plan.step(Int(known.pointee.step)), setting)
        else { return fill(known, value, &draft) }
        return true
      }
    case .word:
      if known.pointee.slot < 0, let text = value.plainText,
        let meaning = plan.words.find(text, in: known.pointee.words)
      {
        if known.pointee.step < 0 { return true }
        if meaning >= 0 {
          draft.set(word: meaning, mapping.plan.step(Int(known.pointee.step)).pointee.target)
          return true
        }
      }
    case .words:
      if known.pointee.slot < 0, value.kind == .array, takeWords(known, value, &draft) {
        return true
      }
    case .time:
      if let text = value.plainText, let instant = Instant.plain(text) {
        let span = TimeSpan(earliest: instant, latest: instant, precision: .minute)
        draft.fillTime(mapping.plan.step(Int(known.pointee.step)).pointee.target, span)
        return true
      }
    case .range:
      if let range = range(known, value) {
        draft.fill(range: range, mapping.plan.step(Int(known.pointee.step)).pointee.target)
        return true
      }
    case .language:
      if let text = value.plainText, text.count == 2, text[0] &- 97 < 26, text[1] &- 97 < 26 {
        draft.report.language = setting.pointee.room.keep(padded: text)
        return true
      }
    case .object: if value.kind == .object { return takeNode(known, value, &draft) }
    case .group: if value.kind == .array { return takeGroup(known, value, &draft) }
    case .integer, .number, .anything, .part, .refused: break
    }
    return takeSlowly(known, value, &draft)
  }

  /// What a glance did not settle: the schema judges, and the mapping's own rules fill.
  @inline(never)
  private mutating func takeSlowly(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ value: Value, _ draft: inout Draft
  ) -> Bool {
    if known.pointee.check == .refused { return false }
    if !isWithin(known, value), !plan.parts.accepts(known.pointee.part, value, &budget) {
      return false
    }
    return fill(known, value, &draft)
  }

  /// Whether the value is a number surely within the range that its schema names.
  @inline(__always)
  private func isWithin(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ value: Value
  ) -> Bool {
    switch known.pointee.check {
    case .integer: return integer(known, value) != nil
    case .number:
      guard let (least, most) = Self.bounds(of: value) else { return false }
      return least >= known.pointee.least && most <= known.pointee.most
    default: return false
    }
  }

  @inline(__always)
  private func integer(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ value: Value
  ) -> Int32? {
    guard let integer = value.smallInteger, integer >= known.pointee.least,
      integer <= known.pointee.most
    else { return nil }
    return Int32(truncatingIfNeeded: integer)
  }

  /// The integers that a number without an exponent lies between; nil for one of many digits.
  private static func bounds(of value: Value) -> (least: Int64, most: Int64)? {
    guard let text = value.numberText, text.count <= 18, let base = text.baseAddress else {
      return nil
    }
    let digits = base.assumingMemoryBound(to: UInt8.self)
    let isNegative = digits[0] == UInt8(ascii: "-")
    var at = isNegative ? 1 : 0
    var whole: Int64 = 0
    while at < text.count, digits[at] &- 48 < 10 {
      whole = whole &* 10 &+ Int64(digits[at] &- 48)
      at &+= 1
    }
    var next = whole
    if at < text.count {
      guard digits[at] == UInt8(ascii: "."), !value.hasExponent else { return nil }
      next &+= 1
    }
    return isNegative ? (0 &- next, 0 &- whole) : (whole, next)
  }

  /// A count, or its bounds, as the schema takes them; what is not given is below 0.
  @inline(__always)
  private mutating func range(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ value: Value
  ) -> TollRange? {
    guard value.kind == .object else {
      guard let whole = integer(known, value) else { return nil }
      let count = min(whole, TollRange.most + 1)
      return TollRange(low: count, best: count, high: count)
    }
    guard value.count > 0, budget.enter(value.count) else { return nil }
    budget.leave()
    var range = TollRange.absent
    let bounds = known.pointee.bounds
    for member in value.members {
      guard let bound = integer(known, member.value) else { return nil }
      let count = min(bound, TollRange.most + 1)
      switch member.number {
      case bounds.low: range.low = count
      case bounds.best: range.best = count
      case bounds.high: range.high = count
      default: return nil
      }
    }
    return range
  }

  @inline(never)
  private func fill(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ value: Value, _ draft: inout Draft
  ) -> Bool {
    do throws(MappingFailure) {
      try mapping.take(
        value, step: known.pointee.step, slot: known.pointee.slot, node: known.pointee.node,
        into: &draft)
      return true
    } catch {
      return false
    }
  }

  @inline(__always)
  private mutating func takeNode(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ value: Value, _ draft: inout Draft
  ) -> Bool {
    if known.pointee.step >= 0 || known.pointee.slot >= 0 {
      // The value is wanted as a whole as well.
      return takeSlowly(known, value, &draft)
    }
    return takeObject(Int(known.pointee.object), value, &draft)
  }

  private mutating func takeWords(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ list: Value, _ draft: inout Draft
  ) -> Bool {
    let count = list.count
    guard Int64(count) >= known.pointee.least, Int64(count) <= known.pointee.most,
      budget.enter(count)
    else { return false }
    defer { budget.leave() }
    let sets = mapping.plan.tables.pointee.sets
    var bits: UInt64 = 0
    for element in list.elements {
      guard let text = element.plainText,
        let meaning = plan.words.find(text, in: known.pointee.words), meaning >= 0
      else { return false }
      bits |= sets[Int(meaning)]
    }
    draft.insert(words: bits, mapping.plan.step(Int(known.pointee.step)).pointee.target)
    return true
  }

  private mutating func takeGroup(
    _ known: UnsafeMutablePointer<JudgingPlan.Known>, _ list: Value, _ draft: inout Draft
  ) -> Bool {
    let count = list.count
    guard Int64(count) >= known.pointee.least, Int64(count) <= known.pointee.most,
      budget.enter(count)
    else { return false }
    let isActor = known.pointee.isActor
    for element in list.elements {
      mapping.begin(isActor, &draft)
      guard element.kind == .object, takeObject(Int(known.pointee.object), element, &draft) else {
        return false
      }
      mapping.end(isActor, &draft)
    }
    budget.leave()
    return true
  }
}
