import JSON

/// `enum` and `const`: strings by one look-up, everything else by comparing.
struct ValueRule: BitwiseCopyable {
  /// The strings of `enum`; nothing to look in when it has none.
  var names = NameIndex(slots: -1, mask: 0)
  /// Every value of `enum`, strings first.
  var choices = IndexRange()
  /// How many of the choices are strings.
  var stringCount: Int32 = 0
  var hasChoices = false
  /// The value of `const`; −1 for none.
  var constant: Int32 = -1
}

/// A value of the schema, copied out of the schema's document.
struct Constant: BitwiseCopyable {
  var kind: Value.Kind
  var isTrue = false
  /// A string decoded, or a number as spelled.
  var text = IndexRange()
  var items = IndexRange()
}

/// A member, or with an empty name an element, of a constant.
struct ConstantItem: BitwiseCopyable {
  var name: IndexRange
  var constant: Int32
}

extension Compiler {
  mutating func value(
    _ keyword: Keyword, _ value: Value, at place: String, into draft: inout NodeDraft
  ) {
    var rule = draft.values ?? ValueRule()
    if keyword == .const {
      rule.constant = constant(value)
    } else {
      guard value.kind == .array else {
        report(place, "`enum` must be an array; it is \(value.kind.phrase)")
        return
      }
      choices(value, into: &rule)
    }
    draft.values = rule
  }

  private mutating func choices(_ value: Value, into rule: inout ValueRule) {
    var texts: [[UInt8]] = []
    var constants: [Int32] = []
    for element in value.elements {
      guard let text = element.text else { continue }
      texts.append(text.withDecoded { Array($0) })
      constants.append(constant(element))
    }
    rule.stringCount = Int32(constants.count)
    for element in value.elements where element.kind != .string {
      constants.append(constant(element))
    }
    if !texts.isEmpty {
      rule.names = plan.append(index: texts)
    }
    rule.choices = plan.append(choices: constants)
    rule.hasChoices = true
  }

  /// Copies a value; recursion is bounded by the depth that the schema's parser accepted.
  private mutating func constant(_ value: Value) -> Int32 {
    var constant = Constant(kind: value.kind)
    switch value.kind {
    case .null: break
    case .boolean: constant.isTrue = value.bool ?? false
    case .number: if let text = value.numberText { constant.text = plan.append(text) }
    case .string: if let text = value.text { constant.text = text.withDecoded { plan.append($0) } }
    case .array:
      let items = value.elements.map {
        ConstantItem(name: IndexRange(), constant: self.constant($0))
      }
      constant.items = append(items)
    case .object:
      let items = value.members.map { member in
        ConstantItem(
          name: member.name.withDecoded { plan.append($0) }, constant: self.constant(member.value))
      }
      constant.items = append(items)
    }
    return plan.constants.place(constant)
  }

  private mutating func append(_ items: [ConstantItem]) -> IndexRange {
    let range = IndexRange(start: Int32(plan.constantItems.count), count: Int32(items.count))
    plan.constantItems.append(contentsOf: items)
    return range
  }
}

extension Evaluation {
  /// For strings, which are most of the values that schemas list, and for names.
  @inline(__always)
  func accepts(value index: Int32, text: Text) -> Bool {
    let rule = tables.values.pointer(to: index)
    if rule.pointee.hasChoices {
      guard rule.pointee.stringCount > 0, rule.pointee.names.find(text, store) >= 0 else {
        return false
      }
    }
    return rule.pointee.constant < 0 || isConstant(rule.pointee.constant, text)
  }

  @inline(never)
  private func isConstant(_ index: Int32, _ text: Text) -> Bool {
    let constant = tables.constants[index]
    return constant.kind == .string && text.equals(tables.bytes[bytes: constant.text])
  }

  /// For every other kind.
  @inline(never)
  func accepts(value index: Int32, _ value: Value) -> Bool {
    let rule = tables.values[index]
    if rule.hasChoices, !isChoice(rule, value) { return false }
    return rule.constant < 0 || equals(rule.constant, value)
  }

  @inline(never)
  func isChoice(_ rule: ValueRule, _ value: Value) -> Bool {
    if let text = value.text {
      return rule.stringCount > 0 && rule.names.find(text, store) >= 0
    }
    for index in rule.choices.indices.dropFirst(Int(rule.stringCount))
    where equals(tables.choices[index], value) {
      return true
    }
    return false
  }

  /// Whether the value equals a constant of the schema; recursion is bounded by the constant.
  func equals(_ index: Int32, _ value: Value) -> Bool {
    let constant = tables.constants[index]
    guard constant.kind == value.kind else { return false }
    switch constant.kind {
    case .null: return true
    case .boolean: return value.bool == constant.isTrue
    case .number:
      guard let text = value.numberText else { return false }
      let wanted = tables.bytes[bytes: constant.text]
      return ExactNumber.compare(ExactNumber(text), ExactNumber(wanted)) == 0
    case .string: return value.text?.equals(tables.bytes[bytes: constant.text]) ?? false
    case .array, .object:
      guard value.count == Int(constant.items.count) else { return false }
      return constant.kind == .array
        ? haveEqualElements(constant, value) : haveEqualMembers(constant, value)
    }
  }

  private func haveEqualElements(_ constant: Constant, _ value: Value) -> Bool {
    var elements = value.elements
    for index in constant.items.indices {
      guard let element = elements.next(), equals(tables.constantItems[index].constant, element)
      else { return false }
    }
    return true
  }

  private func haveEqualMembers(_ constant: Constant, _ value: Value) -> Bool {
    for index in constant.items.indices {
      let item = tables.constantItems[index]
      guard let member = value.member(tables.bytes[bytes: item.name]),
        equals(item.constant, member)
      else { return false }
    }
    return true
  }
}

extension Explanation {
  /// Choices that a sentence lists before it only counts.
  static let choicesShownMax = 12

  mutating func explain(value index: Int32, _ node: Int32, _ value: Value) {
    let rule = evaluation.tables.values[index]
    let found = Excerpt.found(value)
    if rule.hasChoices, !evaluation.isChoice(rule, value) {
      let choices = rule.choices.indices.map { choice(evaluation.tables.choices[$0]) }
      var list = choices.prefix(Self.choicesShownMax).joined(separator: ", ")
      if choices.count > Self.choicesShownMax {
        list += " and \(choices.count - Self.choicesShownMax) more"
      }
      let hint = hint(rule, value)
      add(.enum, node, value) { subject in
        choices.isEmpty
          ? "\(subject) can have no value: its schema lists none"
          : choices.count == 1
            ? "\(subject) must be \(list)\(found)\(hint)"
            : "\(subject) must be one of \(list)\(found)\(hint)"
      }
    }
    if rule.constant >= 0, !evaluation.equals(rule.constant, value) {
      let wanted = choice(rule.constant)
      add(.const, node, value) { "\($0) must be \(wanted)\(found)" }
    }
  }

  private func choice(_ index: Int32) -> String {
    let constant = evaluation.tables.constants[index]
    switch constant.kind {
    case .null: return "null"
    case .boolean: return constant.isTrue ? "true" : "false"
    case .number: return Excerpt.number(evaluation.tables.bytes[bytes: constant.text])
    case .string: return "`\(Excerpt.bounded(evaluation.tables.bytes[bytes: constant.text], 40))`"
    case .array, .object: return "the \(constant.kind.noun) in the schema"
    }
  }

  private func hint(_ rule: ValueRule, _ value: Value) -> String {
    guard let text = value.text, rule.stringCount > 0 else { return "" }
    let names = rule.choices.indices.prefix(Int(rule.stringCount)).map {
      Array(
        evaluation.tables.bytes[
          bytes: evaluation.tables.constants[evaluation.tables.choices[$0]].text])
    }
    guard let nearest = text.withDecoded({ NearestName.of($0, among: names) }) else { return "" }
    return "; did you mean `\(nearest)`?"
  }
}
