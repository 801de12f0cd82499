/// What some schemas that all hold say of an object's members or an array's elements.
struct ContentModel {
  let side: Side
  /// Schemas of the same value, all of which hold.
  let nodes: [Int32]

  /// What is said of members that nothing names: nodes by what says them.
  enum Openness { case open, closed, unevaluated, typed }

  var objects: [ObjectRule] { nodes.compactMap { side.objects($0) } }

  var names: [String] {
    var names: [String] = []
    for rule in objects {
      for property in side.properties(rule) where !names.contains(property.name) {
        names.append(property.name)
      }
    }
    return names
  }

  var required: Set<String> {
    Set(objects.flatMap { side.properties($0).filter(\.isRequired).map(\.name) })
  }

  /// The schemas for a member of this name; none is anything.
  func members(_ name: String) -> [Int32] {
    var result: [Int32] = []
    for node in nodes {
      if let rule = side.objects(node) { result += Self.members(name, rule, side) }
      if let (known, otherwise) = unevaluatedMembers(node), otherwise >= 0,
        !known.contains(where: { $0.speaks(name, side) })
      {
        result.append(otherwise)
      }
    }
    return result
  }

  /// The schemas for members whose names nothing names.
  var otherMembers: [Int32] {
    var result: [Int32] = []
    for node in nodes {
      if let rule = side.objects(node), rule.additional >= 0 { result.append(rule.additional) }
      if let (known, otherwise) = unevaluatedMembers(node), otherwise >= 0,
        !known.contains(where: { $0.rule.additional >= 0 })
      {
        result.append(otherwise)
      }
    }
    return result
  }

  /// No member may have such a schema.
  func isImpossible(_ members: [Int32]) -> Bool {
    members.contains { side.tables.nodes[$0].kinds.intersection(.all).isEmpty }
  }

  var openness: Openness {
    let others = otherMembers
    guard isImpossible(others) else { return others.isEmpty ? .open : .typed }
    let isByRule = objects.contains { $0.isClosed }
    return isByRule ? .closed : .unevaluated
  }

  static func members(_ name: String, _ rule: ObjectRule, _ side: Side) -> [Int32] {
    var result = side.properties(rule).filter { $0.name == name && $0.node >= 0 }.map(\.node)
    result += side.patterns(rule).filter { side.matches($0.pattern, name) }.map(\.node)
    return result.isEmpty && rule.additional >= 0 ? [rule.additional] : result
  }

  /// One object rule among those that count for `unevaluatedProperties`.
  struct Speaker {
    let rule: ObjectRule

    func speaks(_ name: String, _ side: Side) -> Bool {
      rule.additional >= 0
        || side.properties(rule).contains { $0.name == name && $0.node >= 0 }
        || side.patterns(rule).contains { side.matches($0.pattern, name) }
    }
  }

  /// What a node's `unevaluatedProperties` looks at and demands, when that is the same for every
  /// object: only references and `allOf` below it. Nil for none, and for one that depends.
  func unevaluatedMembers(_ node: Int32) -> (known: [Speaker], otherwise: Int32)? {
    guard let rule = side.logic(node), rule.unevaluatedMembers >= 0,
      let parts = Self.fixedParts(node, side)
    else { return nil }
    return (parts.compactMap { side.objects($0) }.map(Speaker.init), rule.unevaluatedMembers)
  }

  /// The nodes in place below one, itself included, when which of them hold does not depend on the
  /// value.
  static func fixedParts(_ start: Int32, _ side: Side) -> [Int32]? {
    var (parts, stack): ([Int32], [Int32]) = ([], [start])
    while let node = stack.popLast() {
      parts.append(node)
      if let rule = side.objects(node), side.dependencies(rule).contains(where: { $0.node >= 0 }) {
        return nil
      }
      guard let rule = side.logic(node) else { continue }
      guard !rule.hasAnyOf, !rule.hasOneOf, rule.condition < 0,
        node == start || !rule.hasUnevaluated, parts.count < 256
      else { return nil }
      if rule.reference >= 0 { stack.append(rule.reference) }
      stack += side.branches(rule.allOf)
    }
    return parts
  }
}

extension ContentModel {
  var arrays: [ArrayRule] { nodes.compactMap { side.arrays($0) } }

  /// The schemas for the element at a position; none is anything.
  func elements(_ position: Int) -> [Int32] {
    arrays.compactMap { rule in
      if position < Int(rule.prefix.count) {
        return side.tables.branches[rule.prefix.start + Int32(position)]
      }
      return rule.items >= 0 ? rule.items : nil
    }
  }

  var prefixCount: Int { arrays.map { Int($0.prefix.count) }.max() ?? 0 }
  var elementsMin: Int { arrays.map(\.countMin).max() ?? 0 }

  /// The longest that an array can be: a place where no element may stand ends it.
  var elementsMax: Int {
    let most = arrays.map(\.countMax).min() ?? .max
    return (0...prefixCount).first { isImpossible(elements($0)) }.map { min($0, most) } ?? most
  }

  var membersMin: Int { max(objects.map(\.countMin).max() ?? 0, required.count) }

  var membersMax: Int {
    let most = objects.map(\.countMax).min() ?? .max
    let hasPatterns = objects.contains { !$0.patterns.isEmpty }
    guard isImpossible(otherMembers), !hasPatterns else { return most }
    return min(most, names.count { !isImpossible(members($0)) })
  }
}
