/// A compiled schema: flat tables that hold indexes into one another, and no object per node.
// Safe because nothing writes to a plan once its schema is loaded and bound to a vocabulary.
final class Plan: @unchecked Sendable {
  // Safe because every stored property is a `let` filled in `init`, and the tables' memory is only
  // read afterwards, until `deinit` frees it.
  let tables: UnsafePointer<Tables>
  let root: Int32
  /// Where each node stands in its schema: JSON Pointers, read only to explain.
  let locations: [String]

  init(_ draft: PlanDraft, root: Int32) {
    let memory = UnsafeMutablePointer<Tables>.allocate(capacity: 1)
    memory.initialize(to: Tables(draft))
    tables = UnsafePointer(memory)
    locations = draft.locations
    self.root = root
  }

  deinit {
    tables.pointee.deallocate()
    tables.deallocate()
  }
}

/// The plan's tables as one trivial value behind a pointer, so that a walk touches no reference
/// count.
struct Tables {
  let nodes: Table<Node>
  let values: Table<ValueRule>
  let strings: Table<StringRule>
  let numbers: Table<NumberRule>
  let arrays: Table<ArrayRule>
  let objects: Table<ObjectRule>
  let logic: Table<LogicRule>
  let properties: Table<Property>
  let patternProperties: Table<PatternProperty>
  let dependencies: Table<Dependency>
  let constants: Table<Constant>
  let constantItems: Table<ConstantItem>
  /// Lists of constants: the values of `enum`.
  let choices: Table<Int32>
  /// Lists of nodes: the branches of `allOf`, `anyOf`, `oneOf`, the places of `prefixItems`.
  let branches: Table<Int32>
  /// Lists of names, each a run of `bytes`.
  let nameLists: Table<IndexRange>
  let bytes: Table<UInt8>
  let patterns: Table<Pattern>
  let classes: Table<CharacterClass>
  let scalarRanges: Table<ScalarRange>
  /// Sets of pattern positions, 64 a word.
  let words: Table<UInt64>
  let nameSlots: Table<NameIndex.Slot>
  /// One for each node.
  let glances: Table<Glance>
  /// Written once, by `bind`, before the schema is shared.
  let rows: UnsafeMutablePointer<MemberRows>

  init(_ draft: PlanDraft) {
    nodes = Table(copying: draft.nodes)
    values = Table(copying: draft.values)
    strings = Table(copying: draft.strings)
    numbers = Table(copying: draft.numbers)
    arrays = Table(copying: draft.arrays)
    objects = Table(copying: draft.objects)
    logic = Table(copying: draft.logic)
    properties = Table(copying: draft.properties)
    patternProperties = Table(copying: draft.patternProperties)
    dependencies = Table(copying: draft.dependencies)
    constants = Table(copying: draft.constants)
    constantItems = Table(copying: draft.constantItems)
    choices = Table(copying: draft.choices)
    branches = Table(copying: draft.branches)
    nameLists = Table(copying: draft.nameLists)
    bytes = Table(copying: draft.bytes)
    patterns = Table(copying: draft.patterns)
    classes = Table(copying: draft.classes)
    scalarRanges = Table(copying: draft.scalarRanges)
    words = Table(copying: draft.words)
    nameSlots = Table(copying: draft.nameSlots)
    glances = Table(copying: draft.glances)
    rows = UnsafeMutablePointer<MemberRows>.allocate(capacity: 1)
    rows.initialize(to: MemberRows())
  }

  func deallocate() {
    for index in 0..<Int32(patterns.count) { patterns[index].foreign?.free() }
    nodes.deallocate()
    values.deallocate()
    strings.deallocate()
    numbers.deallocate()
    arrays.deallocate()
    objects.deallocate()
    logic.deallocate()
    properties.deallocate()
    patternProperties.deallocate()
    dependencies.deallocate()
    constants.deallocate()
    constantItems.deallocate()
    choices.deallocate()
    branches.deallocate()
    nameLists.deallocate()
    bytes.deallocate()
    patterns.deallocate()
    classes.deallocate()
    scalarRanges.deallocate()
    words.deallocate()
    nameSlots.deallocate()
    glances.deallocate()
    rows.pointee.deallocate()
    rows.deallocate()
  }
}
