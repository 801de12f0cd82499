internal import JSON

/// A mapping, compiled: the document is walked once, then the rules run over what was caught.
///
/// The pointers of all rules make one tree of member names. The walk goes down it with the
/// document and drops each value that a rule wants into its slot; a member that no rule names
/// costs one look into a table. Immutable once built, so it is shared by all threads.
final class MappingPlan: Sendable {
  /// A place in the tree of names.
  struct Node: Sendable {
    var table = NameTable([String]())
    var children: [Child] = []
  }

  /// What a member's name leads to.
  struct Child: Sendable {
    var slot: Int16 = -1
    var node: Int16 = -1
  }

  let nodes: [Node]
  let steps: [MappingStep]
  /// The first is the report's own.
  let groups: [MappingGroup]
  let alternatives: [Int16]
  let tables: [MappingTable]
  /// The sets of words that tables of `several` targets lead to.
  let sets: [UInt64]
  let constants: [[UInt8]]
  let slotCount: Int

  init(
    nodes: [Node], steps: [MappingStep], groups: [MappingGroup], alternatives: [Int16],
    tables: [MappingTable], sets: [UInt64], constants: [[UInt8]], slotCount: Int
  ) {
    self.nodes = nodes
    self.steps = steps
    self.groups = groups
    self.alternatives = alternatives
    self.tables = tables
    self.sets = sets
    self.constants = constants
    self.slotCount = slotCount
  }

  /// Drops the wanted values of an object into their slots; null counts as absent.
  func capture(_ object: Value, node: Int, into slots: UnsafeMutablePointer<Value?>) {
    for member in object.members {
      let index = nodes[node].table.find(member.name)
      if index < 0 { continue }
      let child = nodes[node].children[Int(index)]
      let value = member.value
      if child.slot >= 0, !value.isNull { slots[Int(child.slot)] = value }
      if child.node >= 0, value.kind == .object {
        capture(value, node: Int(child.node), into: slots)
      }
    }
  }
}
