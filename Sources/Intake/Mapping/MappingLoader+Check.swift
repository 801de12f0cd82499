internal import JSON
internal import Model
internal import Theatre

/// Whether what the schema lets through is what the targets can take.
extension MappingLoader {
  /// Types and words that the schema allows at the rule's pointers and the target cannot read.
  func check(_ step: MappingStep, _ reading: Reading, _ entry: YAMLEntry) {
    let extra = reading.extra
    guard extra.otherwise < 0, !extra.skipsUnknown, extra.template.isEmpty else { return }
    for (line, text, shape) in reading.shapes {
      if let sentence = wrongType(shape, step, extra) {
        problem(line, "The schema allows at “\(text)” what the target cannot take.", sentence)
        continue
      }
      guard extra.isComputed == false || extra.texts >= 0, !reading.hasIgnored, step.separator == 0
      else { continue }
      let words = shape.words().filter { !$0.isEmpty && trial($0, step) != nil }
      guard let first = words.first, extra.texts < 0 else { continue }
      let rest = words.count > 1 ? " and \(words.count - 1) more" : ""
      problem(
        line, "The schema allows “\(first)”\(rest) at “\(text)”, which the target cannot take.",
        step.target.words == .none
          ? "Give it a table." : "Add it to the rule's table, or write else: with a word or null.")
    }
  }

  private func wrongType(
    _ shape: SchemaShape, _ step: MappingStep, _ extra: MappingExtra
  ) -> String? {
    let types = shape.types()
    guard !types.isEmpty else { return nil }
    let isNumber = types.isSubset(of: ["number", "integer", "null"])
    switch step.target {
    case .occurredEarliest, .occurredLatest, .observed, .submitted:
      if isNumber, extra.dates.isEmpty {
        return "A number is no time: write format: epoch, epoch-ms or excel."
      }
    case .tactics, .weapons, .targets, .themes, .mentions, .subjects:
      return types.contains("object") ? "Point at a text, or at a list of texts." : nil
    case .toll, .count, .rowCount:
      return types.contains("array") || types == ["boolean"]
        ? "Point at a number, or at an object of low, best and high." : nil
    default: break
    }
    if types.contains("array") || types.contains("object") {
      return "Point at a single value: /list/0 for one of a list, /object/member for a member."
    }
    return nil
  }

  /// Who said it, when it was sent and what kind it is: there must be something in every document.
  func checkRequired(_ entries: [YAMLEntry], _ place: Place) {
    for name in ["source", "submitted", "kind"] {
      guard let entry = entries.first(where: { $0.key == name }) else { continue }
      let rules = entry.value.items ?? [entry.value]
      // Several pointers in a list are alternatives; so are several rules.
      var pointers: [[String]] = []
      var isCertain = false
      for rule in rules {
        guard rule["when"] == nil else { continue }
        if rule["value"] != nil || rule["default"] != nil { isCertain = true }
        // One value is enough for a template to stand.
        let template = rule["template"]?.text ?? ""
        for part in template.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
          if let pointer = Pointer(String(part.prefix { $0 != "}" })) {
            pointers.append(pointer.tokens)
          }
        }
        let from = rule.entries == nil ? rule : rule["from"]
        for node in from?.items ?? from.map({ [$0] }) ?? [] {
          if let pointer = Pointer(node.text ?? "") { pointers.append(pointer.tokens) }
        }
      }
      guard !isCertain, !place.shape.requires(oneOf: pointers) else { continue }
      guard !pointers.isEmpty else {
        problem(
          entry.line, "“\(name)” may be left empty: every rule for it has a condition.",
          "Add a last one without.")
        continue
      }
      let named = pointers.map { "/" + $0.joined(separator: "/") }.joined(separator: " or ")
      problem(
        entry.line, "“\(name)” may be left empty: the schema does not require \(named).",
        "Add it to “required” in schema.json, or give the rule a default.")
    }
  }
}
