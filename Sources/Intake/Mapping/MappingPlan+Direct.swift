/// Groups that are *direct*: their rules need no slot, so that the members of each element can be
/// filled in as they come.
extension MappingPlan {
  static func directGroups(
    _ groups: [MappingGroup], _ steps: [MappingStep],
    _ nodes: [(names: [String], children: [Child])]
  ) -> [Bool] {
    var isDirect = groups.map { _ in false }
    func own(_ group: MappingGroup) -> ArraySlice<MappingStep> {
      steps[Int(group.firstStep)..<Int(group.firstStep) + Int(group.stepCount)]
    }
    func mark(_ step: MappingStep) -> Bool {
      let group = groups[Int(step.group)]
      guard group.each >= 0, group.node >= 0, group.ownSlot < 0, group.filter < 0,
        step.condition < 0, step.extra < 0, step.chain < 0, step.target != .rows,
        groups.count(where: { $0.each == group.each }) == 1, own(group).count <= 1
      else { return false }
      for inner in own(group) {
        // Beside a list of candidates an actor must have no name of its own.
        let isPlain = nodes[Int(group.node)].children.allSatisfy { child in
          child.node < 0
            && (child.step < 0 || [.role, .attribution].contains(steps[Int(child.step)].target))
        }
        guard isPlain, inner.group >= 0, mark(inner) else { return false }
      }
      isDirect[Int(step.group)] = true
      return true
    }
    // The elements of two groups would come in the order of the document, not of the rules.
    let repeated = groups.isEmpty ? [] : own(groups[0]).filter { $0.group >= 0 }
    if repeated.count == 1 { _ = mark(repeated[0]) }
    return isDirect
  }
}
