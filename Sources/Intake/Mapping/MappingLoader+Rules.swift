internal import JSON
internal import Model
internal import Theatre

/// Single rules.
extension MappingLoader {
  /// One rule, or a list in which the first that gives something counts; of sets all count.
  mutating func rule(
    _ entry: YAMLEntry, _ target: MappingTarget, _ place: Place, _ steps: inout [MappingStep]
  ) {
    let items = entry.value.items ?? []
    guard items.contains(where: { $0.entries != nil }) else {
      single(entry, target, place, chain: -1, &steps)
      return
    }
    let isSet = target.words == .several || target == .mentions || target == .subjects
    let chain = isSet ? -1 : builder.addChain()
    for item in items {
      let part = YAMLEntry(key: entry.key, line: item.line, value: item)
      single(part, target, place, chain: chain, &steps)
    }
  }

  private mutating func single(
    _ entry: YAMLEntry, _ target: MappingTarget, _ place: Place, chain: Int16,
    _ steps: inout [MappingStep]
  ) {
    var step = MappingStep(target: target)
    step.chain = chain
    step.firstAlternative = Int16(builder.alternatives.count)
    if target.words != .none { step.table = builder.addTable([], for: target) }
    var reading = Reading()
    guard let members = entry.value.entries else {
      add(entry.value, &step, place, &reading)
      check(step, reading, entry)
      if !place.isWalked || !builder.runDirectly(step) { steps.append(step) }
      return
    }
    // Constants are tried against the table, wherever it stands.
    for member in members where member.key == "table" { table(member, &step, &reading.extra) }
    for member in members { read(member, &step, place, &reading) }
    let hasConstant = members.contains { $0.key == "value" || $0.key == "default" }
    let hasTemplate = members.contains { $0.key == "template" }
    if step.alternativeCount == 0, !hasTemplate, !hasConstant {
      problem(entry.line, "The rule for “\(entry.key)” has nothing to read.", "Add from or value.")
    }
    if reading.extra.at >= 0, step.separator == 0 {
      problem(entry.line, "“at” needs “split”.", "Write split: \" \", or point at /list/0.")
    }
    check(step, reading, entry)
    if reading.isExtra { step.extra = builder.addExtra(reading.extra) }
    if !place.isWalked || !builder.runDirectly(step) { steps.append(step) }
  }

  /// What a rule reads and how, while it is being read itself.
  struct Reading {
    var extra = MappingExtra()
    /// What the schema allows at each pointer.
    var shapes: [(line: Int, text: String, shape: SchemaShape)] = []
    var hasIgnored = false

    var isExtra: Bool {
      extra.isComputed || !extra.conditions.isEmpty || extra.otherwise >= 0 || extra.skipsUnknown
    }
  }

  private mutating func read(
    _ member: YAMLEntry, _ step: inout MappingStep, _ place: Place, _ reading: inout Reading
  ) {
    switch member.key {
    case "from": add(member.value, &step, place, &reading)
    case "sum":
      reading.extra.isSum = true
      add(member.value, &step, place, &reading)
    case "template": template(member, &step, place, &reading)
    case "value", "default": step.constant = constant(member, step)
    case "table": break
    case "else":
      if member.value.kind == .null {
        reading.extra.skipsUnknown = true
        step.keepsKnown = true
      } else {
        reading.extra.otherwise = constant(member, step)
      }
    case "ignore":
      step.ignored = list(member.value)
      reading.hasIgnored = true
    case "when": condition(member.value, &step, &reading.extra, place)
    case "as":
      step.isInteger = member.value.text == "integer"
      if !step.isInteger {
        problem(member.line, "“as” knows only integer.", "Write as: integer, or leave it out.")
      }
    case "split":
      guard let text = member.value.text, text.utf8.count == 1, let byte = text.utf8.first else {
        problem(member.line, "“split” must be one ASCII character.", "Write split: \",\".")
        return
      }
      step.separator = byte
    case "at", "times", "format", "numberBefore": compute(member, step, &reading)
    default:
      problem(
        member.line, "“\(member.key)” is no part of a rule.",
        "Use one of: \(MappingLanguage.ruleKeys.joined(separator: ", ")).")
    }
  }

  /// One pointer or a list of alternatives.
  mutating func add(
    _ node: YAMLNode, _ step: inout MappingStep, _ place: Place, _ reading: inout Reading
  ) {
    for item in node.items ?? [node] {
      guard let (tokens, shape) = pointer(item, place) else { continue }
      reading.shapes.append((item.line, item.text ?? "", shape))
      guard let slot = builder.slot(for: tokens, scope: place.scope) else {
        problem(item.line, "The mapping has more pointers than fit.", "Use fewer.")
        return
      }
      builder.alternatives.append(slot)
      step.alternativeCount += 1
    }
  }

  /// A pointer's tokens and what the schema allows there.
  func pointer(_ node: YAMLNode, _ place: Place) -> (tokens: [String], shape: SchemaShape)? {
    guard let text = node.text, let pointer = Pointer(text) else {
      problem(node.line, "Expected a JSON pointer.", "Write /member/member.")
      return nil
    }
    var shape = place.shape
    for token in pointer.tokens {
      guard let next = shape.member(token) else {
        problem(
          node.line, "The schema allows no “\(text)”.",
          "Correct the pointer or add the member to schema.json.")
        return nil
      }
      shape = next
    }
    return (pointer.tokens, shape)
  }

  /// The position of a constant that the target can take; −1 with a problem for any other.
  private mutating func constant(_ member: YAMLEntry, _ step: MappingStep) -> Int16 {
    guard let text = member.value.text else {
      problem(member.line, "“\(member.key)” must be a single value.", "Write a word or a number.")
      return -1
    }
    if let fault = trial(text, step) {
      problem(member.line, "“\(text)” does not fit the target.", "\(fault)")
      return -1
    }
    return builder.addConstant(text)
  }

  /// Why the target cannot take a text; nil when it can.
  func trial(_ text: String, _ step: MappingStep) -> StaticString? {
    var trial = Draft()
    var setting = MappingSetting(limits: IntakeLimits(), localOffset: 0)
    defer { setting.room.deallocate() }
    return Array(text.utf8).withUnsafeBytes { bytes in
      withUnsafePointer(to: step) { step in
        let plan = builder.plan()
        return withExtendedLifetime(plan) {
          withUnsafeMutablePointer(to: &setting) {
            trial.fill(step, MappingInput(bytes), plan.tables, $0)
          }
        }
      }
    }
  }

  /// A table by name, or written out.
  private mutating func table(
    _ member: YAMLEntry, _ step: inout MappingStep, _ extra: inout MappingExtra
  ) {
    let node: YAMLNode
    if let name = member.value.text {
      guard let found = table(named: name) else {
        problem(member.line, "There is no table “\(name)”.", "Define it under tables.")
        return
      }
      node = found
    } else {
      node = member.value
    }
    let vocabulary = step.target.vocabulary
    guard !vocabulary.isEmpty else {
      textTable(node, member, step, &extra)
      return
    }
    var entries: [(name: String, value: Int32)] = []
    for entry in node.entries ?? [] {
      var bits: UInt64 = 0
      var last = -1
      for item in entry.value.items ?? [entry.value] {
        guard let word = item.text, let index = vocabulary.firstIndex(of: word) else {
          problem(
            item.line, "“\(item.text ?? item.kindName)” is no word of the target.",
            "Use one of: \(vocabulary.joined(separator: ", ")).")
          continue
        }
        last = index
        bits |= 1 << UInt64(index)
      }
      guard last >= 0 else { continue }
      if step.target.words == .several {
        entries.append((entry.key, Int32(builder.sets.count)))
        builder.sets.append(bits)
      } else {
        if entry.value.items != nil {
          problem(entry.line, "The target takes one word.", "Write a single word.")
        }
        entries.append((entry.key, Int32(last)))
      }
    }
    if node.entries?.isEmpty ?? true {
      problem(member.line, "The table is empty.", "Write value: word.")
    }
    if !entries.isEmpty { step.table = builder.addTable(entries, for: step.target) }
  }

  /// Values → texts, for targets that are no codes.
  private mutating func textTable(
    _ node: YAMLNode, _ member: YAMLEntry, _ step: MappingStep, _ extra: inout MappingExtra
  ) {
    var entries: [(name: String, value: Int32)] = []
    for entry in node.entries ?? [] {
      let index = constant(YAMLEntry(key: entry.key, line: entry.line, value: entry.value), step)
      if index >= 0 { entries.append((entry.key, Int32(index))) }
    }
    if node.entries?.isEmpty ?? true {
      problem(member.line, "The table is empty.", "Write value: text.")
    }
    extra.texts = builder.addTable(entries)
  }

  /// A list of values as a table of its own.
  mutating func list(_ node: YAMLNode) -> Int16 {
    var entries: [(name: String, value: Int32)] = []
    for item in node.items ?? [node] {
      guard let text = item.text else {
        problem(item.line, "Expected a value.", "Write a list of words or numbers.")
        continue
      }
      entries.append((text, 0))
    }
    return builder.addTable(entries)
  }
}
