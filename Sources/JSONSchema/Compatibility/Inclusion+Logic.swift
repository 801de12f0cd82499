import JSON

extension Inclusion {
  mutating func logicGaps(_ nodes: [Int32], _ kind: Value.Kind, _ index: Int32) -> [Gap] {
    guard let rule = right.logic(index) else { return [] }
    var found: [Gap] = []
    if rule.reference >= 0 { found += gaps(nodes, kind, rule.reference) }
    for branch in right.branches(rule.allOf) { found += gaps(nodes, kind, branch) }
    if rule.hasAnyOf {
      found += choiceGaps(.anyOf, right.branches(rule.anyOf), nodes, kind, index)
    }
    if rule.hasOneOf {
      found += choiceGaps(.oneOf, right.branches(rule.oneOf), nodes, kind, index)
    }
    if rule.not >= 0, !areApart(nodes, kind, rule.not), !hasSameNot(nodes, rule.not) {
      found.append(gap(.not, "excludes a form with `not`", nodes, kind, index))
    }
    if rule.condition >= 0, !meetsCondition(nodes, kind, rule) {
      found.append(gap(.if, "has a condition (`if`)", nodes, kind, index))
    }
    if rule.hasUnevaluated { found += unevaluatedGaps(nodes, kind, index, rule) }
    return found
  }

  private mutating func choiceGaps(
    _ keyword: Keyword, _ branches: [Int32], _ nodes: [Int32], _ kind: Value.Kind, _ index: Int32
  ) -> [Gap] {
    var same = Sameness(left, right)
    let isKept = nodes.contains { node in
      guard let own = left.logic(node) else { return false }
      let list = left.branches(keyword == .anyOf ? own.anyOf : own.oneOf)
      return list.count == branches.count
        && zip(list, branches).allSatisfy { same.areSame($0, $1) }
    }
    if isKept { return [] }
    let near = branches.filter { !areApart(nodes, kind, $0) }
    if keyword == .anyOf {
      for branch in near where holds(nodes, kind, branch) { return [] }
    }
    // With one branch left, it alone decides.
    if near.count == 1 { return gaps(nodes, kind, near[0]) }
    return [
      gap(
        keyword, "takes none of its \(branches.count) forms of \(kind.phrase) for sure", nodes,
        kind, index)
    ]
  }

  private func hasSameNot(_ nodes: [Int32], _ node: Int32) -> Bool {
    var same = Sameness(left, right)
    return nodes.contains { own in
      guard let rule = left.logic(own), rule.not >= 0 else { return false }
      return same.areSame(rule.not, node)
    }
  }

  private mutating func meetsCondition(
    _ nodes: [Int32], _ kind: Value.Kind, _ rule: LogicRule
  ) -> Bool {
    var same = Sameness(left, right)
    let isKept = nodes.contains { own in
      guard let own = left.logic(own), own.condition >= 0 else { return false }
      return same.areSame(own.condition, rule.condition)
        && same.areSameOrAbsent(own.then, rule.then)
        && same.areSameOrAbsent(own.otherwise, rule.otherwise)
    }
    if isKept { return true }
    if areApart(nodes, kind, rule.condition) {
      return rule.otherwise < 0 || holds(nodes, kind, rule.otherwise)
    }
    return (rule.then < 0 || holds(nodes, kind, rule.then))
      && (rule.otherwise < 0 || holds(nodes, kind, rule.otherwise))
  }

  private mutating func unevaluatedGaps(
    _ nodes: [Int32], _ kind: Value.Kind, _ index: Int32, _ rule: LogicRule
  ) -> [Gap] {
    let judge = kind == .array ? rule.unevaluatedItems : rule.unevaluatedMembers
    guard judge >= 0, !right.tables.nodes[judge].acceptsAnything else { return [] }
    if kind == .array {
      return [
        gap(.unevaluatedItems, "judges items that nothing else does", nodes, kind, index)
      ]
    }
    guard kind == .object else { return [] }
    let model = ContentModel(side: left, nodes: nodes)
    let own = ContentModel(side: right, nodes: [index])
    guard let (known, otherwise) = own.unevaluatedMembers(index),
      !known.contains(where: { !$0.rule.patterns.isEmpty }),
      !model.objects.contains(where: { !$0.patterns.isEmpty })
    else {
      return [
        gap(
          .unevaluatedProperties, "judges members that nothing else does", nodes, kind, index)
      ]
    }
    var found: [Gap] = []
    for name in model.names where !known.contains(where: { $0.speaks(name, right) }) {
      found += gaps(member: name, nodes, model, otherwise, index)
    }
    if known.contains(where: { $0.rule.additional >= 0 }) { return found }
    let others = model.otherMembers
    if !model.isImpossible(others) {
      let names = model.names + known.flatMap { right.properties($0.rule).map(\.name) }
      let name = samples.freshName(nodes, index, names)
      found += gaps(unnamed: others, name, nodes, otherwise, index)
    }
    return found
  }
}

extension Inclusion {
  /// Whether no value of this kind is taken by both; no says nothing.
  func areApart(_ nodes: [Int32], _ kind: Value.Kind, _ index: Int32, depth: Int = 0) -> Bool {
    let node = right.tables.nodes[index]
    guard depth < 8 else { return false }
    guard node.kinds.contains(KindSet(kind: kind)) else { return true }
    if let values = finiteValues(nodes, kind) {
      let isShared = values.contains { left.accepts(all: nodes, $0) && !right.refuses(index, $0) }
      return !isShared
    }
    if let values = right.constants(index) {
      let isShared = values.contains { value in
        value.kind == kind && !nodes.contains { left.refuses($0, value) }
      }
      if !isShared { return true }
    }
    if kind == .object, areMembersApart(nodes, index, depth: depth) { return true }
    guard let rule = right.logic(index) else { return false }
    if rule.reference >= 0, areApart(nodes, kind, rule.reference, depth: depth + 1) { return true }
    if right.branches(rule.allOf).contains(where: { areApart(nodes, kind, $0, depth: depth + 1) }) {
      return true
    }
    return [rule.anyOf, rule.oneOf].contains { list in
      !list.isEmpty
        && right.branches(list).allSatisfy { areApart(nodes, kind, $0, depth: depth + 1) }
    }
  }

  /// A member that both have for sure, and of which they take no value in common; or one that the
  /// one requires and the other forbids.
  private func areMembersApart(_ nodes: [Int32], _ index: Int32, depth: Int) -> Bool {
    guard let rule = right.objects(index) else { return false }
    let model = ContentModel(side: left, nodes: nodes)
    for property in right.properties(rule) where property.isRequired {
      if model.isImpossible(model.members(property.name)) { return true }
    }
    for name in model.required {
      for node in ContentModel.members(name, rule, right) {
        let isApart = Self.alternatives(model.members(name), left).allSatisfy { alternative in
          Value.Kind.all.allSatisfy {
            !Self.allows($0, alternative, left)
              || areApart(alternative, $0, node, depth: depth + 1)
          }
        }
        if isApart { return true }
      }
    }
    return false
  }
}
