import JSON

/// `propertyNames` judges a member's name as the string it is. A name is no value of its document,
/// so the walk has this second, smaller form: only what can speak of a string.
extension Evaluation {
  mutating func accepts(_ index: Int32, name: Text) -> Bool {
    let node = tables.nodes[index]
    guard node.kinds.contains(.string), enter() else { return false }
    defer { leave() }
    if node.strings >= 0, !accepts(string: node.strings, name) { return false }
    if node.values >= 0, !accepts(value: node.values, text: name) { return false }
    return node.logic < 0 || accepts(logic: node.logic, name: name)
  }

  private mutating func accepts(logic index: Int32, name: Text) -> Bool {
    let rule = tables.logic[index]
    if rule.reference >= 0, !accepts(rule.reference, name: name) { return false }
    for branch in rule.allOf.indices where !accepts(tables.branches[branch], name: name) {
      return false
    }
    if rule.hasAnyOf, hits(rule.anyOf, name: name, atMost: 1) == 0 { return false }
    if rule.hasOneOf, hits(rule.oneOf, name: name, atMost: 2) != 1 { return false }
    if rule.not >= 0, accepts(rule.not, name: name) { return false }
    if rule.condition >= 0 {
      let next = accepts(rule.condition, name: name) ? rule.then : rule.otherwise
      if next >= 0, !accepts(next, name: name) { return false }
    }
    return true
  }

  private mutating func hits(_ branches: IndexRange, name: Text, atMost limit: Int) -> Int {
    var hits = 0
    for branch in branches.indices where accepts(tables.branches[branch], name: name) {
      hits &+= 1
      if hits == limit { break }
    }
    return hits
  }
}
