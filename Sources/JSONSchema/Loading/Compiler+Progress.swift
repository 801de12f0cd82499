/// After all schemas are compiled: references that never reach an instance's inside, and shortcuts.
extension Compiler {
  private enum Colour { case new, open, done }

  /// Reports schemas that lead back to themselves without going into the value: such a walk would
  /// not end. Loops that pass through members or items are fine, since documents are finite.
  mutating func checkProgress() {
    var colours = [Colour](repeating: .new, count: plan.nodes.count)
    for start in plan.nodes.indices where colours[start] == .new {
      // Each entry is a node and how many of its edges have been followed.
      var stack = [(node: start, edges: inPlace(start), next: 0)]
      colours[start] = .open
      while let top = stack.last {
        guard top.next < top.edges.count else {
          colours[top.node] = .done
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let target = Int(top.edges[top.next])
        switch colours[target] {
        case .done: break
        case .open:
          let loop = plan.locations[target]
          report(
            plan.locations[top.node],
            "this schema leads back to `#\(loop)` without going into the value, so it never ends")
        case .new:
          colours[target] = .open
          stack.append((node: target, edges: inPlace(target), next: 0))
        }
      }
    }
  }

  /// The nodes which judge the same value as this one.
  private func inPlace(_ index: Int) -> [Int32] {
    let node = plan.nodes[index]
    var edges: [Int32] = []
    if node.logic >= 0 {
      let rule = plan.logic[Int(node.logic)]
      edges += [rule.reference, rule.not, rule.condition, rule.then, rule.otherwise]
      for range in [rule.allOf, rule.anyOf, rule.oneOf] {
        edges += range.indices.map { plan.branches[Int($0)] }
      }
    }
    if node.objects >= 0 {
      let rule = plan.objects[Int(node.objects)]
      edges += rule.dependencies.indices.map { plan.dependencies[Int($0)].node }
    }
    return edges.filter { $0 >= 0 }
  }

  /// Leads every edge that ends at a bare reference straight to what it names, and marks members
  /// that may be anything; gives the root to start from.
  mutating func shorten(from root: Int32) -> Int32 {
    let ends = plan.nodes.indices.map { end(of: Int32($0)) }
    func lead(_ index: inout Int32) {
      if index >= 0 { index = ends[Int(index)] }
    }
    for at in plan.branches.indices { lead(&plan.branches[at]) }
    for at in plan.arrays.indices {
      lead(&plan.arrays[at].items)
      lead(&plan.arrays[at].contains)
    }
    for at in plan.objects.indices {
      lead(&plan.objects[at].additional)
      lead(&plan.objects[at].propertyNames)
    }
    for at in plan.logic.indices {
      lead(&plan.logic[at].reference)
      lead(&plan.logic[at].not)
      lead(&plan.logic[at].condition)
      lead(&plan.logic[at].then)
      lead(&plan.logic[at].otherwise)
      lead(&plan.logic[at].unevaluatedMembers)
      lead(&plan.logic[at].unevaluatedItems)
    }
    for at in plan.properties.indices {
      lead(&plan.properties[at].node)
      let node = plan.properties[at].node
      plan.properties[at].isFree = node >= 0 && plan.nodes[Int(node)].acceptsAnything
    }
    for at in plan.patternProperties.indices { lead(&plan.patternProperties[at].node) }
    for at in plan.dependencies.indices { lead(&plan.dependencies[at].node) }
    return ends[Int(root)]
  }

  /// Follows nodes that are nothing but a reference; ends because no reference leads back.
  private func end(of index: Int32) -> Int32 {
    var index = index
    while true {
      let node = plan.nodes[Int(index)]
      guard node.saysOnlyLogic, node.logic >= 0 else { return index }
      let rule = plan.logic[Int(node.logic)]
      guard rule.isOnlyReference else { return index }
      index = rule.reference
    }
  }
}
