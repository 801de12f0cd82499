internal import JSON
internal import Model
internal import Theatre

/// Single rules.
extension MappingLoader {
  mutating func rule(
    _ entry: YAMLEntry, _ target: MappingTarget, _ place: Place, _ steps: inout [MappingStep]
  ) {
    var step = MappingStep(target: target)
    step.firstAlternative = Int16(builder.alternatives.count)
    if target.words != .none { step.table = builder.addTable([], for: target) }
    guard let members = entry.value.entries else {
      add(entry.value, &step, place)
      if !place.isWalked || !builder.runDirectly(step) { steps.append(step) }
      return
    }
    for member in members {
      switch member.key {
      case "from": add(member.value, &step, place)
      case "value", "default": constant(member, &step)
      case "table": table(member, &step)
      case "ignore": step.ignored = list(member.value)
      case "when": condition(member.value, &step, place)
      case "as":
        step.isInteger = member.value.text == "integer"
        if !step.isInteger {
          problem(member.line, "“as” knows only integer.", "Write as: integer, or leave it out.")
        }
      case "split":
        guard let text = member.value.text, text.utf8.count == 1, let byte = text.utf8.first else {
          problem(member.line, "“split” must be one ASCII character.", "Write split: \",\".")
          continue
        }
        step.separator = byte
      default:
        problem(
          member.line, "“\(member.key)” is no part of a rule.",
          "Use one of: \(MappingLanguage.ruleKeys.joined(separator: ", ")).")
      }
    }
    let hasConstant = members.contains { $0.key == "value" || $0.key == "default" }
    if step.alternativeCount == 0, !hasConstant {
      problem(entry.line, "The rule for “\(entry.key)” has nothing to read.", "Add from or value.")
    }
    if !place.isWalked || !builder.runDirectly(step) { steps.append(step) }
  }

  /// One pointer or a list of alternatives.
  private mutating func add(_ node: YAMLNode, _ step: inout MappingStep, _ place: Place) {
    for item in node.items ?? [node] {
      guard let (tokens, _) = pointer(item, place) else { continue }
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

  private mutating func constant(_ member: YAMLEntry, _ step: inout MappingStep) {
    guard let text = member.value.text else {
      problem(member.line, "“\(member.key)” must be a single value.", "Write a word or a number.")
      return
    }
    let bytes = Array(text.utf8)
    var trial = Draft()
    let setting = MappingSetting(limits: IntakeLimits(), localOffset: 0)
    let fault = bytes.withUnsafeBytes { bytes in
      withUnsafePointer(to: step) { step in
        let plan = builder.plan()
        return withExtendedLifetime(plan) {
          trial.fill(step, MappingInput(bytes), plan.tables, setting)
        }
      }
    }
    if let fault {
      problem(member.line, "“\(text)” does not fit the target.", "\(fault)")
      return
    }
    step.constant = Int16(builder.constants.count)
    builder.constants.append(bytes)
  }

  /// A table by name, or written out.
  private mutating func table(_ member: YAMLEntry, _ step: inout MappingStep) {
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
      problem(member.line, "The target takes no table.", "Tables are for codes.")
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

  /// A list of values as a table of its own.
  private mutating func list(_ node: YAMLNode) -> Int16 {
    var entries: [(name: String, value: Int32)] = []
    for item in node.items ?? [node] {
      guard let text = item.text else {
        problem(item.line, "Expected a value.", "Write a list of words or numbers.")
        continue
      }
      entries.append((text, 0))
    }
    builder.tables.append(entries)
    return Int16(builder.tables.count - 1)
  }

  /// `{/pointer: [value, value]}`.
  mutating func condition(_ node: YAMLNode, _ step: inout MappingStep, _ place: Place) {
    guard let entry = node.entries?.first, node.entries?.count == 1 else {
      problem(node.line, "“when” must have one pointer.", "Write when: {/pointer: [value]}.")
      return
    }
    let key = YAMLNode(line: entry.line, kind: .scalar(entry.key, isQuoted: false))
    guard let (tokens, _) = pointer(key, place),
      let slot = builder.slot(for: tokens, scope: place.scope)
    else { return }
    step.conditionSlot = slot
    step.condition = list(entry.value)
  }
}
