internal import JSON
internal import Model

/// The mapping of one document: walks it once, then runs the rules over the slots.
struct MappingRun {
  // Safe because the catalogue and Intake hold both for longer than one document is mapped;
  // counting references here would cost as much as several rules.
  unowned(unsafe) let plan: MappingPlan
  let setting: UnsafeMutablePointer<MappingSetting>
  let slots: UnsafeMutablePointer<Value?>

  func run(_ root: Value, into draft: inout Draft) throws(MappingFailure) {
    try run(plan.groups[0], on: root, into: &draft)
  }

  @inline(__always)
  func clearSlots(of group: MappingGroup) {
    // Safe because the slots of all groups lie within the buffer that Intake made for this plan.
    let first = slots + Int(group.firstSlot)
    for index in 0..<Int(group.slotCount) { first[index] = nil }
  }

  /// A member that the mapping knows: runs its rule, fills its slot, goes on below; null counts as
  /// absent.
  @inline(__always)
  func take(
    _ value: Value, step: Int16, slot: Int16, node: Int16, into draft: inout Draft
  ) throws(MappingFailure) {
    let kind = value.kind
    if kind == .null { return }
    if step >= 0, kind != .string || !(value.text?.isEmpty ?? true) {
      try fill(Int(step), value, &draft)
    }
    if slot >= 0 { slots[Int(slot)] = value }
    if node >= 0 {
      if kind == .object {
        try walk(value, Int(node), &draft)
      } else if kind == .array {
        try walkPositions(value, Int(node), &draft)
      }
    }
  }

  func run(
    _ group: MappingGroup, on element: Value, into draft: inout Draft
  ) throws(MappingFailure) {
    clearSlots(of: group)
    if group.ownSlot >= 0 { slots[Int(group.ownSlot)] = element }
    if element.kind == .object {
      try walk(element, Int(group.node), &draft)
    } else if element.kind == .array {
      try walkPositions(element, Int(group.node), &draft)
    }
    if group.filter >= 0, !holdsAll(plan.extras[Int(group.filter)]) { return }
    try runSteps(of: group, into: &draft)
  }

  /// Into an array by position: `/point/0`.
  private func walkPositions(
    _ array: Value, _ index: Int, _ draft: inout Draft
  ) throws(MappingFailure) {
    let node = plan.nodes[index]
    guard node.childCount > 0 else { return }
    var position: Int64 = 0
    for value in array.elements {
      for at in Int(node.firstChild)..<Int(node.firstChild) + Int(node.childCount) {
        let isHere = Decimal.withText(of: position) { text in
          text.elementsEqual(plan.childNames[at])
        }
        guard isHere, value.kind != .null else { continue }
        let child = plan.children[at]
        if child.step >= 0, value.kind != .string || !(value.text?.isEmpty ?? true) {
          try fill(Int(child.step), value, &draft)
        }
        if child.slot >= 0 { slots[Int(child.slot)] = value }
        if child.node >= 0, value.kind == .object {
          try walk(value, Int(child.node), &draft)
        } else if child.node >= 0, value.kind == .array {
          try walkPositions(value, Int(child.node), &draft)
        }
      }
      position += 1
    }
  }

  /// Down one object: runs rules, fills slots; null counts as absent.
  private func walk(
    _ object: Value, _ index: Int, _ draft: inout Draft
  ) throws(MappingFailure) {
    let node = plan.nodes[index]
    let children = plan.children
    let rows = plan.rows.pointee
    for member in object.members {
      var at = rows.child(of: member.number, in: index)
      if at < -1 { at = find(member.name, node) }
      if at < 0 { continue }
      let child = children[at]
      try take(member.value, step: child.step, slot: child.slot, node: child.node, into: &draft)
    }
  }

  /// The child that a name leads to, by its letters.
  @inline(never)
  private func find(_ name: Text, _ node: MappingPlan.Node) -> Int {
    let table = Int(node.table)
    let found = name.withDecoded { plan.tables.pointee.names.find($0, in: table) }
    return found < 0 ? -1 : Int(node.firstChild) + Int(found)
  }

  func runSteps(
    of group: MappingGroup, skipping groupsRun: UInt64 = 0, into draft: inout Draft
  ) throws(MappingFailure) {
    let first = Int(group.firstStep)
    var done: Int16 = -1
    for index in first..<first + Int(group.stepCount) {
      let step = plan.steps[index]
      if step.chain >= 0, step.chain == done { continue }
      if step.condition >= 0, !holds(step) { continue }
      if step.extra >= 0, !holdsAll(plan.extras[Int(step.extra)]) { continue }
      if step.group >= 0 {
        if groupsRun & 1 &<< UInt64(truncatingIfNeeded: step.group) != 0 { continue }
        if step.target == .rows {
          try repeatRows(step, into: &draft)
        } else {
          try repeatGroup(step, into: &draft)
        }
        continue
      }
      if step.extra >= 0 {
        if try runExtra(index, into: &draft) { done = step.chain }
        continue
      }
      if let value = find(step) {
        try fill(index, value, &draft)
        done = step.chain
      } else if step.constant >= 0 {
        try fillConstant(index, step.constant, &draft)
        done = step.chain
      }
    }
  }

  func fillConstant(
    _ step: Int, _ constant: Int16, _ draft: inout Draft
  ) throws(MappingFailure) {
    let fault = plan.constants[Int(constant)].withUnsafeBytes { bytes in
      draft.fill(plan.step(step), MappingInput(bytes), plan.tables, setting)
    }
    if let fault { throw MappingFailure(value: nil, sentence: fault) }
  }

  @inline(__always)
  private func fill(
    _ step: Int, _ value: Value, _ draft: inout Draft
  ) throws(MappingFailure) {
    let fault = draft.fill(plan.step(step), MappingInput(value), plan.tables, setting)
    if let fault { throw MappingFailure(value: value, sentence: fault) }
  }

  /// The first alternative that is there: not null, not an empty text, not an ignored one.
  func find(_ step: MappingStep) -> Value? {
    let first = Int(step.firstAlternative)
    for index in first..<first + Int(step.alternativeCount) {
      guard let value = slots[Int(plan.alternatives[index])] else { continue }
      if value.kind == .string, value.text?.isEmpty ?? true { continue }
      if step.ignored >= 0,
        MappingInput(value).withText({ plan.tables.pointee.find($0, in: step.ignored) }) >= 0
      {
        continue
      }
      return value
    }
    return nil
  }

  private func holds(_ step: MappingStep) -> Bool {
    guard let value = slots[Int(step.conditionSlot)] else { return false }
    return MappingInput(value).withText { plan.tables.pointee.find($0, in: step.condition) } >= 0
  }

  private func repeatGroup(
    _ step: MappingStep, into draft: inout Draft
  ) throws(MappingFailure) {
    let group = plan.groups[Int(step.group)]
    let isActor = step.target == .actors
    guard group.each >= 0 else {
      begin(isActor, &draft)
      try runSteps(of: group, into: &draft)
      end(isActor, &draft)
      return
    }
    guard let list = slots[Int(group.each)] else { return }
    for element in list.elements {
      begin(isActor, &draft)
      try run(group, on: element, into: &draft)
      end(isActor, &draft)
    }
  }

  func begin(_ isActor: Bool, _ draft: inout Draft) {
    draft.candidate = ActorCandidate()
    guard isActor else { return }
    draft.actor = ReportActor()
    draft.actor.firstCandidate = Int32(draft.report.candidates.count)
    draft.isSplit = false
  }

  func end(_ isActor: Bool, _ draft: inout Draft) {
    let first = Int(draft.actor.firstCandidate)
    if !draft.candidate.written.isEmpty {
      if draft.report.candidates.count - first < setting.pointee.limits.candidatesMax {
        draft.report.candidates.append(draft.candidate)
      } else {
        draft.report.flags.insert(.truncated)
      }
      draft.candidate = ActorCandidate()
    }
    guard isActor else { return }
    let end = draft.report.candidates.count
    guard end > first else { return }
    guard draft.report.actors.count < setting.pointee.limits.actorsMax else {
      draft.report.candidates.removeSubrange(first...)
      draft.report.flags.insert(.truncated)
      return
    }
    if draft.isSplit {
      for index in first..<end {
        draft.actor.firstCandidate = Int32(index)
        draft.actor.candidateCount = 1
        draft.report.actors.append(draft.actor)
      }
    } else {
      draft.actor.candidateCount = Int32(end - first)
      draft.report.actors.append(draft.actor)
    }
  }
}
