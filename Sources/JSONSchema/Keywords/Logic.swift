import JSON

/// Schemas for the same value: `$ref`, `allOf`, `anyOf`, `oneOf`, `not`, `if` / `then` / `else`,
/// and what is said of whatever these leave unevaluated.
struct LogicRule: BitwiseCopyable {
  var reference: Int32 = -1
  var allOf = IndexRange()
  var anyOf = IndexRange()
  var oneOf = IndexRange()
  var hasAnyOf = false
  var hasOneOf = false
  var not: Int32 = -1
  var condition: Int32 = -1
  var then: Int32 = -1
  var otherwise: Int32 = -1
  /// `unevaluatedProperties` and `unevaluatedItems`, and the node that they stand in.
  var unevaluatedMembers: Int32 = -1
  var unevaluatedItems: Int32 = -1
  var owner: Int32 = -1
  /// The same in terms of the members that the node's own object rule has seen, when that says it.
  var shape = ShapeRule()
  /// Only `oneOf`, and no kind of value is taken by two branches.
  var isChoiceByKind = false

  var isOnlyReference: Bool {
    reference >= 0 && allOf.isEmpty && !hasAnyOf && !hasOneOf && not < 0 && condition < 0
      && !hasUnevaluated
  }
  var hasUnevaluated: Bool { unevaluatedMembers >= 0 || unevaluatedItems >= 0 }
}

extension Compiler {
  mutating func logic(
    _ keyword: Keyword, _ value: Value, at place: String, into draft: inout NodeDraft
  ) {
    var rule = draft.logic ?? LogicRule()
    switch keyword {
    case .ref, .dynamicRef, .recursiveRef:
      if let node = reference(keyword, value, at: place) { draft.references.append(node) }
    case .unevaluatedProperties: rule.unevaluatedMembers = node(for: value, at: place)
    case .unevaluatedItems: rule.unevaluatedItems = node(for: value, at: place)
    case .allOf: rule.allOf = branches(keyword, value, at: place)
    case .anyOf:
      rule.anyOf = branches(keyword, value, at: place)
      rule.hasAnyOf = true
    case .oneOf:
      rule.oneOf = branches(keyword, value, at: place)
      rule.hasOneOf = true
    case .not: rule.not = node(for: value, at: place)
    case .if: rule.condition = node(for: value, at: place)
    case .then: rule.then = node(for: value, at: place)
    default: rule.otherwise = node(for: value, at: place)
    }
    draft.logic = rule
  }

  /// One reference stands by itself; a second one is one more of `allOf`.
  mutating func finish(_ rule: LogicRule, _ references: [Int32], owner: Int32) -> Int32 {
    var rule = rule
    rule.owner = owner
    rule.reference = references.first ?? -1
    if references.count > 1 {
      let nodes = rule.allOf.indices.map { plan.branches[Int($0)] }
      rule.allOf = plan.append(branches: references.dropFirst() + nodes)
    }
    if rule.condition < 0 { (rule.then, rule.otherwise) = (-1, -1) }
    return plan.logic.place(rule)
  }

  /// A list of schemas, at least one.
  mutating func branches(_ keyword: Keyword, _ value: Value, at place: String) -> IndexRange {
    guard value.kind == .array, value.count > 0 else {
      report(place, "`\(keyword.rawValue)` must be an array of at least one schema")
      return IndexRange()
    }
    var nodes: [Int32] = []
    for (position, element) in value.elements.enumerated() {
      nodes.append(node(for: element, at: "\(place)/\(position)"))
    }
    return plan.append(branches: nodes)
  }
}

extension Evaluation {
  mutating func accepts(logic index: Int32, _ value: Value) -> Bool {
    let stored = tables.logic.pointer(to: index)
    if stored.pointee.isChoiceByKind { return accepts(byKind: stored.pointee.oneOf, value) }
    let rule = stored.pointee
    if rule.reference >= 0, !accepts(rule.reference, value) { return false }
    for branch in rule.allOf.indices where !accepts(tables.branches[branch], value) {
      return false
    }
    if rule.hasAnyOf, hits(rule.anyOf, value, atMost: 1) == 0 { return false }
    if rule.hasOneOf, hits(rule.oneOf, value, atMost: 2) != 1 { return false }
    if rule.not >= 0, accepts(rule.not, value) { return false }
    if rule.condition >= 0 {
      let next = accepts(rule.condition, value) ? rule.then : rule.otherwise
      if next >= 0, !accepts(next, value) { return false }
    }
    return !rule.hasUnevaluated || acceptsUnevaluated(rule, value)
  }

  /// The same for logic that is nothing but a choice by kind.
  mutating func accepts(either index: Int32, _ value: Value) -> Bool {
    guard enter(1) else { return false }
    let isAccepted = accepts(byKind: tables.logic.pointer(to: index).pointee.oneOf, value)
    leave()
    return isAccepted
  }

  /// The one branch that takes values of this kind decides.
  @inline(__always)
  private mutating func accepts(byKind branches: IndexRange, _ value: Value) -> Bool {
    let kind = KindSet(kind: value.kind)
    for branch in branches.indices {
      let node = tables.branches[branch]
      if tables.nodes.pointer(to: node).pointee.kinds.contains(kind) { return judge(node, value) }
    }
    return false
  }

  /// How many branches take the value, counted up to a limit.
  mutating func hits(_ branches: IndexRange, _ value: Value, atMost limit: Int) -> Int {
    var hits = 0
    for branch in branches.indices where accepts(tables.branches[branch], value) {
      hits &+= 1
      if hits == limit { break }
    }
    return hits
  }
}

extension Explanation {
  mutating func explain(logic index: Int32, _ node: Int32, _ value: Value) {
    let rule = evaluation.tables.logic[index]
    if rule.reference >= 0 { explain(rule.reference, value) }
    for branch in rule.allOf.indices where !isFull {
      explain(evaluation.tables.branches[branch], value)
    }
    if rule.hasAnyOf, evaluation.hits(rule.anyOf, value, atMost: 1) == 0 {
      explain(noneOf: rule.anyOf, .anyOf, node, value)
    }
    if rule.hasOneOf {
      switch evaluation.hits(rule.oneOf, value, atMost: 2) {
      case 0: explain(noneOf: rule.oneOf, .oneOf, node, value)
      case 1: break
      default:
        add(.oneOf, node, value) {
          "\($0) must fit exactly one of the \(rule.oneOf.count) forms allowed here; "
            + "it fits more than one"
        }
      }
    }
    if rule.not >= 0, evaluation.accepts(rule.not, value) {
      add(.not, node, value) { "\($0) has the form which its schema excludes with `not`" }
    }
    if rule.condition >= 0 {
      let next = evaluation.accepts(rule.condition, value) ? rule.then : rule.otherwise
      if next >= 0 { explain(next, value) }
    }
    if rule.hasUnevaluated { explain(unevaluated: rule, node, value) }
  }

  /// No branch takes the value. When only one is of its kind, that one was meant: say what it
  /// lacks.
  private mutating func explain(
    noneOf branches: IndexRange, _ keyword: Keyword, _ node: Int32, _ value: Value
  ) {
    let nodes = branches.indices.map { evaluation.tables.branches[$0] }
    let meant = nodes.filter {
      evaluation.kinds(of: $0).contains(KindSet(kind: value.kind))
    }
    if meant.isEmpty {
      let kinds = nodes.map { evaluation.kinds(of: $0) }
      let all = kinds.reduce(KindSet.none) { $0.union($1) }
      let isInteger = !kinds.contains { $0.contains(.number) && !$0.contains(.integersOnly) }
      let wanted = (isInteger ? all : all.subtracting(.integersOnly)).phrase
      add(keyword, node, value) { "\($0) must be \(wanted); it is \(value.kind.phrase)" }
      return
    }
    if meant.count == 1 {
      explain(meant[0], value)
      return
    }
    let nearest = nearest(of: meant, value).map { "; in the nearest form, \($0)" } ?? ""
    add(keyword, node, value) {
      "\($0) fits none of the \(branches.count) forms allowed here\(nearest)"
    }
  }

  /// The first violation of the branch that has the fewest.
  private mutating func nearest(of nodes: [Int32], _ value: Value) -> String? {
    var best: [Violation] = []
    for node in nodes {
      var inner = Explanation(evaluation, document, locations: locations, limit: 4)
      inner.explain(node, value)
      evaluation = inner.evaluation
      if !inner.violations.isEmpty, best.isEmpty || inner.violations.count < best.count {
        best = inner.violations
      }
    }
    return best.first?.sentence
  }
}

extension Evaluation {
  /// The kinds which a node takes, looking through references.
  func kinds(of index: Int32) -> KindSet {
    var node = tables.nodes[index]
    var kinds = node.kinds
    // References make no loop, and a chain is never longer than the nodes.
    while node.logic >= 0 {
      let reference = tables.logic[node.logic].reference
      guard reference >= 0 else { break }
      node = tables.nodes[reference]
      kinds = kinds.intersection(node.kinds.union(.integersOnly))
    }
    return kinds
  }
}
