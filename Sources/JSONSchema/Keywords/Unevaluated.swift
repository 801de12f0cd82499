import JSON

/// `unevaluatedProperties` and `unevaluatedItems`: what nothing beside or below them in place has
/// spoken of.
///
/// Only a node with one of them pays. After everything else of the node has accepted the value, the
/// schemas that did so are walked once more, and each sets a bit for every member or element it
/// speaks of; branches of `anyOf`, `oneOf` and `if` are asked again whether they take the value.
/// The bits are on the stack up to some 8,000 members.
extension Evaluation {
  typealias Marks = UnsafeMutableBufferPointer<UInt64>

  @inline(never)
  mutating func acceptsUnevaluated(_ rule: LogicRule, _ value: Value) -> Bool {
    var isAccepted = true
    withUnevaluated(rule, value) { evaluation, node, child, _ in
      isAccepted = evaluation.accepts(node, child)
      return isAccepted
    }
    return isAccepted && !isExhausted
  }

  /// Calls `body` with the node and each member's or element's value that nothing has evaluated,
  /// until it answers no.
  mutating func withUnevaluated(
    _ rule: LogicRule, _ value: Value,
    _ body: (inout Evaluation, Int32, Value, Text?) -> Bool
  ) {
    let node =
      switch value.kind {
      case .object: rule.unevaluatedMembers
      case .array: rule.unevaluatedItems
      default: Int32(-1)
      }
    let count = value.count
    guard node >= 0, count > 0 else { return }
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: (count + 63) >> 6) { room in
      let marks = room
      marks.initialize(repeating: 0)
      mark(rule.owner, value, marks, isOwner: true)
      var at = 0
      if value.kind == .object {
        for member in value.members {
          if !marks.isMarked(at), !body(&self, node, member.value, member.name) { return }
          at += 1
        }
      } else {
        for element in value.elements {
          if !marks.isMarked(at), !body(&self, node, element, nil) { return }
          at += 1
        }
      }
    }
  }

  /// Marks what a node that has accepted the value speaks of.
  private mutating func mark(
    _ index: Int32, _ value: Value, _ marks: Marks, isOwner: Bool = false
  ) {
    guard enter(value.count) else { return }
    defer { leave() }
    let node = tables.nodes[index]
    switch value.kind {
    case .object: if node.objects >= 0 { mark(members: node.objects, value, marks) }
    case .array: if node.arrays >= 0 { mark(elements: node.arrays, value, marks) }
    default: return
    }
    guard node.logic >= 0 else { return }
    let rule = tables.logic[node.logic]
    let own = value.kind == .object ? rule.unevaluatedMembers : rule.unevaluatedItems
    if own >= 0, !isOwner {
      marks.markAll(below: value.count)
      return
    }
    if rule.reference >= 0 { mark(rule.reference, value, marks) }
    for branch in rule.allOf.indices { mark(tables.branches[branch], value, marks) }
    for branches in [rule.anyOf, rule.oneOf] {
      for branch in branches.indices where accepts(tables.branches[branch], value) {
        mark(tables.branches[branch], value, marks)
      }
    }
    guard rule.condition >= 0 else { return }
    if accepts(rule.condition, value) {
      mark(rule.condition, value, marks)
      if rule.then >= 0 { mark(rule.then, value, marks) }
    } else if rule.otherwise >= 0 {
      mark(rule.otherwise, value, marks)
    }
  }

  private mutating func mark(members index: Int32, _ value: Value, _ marks: Marks) {
    let rule = tables.objects[index]
    var at = 0
    for member in value.members {
      if rule.additional >= 0 || speaks(rule, of: member.name) { marks.mark(at) }
      at += 1
    }
    for index in rule.dependencies.indices {
      let dependency = tables.dependencies[index]
      if dependency.node >= 0, isPresent(dependency.name, in: value) {
        mark(dependency.node, value, marks)
      }
    }
  }

  private mutating func speaks(_ rule: ObjectRule, of name: Text) -> Bool {
    if !rule.properties.isEmpty {
      let slot = rule.names.find(name, store)
      if slot >= 0, tables.properties[rule.properties.start &+ slot].node >= 0 { return true }
    }
    for index in rule.patterns.indices
    where matches(pattern: tables.patternProperties[index].pattern, name) {
      return true
    }
    return false
  }

  private mutating func mark(elements index: Int32, _ value: Value, _ marks: Marks) {
    let rule = tables.arrays[index]
    if rule.items >= 0 {
      marks.markAll(below: value.count)
      return
    }
    marks.markAll(below: min(value.count, Int(rule.prefix.count)))
    guard rule.contains >= 0, rule.containsEvaluates else { return }
    for (at, element) in value.elements.enumerated() where accepts(rule.contains, element) {
      marks.mark(at)
    }
  }
}

extension UnsafeMutableBufferPointer<UInt64> {
  fileprivate func isMarked(_ at: Int) -> Bool { self[at >> 6] >> UInt64(at & 63) & 1 == 1 }

  fileprivate func mark(_ at: Int) { self[at >> 6] |= 1 << UInt64(at & 63) }

  fileprivate func markAll(below end: Int) {
    for at in 0..<end { mark(at) }
  }
}

extension Explanation {
  mutating func explain(unevaluated rule: LogicRule, _ node: Int32, _ value: Value) {
    var found: [(node: Int32, value: Value, name: Text?)] = []
    evaluation.withUnevaluated(rule, value) { _, node, child, name in
      found.append((node, child, name))
      return found.count < 64
    }
    for entry in found where !isFull {
      guard evaluation.tables.nodes[entry.node].kinds == .none else {
        explain(entry.node, entry.value)
        continue
      }
      guard let name = entry.name else {
        add(.unevaluatedItems, node, entry.value) { "\($0) is not allowed here" }
        continue
      }
      let known = names(of: rule.owner)
      explain(unknown: name, entry.value, .unevaluatedProperties, known, node, value)
    }
  }

  /// The names which a node and the schemas in place below it know.
  private func names(of start: Int32) -> [[UInt8]] {
    var (names, stack, seen): ([[UInt8]], [Int32], Set<Int32>) = ([], [start], [])
    while let index = stack.popLast() {
      guard index >= 0, seen.insert(index).inserted else { continue }
      let node = evaluation.tables.nodes[index]
      if node.objects >= 0 {
        let rule = evaluation.tables.objects[node.objects]
        for property in rule.properties.indices.map({ evaluation.tables.properties[$0] })
        where property.node >= 0 {
          names.append(Array(evaluation.tables.bytes[bytes: property.name]))
        }
        stack += rule.dependencies.indices.map { evaluation.tables.dependencies[$0].node }
      }
      guard node.logic >= 0 else { continue }
      let rule = evaluation.tables.logic[node.logic]
      stack += [rule.reference, rule.condition, rule.then, rule.otherwise]
      for range in [rule.allOf, rule.anyOf, rule.oneOf] {
        stack += range.indices.map { evaluation.tables.branches[$0] }
      }
    }
    return names
  }
}
