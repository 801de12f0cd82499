internal import JSON

/// A mapping, compiled: the document is walked once.
///
/// The pointers of all rules make one tree of member names. The walk goes down it with the
/// document. A rule that reads one pointer and asks nothing else is run when the walk meets its
/// value; what other rules want is dropped into slots, and they run afterwards. A member is known
/// by its number in the parser's vocabulary, so that no name is looked at. Immutable once bound, so
/// it is shared by all threads.
///
// Safe because the buffers are filled in `init`, only read until `deinit` frees them, and every
// index into them was made together with them.
final class MappingPlan: @unchecked Sendable {
  /// A place in the tree of names.
  struct Node {
    /// In `names`; it gives the position among the children.
    let table: Int32
    /// Into `children`.
    let firstChild: Int32
    let childCount: Int32
  }

  /// What a member's name leads to.
  struct Child {
    /// Where the value goes, or −1.
    var slot: Int16 = -1
    /// Where the walk goes on in an object, or −1.
    var node: Int16 = -1
    /// The rule to run at once, in `steps`, or −1.
    var step: Int16 = -1
  }

  let nodes: UnsafeMutableBufferPointer<Node>
  let children: UnsafeMutableBufferPointer<Child>
  /// The names of the children, as they stand in documents.
  let childNames: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
  let steps: UnsafeMutableBufferPointer<MappingStep>
  /// The first is the report's own.
  let groups: UnsafeMutableBufferPointer<MappingGroup>
  let alternatives: UnsafeMutableBufferPointer<Int16>
  /// Behind a pointer, so that handing it down counts no reference.
  let tables: UnsafeMutablePointer<MappingTables>
  /// Behind a pointer as well.
  let rows: UnsafeMutablePointer<Rows>
  let constants: [[UInt8]]
  let extras: [MappingExtra]
  let slotCount: Int

  init(
    nodes: [(names: [String], children: [Child])], steps: [MappingStep], groups: [MappingGroup],
    alternatives: [Int16], tables: [[(name: String, value: Int32)]], sets: [UInt64],
    constants: [[UInt8]], extras: [MappingExtra], slotCount: Int
  ) {
    var all: [Node] = []
    var children: [Child] = []
    var names: [UnsafeRawBufferPointer] = []
    var lists = tables
    for node in nodes {
      lists.append(node.names.enumerated().map { (name: $0.element, value: Int32($0.offset)) })
      all.append(
        Node(
          table: Int32(lists.count - 1), firstChild: Int32(children.count),
          childCount: Int32(node.children.count)))
      children += node.children
      names += node.names.map { UnsafeRawBufferPointer(Self.copy(Array($0.utf8))) }
    }
    self.nodes = Self.copy(all)
    self.children = Self.copy(children)
    childNames = Self.copy(names)
    self.tables = UnsafeMutablePointer<MappingTables>.allocate(capacity: 1)
    self.tables.initialize(to: MappingTables(names: FlatNames(lists), sets: Self.copy(sets)))
    rows = UnsafeMutablePointer<Rows>.allocate(capacity: 1)
    rows.initialize(to: Rows(places: .allocate(capacity: 1), stride: 0))
    self.steps = Self.copy(steps)
    let isDirect = Self.directGroups(groups, steps, nodes)
    self.groups = Self.copy(
      groups.indices.map { index in
        var group = groups[index]
        group.isDirect = isDirect[index]
        return group
      })
    self.alternatives = Self.copy(alternatives)
    self.constants = constants
    self.extras = extras
    self.slotCount = slotCount
  }

  deinit {
    nodes.deallocate()
    children.deallocate()
    for name in childNames { name.deallocate() }
    childNames.deallocate()
    tables.pointee.deallocate()
    tables.deallocate()
    rows.pointee.places.deallocate()
    rows.deallocate()
    steps.deallocate()
    groups.deallocate()
    alternatives.deallocate()
  }

  private static func copy<T>(_ array: [T]) -> UnsafeMutableBufferPointer<T> {
    let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: array.count)
    _ = buffer.initialize(from: array)
    return buffer
  }

  /// A rule where it lies: it is too long to be handed round.
  @inline(__always)
  func step(_ index: Int) -> UnsafePointer<MappingStep> {
    // Safe because a plan that has steps has a buffer for them, and indices come from the builder.
    UnsafePointer(steps.baseAddress.unsafelyUnwrapped + index)
  }

  /// For each node and each number of the vocabulary the child that the name leads to, in
  /// `children`, or −1.
  struct Rows {
    fileprivate var places: UnsafeMutablePointer<Int16>
    fileprivate var stride: Int

    /// The child of a member; −1 when the node has none of its name, −2 when its number does not
    /// say.
    @inline(__always)
    func child(of number: UInt16, in node: Int) -> Int {
      // Safe because numbers that a plan is asked about are those of its vocabulary.
      number == 0 || stride == 0 ? -2 : Int(places[node &* stride &+ Int(number)])
    }
  }

  /// Every name that the mapping knows.
  var names: [[UInt8]] { childNames.map { Array($0) } }

  /// Has the walk know members by their numbers. Before the plan is shared, and once.
  ///
  /// The documents that are mapped must come from parsers of this vocabulary, or of none.
  func bind(to vocabulary: Vocabulary) {
    let stride = vocabulary.count + 1
    let places = UnsafeMutablePointer<Int16>.allocate(capacity: stride * nodes.count)
    places.initialize(repeating: -1, count: stride * nodes.count)
    for (index, node) in nodes.enumerated() {
      for child in node.firstChild..<node.firstChild + node.childCount {
        let number = Int(vocabulary.number(of: childNames[Int(child)]))
        if number > 0 { places[index * stride + number] = Int16(child) }
      }
    }
    rows.pointee.places.deallocate()
    rows.pointee = Rows(places: places, stride: stride)
  }
}
