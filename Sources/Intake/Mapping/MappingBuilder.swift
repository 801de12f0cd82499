internal import Theatre

/// Collects the parts of a plan while a mapping is read.
struct MappingBuilder {
  /// A node of the tree of names, still growing.
  private struct Branch {
    var names: [String] = []
    var children: [MappingPlan.Child] = []
  }

  /// Slots that one walk may fill.
  static let slotsPerScope = 256

  private var branches: [Branch] = []
  private var used: [Int] = []
  /// The place in the tree that fills a slot; nil for an element itself.
  private var owners: [Int16: (branch: Int, child: Int)] = [:]
  private var direct: [MappingStep] = []
  var steps: [MappingStep] = []
  var groups: [MappingGroup] = []
  var alternatives: [Int16] = []
  var tables: [[(name: String, value: Int32)]] = []
  /// The tables of vocabularies, by target.
  private var vocabularies: [(target: MappingTarget, table: Int16)] = []
  var sets: [UInt64] = []
  var constants: [[UInt8]] = []
  var extras: [MappingExtra] = []
  private var chains: Int16 = 0

  /// Begins the walk of a document or of an element; returns the group's index.
  mutating func addScope() -> Int {
    var group = MappingGroup()
    group.node = Int16(branches.count)
    group.firstSlot = Int16(used.count * Self.slotsPerScope)
    branches.append(Branch())
    used.append(0)
    groups.append(group)
    return groups.count - 1
  }

  /// A group whose rules run on the slots of the scope around it.
  mutating func addGroup() -> Int {
    groups.append(MappingGroup())
    return groups.count - 1
  }

  /// The slot of a pointer in a scope; nil when a scope has more pointers than fit.
  mutating func slot(for tokens: [String], scope: Int) -> Int16? {
    let number = Int(groups[scope].firstSlot) / Self.slotsPerScope
    func newSlot() -> Int16? {
      guard used[number] < Self.slotsPerScope else { return nil }
      used[number] += 1
      groups[scope].slotCount = Int16(used[number])
      return groups[scope].firstSlot + Int16(used[number] - 1)
    }
    guard let last = tokens.last else {
      if groups[scope].ownSlot < 0 {
        guard let slot = newSlot() else { return nil }
        groups[scope].ownSlot = slot
      }
      return groups[scope].ownSlot
    }
    var node = Int(groups[scope].node)
    for token in tokens.dropLast() {
      let index = child(token, of: node)
      if branches[node].children[index].node < 0 {
        branches[node].children[index].node = Int16(branches.count)
        branches.append(Branch())
      }
      node = Int(branches[node].children[index].node)
    }
    let index = child(last, of: node)
    if branches[node].children[index].slot < 0 {
      guard let slot = newSlot() else { return nil }
      branches[node].children[index].slot = slot
      owners[slot] = (node, index)
    }
    return branches[node].children[index].slot
  }

  private mutating func child(_ name: String, of node: Int) -> Int {
    if let index = branches[node].names.firstIndex(of: name) { return index }
    branches[node].names.append(name)
    branches[node].children.append(MappingPlan.Child())
    return branches[node].names.count - 1
  }

  /// A rule's own words, if any, and the target's, which every mapping understands; in this order,
  /// so that the mapping has the last word.
  mutating func addTable(
    _ own: [(name: String, value: Int32)], for target: MappingTarget
  ) -> Int16 {
    if own.isEmpty, let known = vocabularies.first(where: { $0.target == target }) {
      return known.table
    }
    var entries: [(name: String, value: Int32)] = []
    for (name, index) in target.spellings {
      if target.words == .several {
        entries.append((name, Int32(sets.count)))
        sets.append(1 << UInt64(index))
      } else {
        entries.append((name, Int32(index)))
      }
    }
    let table = addTable(entries + own)
    if own.isEmpty { vocabularies.append((target, table)) }
    return table
  }

  /// A table that finds its names also folded; a name as written comes before one that only folds
  /// to it.
  mutating func addTable(_ entries: [(name: String, value: Int32)]) -> Int16 {
    let folded = entries.map { (name: Folding.folded($0.name), value: $0.value) }
    tables.append(folded.filter { !$0.name.isEmpty } + entries)
    return Int16(tables.count - 1)
  }

  /// Lets the walk itself run a rule when it meets the value; false when it cannot, and the rule
  /// must run after the walk.
  mutating func runDirectly(_ step: MappingStep) -> Bool {
    guard step.alternativeCount == 1, step.constant < 0, step.ignored < 0, step.condition < 0,
      step.group < 0, step.extra < 0, step.chain < 0,
      let owner = owners[alternatives[Int(step.firstAlternative)]],
      branches[owner.branch].children[owner.child].step < 0
    else { return false }
    branches[owner.branch].children[owner.child].step = Int16(direct.count)
    direct.append(step)
    return true
  }

  mutating func addChain() -> Int16 {
    chains += 1
    return chains - 1
  }

  mutating func addConstant(_ text: String) -> Int16 {
    constants.append(Array(text.utf8))
    return Int16(constants.count - 1)
  }

  mutating func addExtra(_ extra: MappingExtra) -> Int16 {
    extras.append(extra)
    return Int16(extras.count - 1)
  }

  mutating func finish(_ group: Int, with own: [MappingStep]) {
    groups[group].firstStep = Int16(steps.count)
    groups[group].stepCount = Int16(own.count)
    steps += own
  }

  func plan() -> MappingPlan {
    let (slots, count) = compactSlots()
    var groups = groups
    for index in groups.indices {
      let range = groups[index].firstSlot..<groups[index].firstSlot + groups[index].slotCount
      let kept = range.compactMap { slots[$0] }
      groups[index].firstSlot = kept.min() ?? 0
      groups[index].slotCount = Int16(kept.count)
      groups[index].each = slots[groups[index].each] ?? -1
      groups[index].ownSlot = slots[groups[index].ownSlot] ?? -1
    }
    let nodes = branches.map { branch in
      (
        names: branch.names,
        children: branch.children.map { child in
          var child = child
          child.slot = slots[child.slot] ?? -1
          if child.step >= 0 { child.step += Int16(steps.count) }
          return child
        }
      )
    }
    return MappingPlan(
      nodes: nodes,
      steps: (steps + direct).map { step in
        var step = step
        step.conditionSlot = slots[step.conditionSlot] ?? -1
        return step
      }, groups: groups, alternatives: alternatives.map { slots[$0] ?? -1 }, tables: tables,
      sets: sets, constants: constants,
      extras: extras.map { extra in
        var extra = extra
        for index in extra.conditions.indices {
          extra.conditions[index].slot = slots[extra.conditions[index].slot] ?? -1
        }
        return extra
      }, slotCount: count)
  }

  /// New numbers for the slots that a rule looks into, scope by scope and without gaps. The others,
  /// whose rules the walk runs, are not filled.
  private func compactSlots() -> (numbers: [Int16: Int16], count: Int) {
    var wanted = Set(groups.flatMap { [$0.each, $0.ownSlot] })
    for step in steps {
      wanted.insert(step.conditionSlot)
      let first = Int(step.firstAlternative)
      wanted.formUnion(alternatives[first..<first + Int(step.alternativeCount)])
    }
    for extra in extras { wanted.formUnion(extra.conditions.map(\.slot)) }
    var numbers: [Int16: Int16] = [:]
    for slot in wanted.sorted() where slot >= 0 { numbers[slot] = Int16(numbers.count) }
    return (numbers, numbers.count)
  }
}
