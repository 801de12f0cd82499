internal import JSON
internal import Model
internal import Theatre

/// Conditions, templates, computed values and rows.
extension MappingLoader {
  /// `{/pointer: [value, value], /other: {not: [value]}, /third: {is: absent}}`: all must hold.
  mutating func condition(
    _ node: YAMLNode, _ step: inout MappingStep, _ extra: inout MappingExtra, _ place: Place
  ) {
    guard let entries = node.entries, !entries.isEmpty else {
      problem(node.line, "“when” must have a pointer.", "Write when: {/pointer: [value]}.")
      return
    }
    for entry in entries {
      let key = YAMLNode(line: entry.line, kind: .scalar(entry.key, isQuoted: false))
      guard let (tokens, shape) = pointer(key, place),
        let slot = builder.slot(for: tokens, scope: place.scope)
      else { continue }
      guard let questions = entry.value.entries else {
        let table = list(entry.value)
        if step.condition < 0, !shape.mayBe("array"), !place.isSetApart {
          step.conditionSlot = slot
          step.condition = table
        } else {
          extra.conditions.append(MappingCondition(slot: slot, test: .any, table: table))
        }
        continue
      }
      for question in questions {
        switch (question.key, question.value.text) {
        case ("not", _):
          extra.conditions.append(
            MappingCondition(slot: slot, test: .none, table: list(question.value)))
        case ("has", _):
          extra.conditions.append(
            MappingCondition(slot: slot, test: .any, table: list(question.value)))
        case ("is", "present"):
          extra.conditions.append(MappingCondition(slot: slot, test: .present))
        case ("is", "absent"):
          extra.conditions.append(MappingCondition(slot: slot, test: .absent))
        default:
          problem(
            question.line, "“\(question.key)” is no question about a value.",
            "Write a list of values, {not: […]}, {has: […]}, {is: present} or {is: absent}.")
        }
      }
    }
  }

  /// What must hold for an element of `each`, in the element's own pointers.
  mutating func filter(_ node: YAMLNode?, _ place: inout Place) {
    guard let node else { return }
    guard builder.groups[place.scope].each >= 0, place.isWalked else {
      problem(node.line, "“where” needs “each”.", "Write when, or add each.")
      return
    }
    // Nothing of an element is taken before the question is answered.
    place.isWalked = false
    place.isSetApart = true
    var step = MappingStep(target: .rows)
    var extra = MappingExtra()
    condition(node, &step, &extra, place)
    builder.groups[place.scope].filter = builder.addExtra(extra)
    place.isSetApart = false
  }

  /// `{/a} ({/b})[ in {/c}]`.
  mutating func template(
    _ member: YAMLEntry, _ step: inout MappingStep, _ place: Place, _ reading: inout Reading
  ) {
    guard let text = member.value.text else {
      problem(member.line, "“template” must be a text.", "Write template: \"{/a} {/b}\".")
      return
    }
    var part = MappingTemplatePart()
    var bracket: Int16 = 0
    var brackets: Int16 = 0
    func finish(_ extra: inout MappingExtra) {
      if !part.text.isEmpty { extra.template.append(part) }
      part = MappingTemplatePart(bracket: bracket)
    }
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "{":
        guard let end = rest.firstIndex(of: "}") else {
          problem(member.line, "A “{” is not closed.", "Write {/pointer}.")
          return
        }
        finish(&reading.extra)
        let before = step.alternativeCount
        let pointer = String(rest[..<end])
        add(
          YAMLNode(line: member.line, kind: .scalar(pointer, isQuoted: true)), &step, place,
          &reading)
        if step.alternativeCount > before {
          reading.extra.template.append(
            MappingTemplatePart(alternative: before, bracket: bracket))
        }
        rest = rest[rest.index(after: end)...]
      case "[" where bracket == 0:
        brackets += 1
        bracket = brackets
        finish(&reading.extra)
      case "]" where bracket > 0:
        bracket = 0
        finish(&reading.extra)
      default: part.text += Array(String(character).utf8)
      }
    }
    finish(&reading.extra)
    if step.alternativeCount == 0 {
      problem(member.line, "The template has no pointer.", "Write value: for a constant.")
    }
  }

  func compute(_ member: YAMLEntry, _ step: MappingStep, _ reading: inout Reading) {
    switch member.key {
    case "at":
      guard let at = member.value.integer, (0...1_000).contains(at) else {
        problem(member.line, "“at” must be a position, from 0.", "Write at: 0 for the first.")
        return
      }
      reading.extra.at = Int(at)
    case "times":
      let text = Array((member.value.text ?? "").utf8)
      reading.extra.factor = text.withUnsafeBytes { Decimal($0) }
      if reading.extra.factor == nil {
        problem(member.line, "“times” must be a number.", "Write times: 1000 for kilometres.")
      }
    case "format":
      guard step.target.isTime else {
        problem(member.line, "“format” is for times.", "Leave it out.")
        return
      }
      for item in member.value.items ?? [member.value] {
        guard let pattern = DatePattern(item.text ?? "") else {
          problem(
            item.line, "“\(item.text ?? item.kindName)” is no form of a date.",
            "Use y, M, d, H, m, s as in dd/MM/yyyy HH:mm, or epoch, epoch-ms, excel.")
          continue
        }
        reading.extra.dates.append(pattern)
      }
    default:
      guard step.target.isCount else {
        problem(member.line, "“numberBefore” is for counts.", "Leave it out.")
        return
      }
      for item in member.value.items ?? [member.value] {
        let word = Folding.folded(item.text ?? "")
        guard !word.isEmpty, !word.contains(" ") else {
          problem(item.line, "“numberBefore” takes single words.", "Write [morts, tués].")
          continue
        }
        reading.extra.numberBefore.append(Array(word.utf8))
      }
    }
  }

  func hasRows(_ node: YAMLNode) -> Bool {
    (node.items ?? [node]).contains { $0["each"] != nil }
  }

  /// Elements that count: `{each: /victims, harm: …, party: …, count: …}`.
  mutating func rows(_ entry: YAMLEntry, _ place: Place, _ steps: inout [MappingStep]) {
    for node in entry.value.items ?? [entry.value] {
      guard let each = node["each"] else {
        read(YAMLEntry(key: entry.key, line: node.line, value: node), place, &steps)
        continue
      }
      guard let (tokens, shape) = pointer(each, place),
        let slot = builder.slot(for: tokens, scope: place.scope)
      else { continue }
      guard let element = shape.element() else {
        problem(each.line, "The schema has no array there.", "Point “each” at an array.")
        continue
      }
      var step = MappingStep(target: .rows)
      var inner = Place(scope: builder.addScope(), shape: element)
      builder.groups[inner.scope].each = slot
      step.group = Int16(inner.scope)
      var extra = MappingExtra()
      if let when = node["when"] { condition(when, &step, &extra, place) }
      if !extra.conditions.isEmpty { step.extra = builder.addExtra(extra) }
      filter(node["where"], &inner)
      var own: [MappingStep] = []
      let key = entry.key == "tolls" ? "harm" : "measure"
      if node[key] == nil {
        problem(node.line, "No rule says which \(key).", "Add \(key): {value: …} or a pointer.")
      }
      for member in node.entries ?? [] {
        switch member.key {
        case "each", "where", "when": break
        case "harm" where key == "harm": rule(member, .rowHarm, inner, &own)
        case "party" where key == "harm": rule(member, .rowParty, inner, &own)
        case "measure" where key == "measure": rule(member, .rowMeasure, inner, &own)
        case "count": rule(member, .rowCount, inner, &own)
        default:
          problem(
            member.line, "“\(member.key)” is no rule here.",
            "Use one of: \(MappingLanguage.rowKeys.joined(separator: ", ")).")
        }
      }
      builder.finish(Int(step.group), with: own)
      steps.append(step)
    }
  }
}

extension MappingTarget {
  var isTime: Bool {
    switch self {
    case .occurredEarliest, .occurredLatest, .observed, .submitted: true
    default: false
    }
  }

  var isCount: Bool {
    switch self {
    case .toll, .count, .rowCount: true
    default: false
    }
  }
}
