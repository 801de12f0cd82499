import JSON

/// A plan while it is being compiled: the same tables as growing arrays.
struct PlanDraft {
  var nodes: [Node] = []
  var locations: [String] = []
  var values: [ValueRule] = []
  var strings: [StringRule] = []
  var numbers: [NumberRule] = []
  var arrays: [ArrayRule] = []
  var objects: [ObjectRule] = []
  var logic: [LogicRule] = []
  var properties: [Property] = []
  var patternProperties: [PatternProperty] = []
  var dependencies: [Dependency] = []
  var constants: [Constant] = []
  var constantItems: [ConstantItem] = []
  var choices: [Int32] = []
  var branches: [Int32] = []
  var nameLists: [IndexRange] = []
  var bytes: [UInt8] = []
  var patterns: [Pattern] = []
  var classes: [CharacterClass] = []
  var scalarRanges: [ScalarRange] = []
  var words: [UInt64] = []
  var nameSlots: [NameIndex.Slot] = []
  /// One for each node.
  var glances: [Glance] = []

  /// Frees what patterns hold, of a draft that becomes no plan.
  func freePatterns() {
    for pattern in patterns { pattern.foreign?.free() }
  }

  mutating func append(_ text: some Collection<UInt8>) -> IndexRange {
    let range = IndexRange(start: Int32(bytes.count), count: Int32(text.count))
    bytes.append(contentsOf: text)
    return range
  }

  mutating func append(branches nodes: [Int32]) -> IndexRange {
    let range = IndexRange(start: Int32(branches.count), count: Int32(nodes.count))
    branches.append(contentsOf: nodes)
    return range
  }

  mutating func append(choices constants: [Int32]) -> IndexRange {
    let range = IndexRange(start: Int32(choices.count), count: Int32(constants.count))
    choices.append(contentsOf: constants)
    return range
  }

  mutating func append(names list: [[UInt8]]) -> IndexRange {
    let ranges = list.map { append($0) }
    let range = IndexRange(start: Int32(nameLists.count), count: Int32(ranges.count))
    nameLists.append(contentsOf: ranges)
    return range
  }
}

extension Array {
  /// Appends and tells the index, as every table addresses its entries.
  mutating func place(_ element: Element) -> Int32 {
    append(element)
    return Int32(count - 1)
  }
}
