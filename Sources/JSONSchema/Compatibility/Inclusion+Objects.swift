import JSON

extension Inclusion {
  mutating func objectGaps(_ nodes: [Int32], _ index: Int32) -> [Gap] {
    guard let rule = right.objects(index) else { return [] }
    let model = ContentModel(side: left, nodes: nodes)
    var found: [Gap] = []
    if rule.countMin > model.membersMin {
      found.append(
        gap(
          .minProperties, "takes no objects of fewer than \(rule.countMin) members", nodes, .object,
          index))
    }
    if rule.countMax < model.membersMax {
      found.append(
        gap(
          .maxProperties, "takes no objects of more than \(rule.countMax) members", nodes, .object,
          index))
    }
    let required = model.required
    for property in right.properties(rule) where property.isRequired {
      guard !required.contains(property.name) else { continue }
      let shown = Excerpt.bounded(Array(property.name.utf8), 40)
      var gap = gap(.required, "requires the member `\(shown)`", nodes, .object, index)
      gap.example = example(without: property.name, nodes, index) ?? gap.example
      found.append(gap)
    }
    found += memberGaps(nodes, model, index, rule)
    found += nameGaps(nodes, model, index, rule)
    for dependency in right.dependencies(rule) {
      found += gaps(for: dependency, nodes, model, index)
    }
    return found
  }

  private mutating func example(
    without name: String, _ nodes: [Int32], _ index: Int32
  ) -> Sample? {
    samples.values(of: nodes, .object, against: index).map { $0.removing(name) }
      .first { left.accepts(all: nodes, $0) && right.refuses(index, $0) }
  }

  /// Members by name, by pattern, and all others.
  private mutating func memberGaps(
    _ nodes: [Int32], _ model: ContentModel, _ index: Int32, _ rule: ObjectRule
  ) -> [Gap] {
    var found: [Gap] = []
    var names = model.names
    for property in right.properties(rule) where !names.contains(property.name) {
      names.append(property.name)
    }
    for name in names {
      for node in ContentModel.members(name, rule, right) {
        found += gaps(member: name, nodes, model, node, index)
      }
    }
    let patterns = model.objects.flatMap { left.patterns($0) }
    for pattern in patterns {
      let spelling = left.spelling(pattern.pattern)
      var targets = right.patterns(rule).map(\.node)
      let isMatched = right.patterns(rule).contains { right.spelling($0.pattern) == spelling }
      if isMatched {
        targets =
          right.patterns(rule).filter { right.spelling($0.pattern) == spelling }
          .map(\.node) + targets
      } else if rule.additional >= 0 {
        targets.append(rule.additional)
      }
      let name = samples.name(matching: spelling, avoiding: names)
      for node in targets {
        found += gaps(unnamed: [pattern.node], name, nodes, node, index)
      }
    }
    let others = model.otherMembers
    guard !model.isImpossible(others) else { return found }
    if rule.additional >= 0 {
      let name = samples.freshName(nodes, index, names)
      found += gaps(unnamed: others, name, nodes, rule.additional, index)
    }
    for pattern in right.patterns(rule) {
      let spelling = right.spelling(pattern.pattern)
      if patterns.contains(where: { left.spelling($0.pattern) == spelling }) { continue }
      let name = samples.name(matching: spelling, avoiding: names)
      found += gaps(unnamed: others, name, nodes, pattern.node, index)
    }
    return found
  }

  /// A member of this name: what the left side says of it against one schema of the right.
  mutating func gaps(
    member name: String, _ nodes: [Int32], _ model: ContentModel, _ node: Int32, _ index: Int32
  ) -> [Gap] {
    let members = model.members(name)
    guard !model.isImpossible(members) else { return [] }
    let shown = Excerpt.bounded(Array(name.utf8), 40)
    let step = Self.step(name)
    if right.tables.nodes[node].kinds.intersection(.all).isEmpty {
      return [refusal(of: name, "the member `\(shown)`", step, nodes, members, index)]
    }
    let isNew = !model.names.contains(name)
    return gaps(members, node).map { inner in
      var gap = wrap(inner, step, nodes, index) { $0.setting(name, to: $1) }
      if isNew, inner.path.isEmpty {
        gap.sentence += "; the other is \(Self.phrase(model.openness)) and does not name the member"
      }
      return gap
    }
  }

  /// Members that only a pattern or nothing names; `name` is one of them, if one was found.
  mutating func gaps(
    unnamed members: [Int32], _ name: String?, _ nodes: [Int32], _ node: Int32, _ index: Int32
  ) -> [Gap] {
    if right.tables.nodes[node].kinds.intersection(.all).isEmpty {
      let what = "members that it does not name"
      return [refusal(of: name, what, "/*", nodes, members, index)]
    }
    return gaps(members, node).map { inner in
      wrap(inner, "/*", nodes, index) { object, value in
        name.map { object.setting($0, to: value) } ?? object
      }
    }
  }

  private mutating func refusal(
    of name: String?, _ what: String, _ step: String, _ nodes: [Int32], _ members: [Int32],
    _ index: Int32
  ) -> Gap {
    let model = ContentModel(side: right, nodes: [index])
    let how = model.openness == .unevaluated ? "unevaluatedProperties" : "additionalProperties"
    let isClosed = model.isImpossible(model.otherMembers)
    let reason = isClosed ? ": it is closed (`\(how)` is false)" : ""
    let keyword: Keyword =
      isClosed
      ? (how == "unevaluatedProperties" ? .unevaluatedProperties : .additionalProperties)
      : .properties
    let blank = Gap(schemaPointer: place(index, keyword), sentence: "refuses \(what)\(reason)")
    guard let name else { return blank.under(step) }
    for value in samples.values(of: members) {
      let gap = wrap(
        Gap(schemaPointer: blank.schemaPointer, sentence: blank.sentence, example: value), step,
        nodes, index
      ) { $0.setting(name, to: $1) }
      if gap.example != nil { return gap }
    }
    return blank.under(step)
  }

  /// A gap of a part as one of the whole: the example is put into a whole value, and tried.
  mutating func wrap(
    _ inner: Gap, _ step: String, _ nodes: [Int32], _ index: Int32,
    _ put: (Sample, Sample) -> Sample
  ) -> Gap {
    var gap = inner.under(step)
    guard let part = inner.example else { return gap }
    gap.example = nil
    for base in samples.bases(of: nodes) {
      let whole = put(base, part)
      guard left.accepts(all: nodes, whole), right.refuses(index, whole) else { continue }
      gap.example = whole
      break
    }
    return gap
  }

  private mutating func nameGaps(
    _ nodes: [Int32], _ model: ContentModel, _ index: Int32, _ rule: ObjectRule
  ) -> [Gap] {
    guard rule.propertyNames >= 0 else { return [] }
    let isListed =
      model.isImpossible(model.otherMembers)
      && model.objects.allSatisfy { $0.patterns.isEmpty || $0.isClosed }
      && !model.objects.contains { !$0.patterns.isEmpty }
    if isListed {
      let isSound = model.names.allSatisfy { name in
        model.isImpossible(model.members(name))
          || right.accepts(rule.propertyNames, .string(name))
      }
      if isSound { return [] }
    } else {
      let rules = model.objects.map(\.propertyNames).filter { $0 >= 0 }
      let alternatives = Self.alternatives(rules, left)
      if alternatives.allSatisfy({ holds($0, .string, rule.propertyNames) }) { return [] }
    }
    return [gap(.propertyNames, "does not take every name of a member", nodes, .object, index)]
  }

  private mutating func gaps(
    for dependency: (name: String, needs: [String], node: Int32), _ nodes: [Int32],
    _ model: ContentModel, _ index: Int32
  ) -> [Gap] {
    if model.isImpossible(model.members(dependency.name)) { return [] }
    let shown = Excerpt.bounded(Array(dependency.name.utf8), 40)
    let own = model.objects.flatMap { left.dependencies($0) }
      .filter { $0.name == dependency.name || model.required.contains($0.name) }
    let implied = model.required.union(own.flatMap(\.needs))
    var found: [Gap] = []
    for need in dependency.needs where !implied.contains(need) {
      let other = Excerpt.bounded(Array(need.utf8), 40)
      found.append(
        gap(
          .dependentRequired, "requires `\(other)` beside `\(shown)`", nodes, .object, index))
    }
    guard dependency.node >= 0 else { return found }
    var same = Sameness(left, right)
    let isKept = own.contains { $0.node >= 0 && same.areSame($0.node, dependency.node) }
    if !isKept, !holds(nodes, .object, dependency.node) {
      found.append(
        gap(
          .dependentSchemas, "has a schema for objects with `\(shown)`", nodes, .object, index))
    }
    return found
  }

  static func step(_ name: String) -> String { Compiler.place(name, under: "") }

  static func phrase(_ openness: ContentModel.Openness) -> String {
    switch openness {
    case .open: "open"
    case .closed: "closed"
    case .unevaluated: "closed by `unevaluatedProperties`"
    case .typed: "open to members of one form"
    }
  }
}
