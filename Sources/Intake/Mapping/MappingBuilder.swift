internal import JSON

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
  var steps: [MappingStep] = []
  var groups: [MappingGroup] = []
  var alternatives: [Int16] = []
  var tables: [MappingTable] = []
  var sets: [UInt64] = []
  var constants: [[UInt8]] = []

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
    }
    return branches[node].children[index].slot
  }

  private mutating func child(_ name: String, of node: Int) -> Int {
    if let index = branches[node].names.firstIndex(of: name) { return index }
    branches[node].names.append(name)
    branches[node].children.append(MappingPlan.Child())
    return branches[node].names.count - 1
  }

  mutating func finish(_ group: Int, with own: [MappingStep]) {
    groups[group].firstStep = Int16(steps.count)
    groups[group].stepCount = Int16(own.count)
    steps += own
  }

  func plan() -> MappingPlan {
    MappingPlan(
      nodes: branches.map { MappingPlan.Node(table: NameTable($0.names), children: $0.children) },
      steps: steps, groups: groups, alternatives: alternatives, tables: tables, sets: sets,
      constants: constants, slotCount: used.count * Self.slotsPerScope)
  }
}
