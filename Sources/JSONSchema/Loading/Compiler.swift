import JSON

/// Turns a schema document into a plan; gathers every problem instead of stopping at the first.
///
/// Schemas wait in a list instead of recursing, so a deep schema costs no stack.
struct Compiler {
  /// Problems kept; a schema with more is wrong enough.
  static let problemsMax = 200

  let root: Value
  let assertFormats: Bool
  var plan = PlanDraft()
  var anchors: [String: (value: Value, place: String)] = [:]
  /// The root's `$id`, which a reference may begin with.
  var rootID = ""
  private(set) var problems: [SchemaFault.Problem] = []
  /// The node of each schema met, by its offset in the source: a schema is compiled once.
  private var nodeAt: [Int: Int32] = [:]
  private var pending: [Pending] = []

  private struct Pending {
    let value: Value
    let place: String
    let node: Int32
  }

  init(root: Value, assertFormats: Bool) {
    self.root = root
    self.assertFormats = assertFormats
  }

  /// Nil when there are problems.
  mutating func compile() -> Plan? {
    survey()
    let start = node(for: root, at: "")
    while let next = pending.popLast() {
      compile(next.value, at: next.place, into: next.node)
    }
    if problems.isEmpty { checkProgress() }
    guard problems.isEmpty else { return nil }
    let root = shorten(from: start)
    findShapes()
    return Plan(plan, root: root)
  }

  mutating func report(_ place: String, _ sentence: String) {
    guard problems.count < Self.problemsMax else { return }
    problems.append(SchemaFault.Problem(pointer: place, sentence: sentence))
  }

  /// The node of a schema, which is compiled later if it is new.
  mutating func node(for value: Value, at place: String) -> Int32 {
    if let known = nodeAt[value.offset] { return known }
    plan.locations.append(place)
    let node = plan.nodes.place(Node())
    nodeAt[value.offset] = node
    pending.append(Pending(value: value, place: place, node: node))
    return node
  }

  private mutating func compile(_ value: Value, at place: String, into node: Int32) {
    switch value.kind {
    case .boolean:
      if value.bool == false { plan.nodes[Int(node)].kinds = .none }
    case .object:
      var draft = NodeDraft()
      for member in value.members {
        compile(member, under: place, into: &draft)
      }
      plan.nodes[Int(node)] = finish(draft)
    default:
      report(place, "a schema must be an object, true or false; this is \(value.kind.phrase)")
    }
  }

  private mutating func compile(
    _ member: Member, under place: String, into draft: inout NodeDraft
  ) {
    let name = member.name.string
    let memberPlace = Self.place(name, under: place)
    guard let keyword = Keyword(rawValue: name) else {
      if !name.hasPrefix("x-") { report(unknown: name, at: memberPlace) }
      return
    }
    let value = member.value
    switch keyword.role {
    case .core: checkCore(keyword, value, at: memberPlace)
    case .value:
      if keyword == .type {
        if let kinds = kinds(value, at: memberPlace) { draft.kinds = kinds }
      } else {
        self.value(keyword, value, at: memberPlace, into: &draft)
      }
    case .number: number(keyword, value, at: memberPlace, into: &draft)
    case .string: string(keyword, value, at: memberPlace, into: &draft)
    case .array: array(keyword, value, at: memberPlace, into: &draft)
    case .object: object(keyword, value, at: memberPlace, into: &draft)
    case .logic: logic(keyword, value, at: memberPlace, into: &draft)
    case .annotation: break
    case .unsupported: report(memberPlace, "`\(name)` is not yet supported")
    }
  }

  private mutating func report(unknown name: String, at place: String) {
    let shown = Excerpt.bounded(Array(name.utf8), 40)
    if let successor = Keyword.successor(of: name) {
      report(place, "`\(shown)` is not a keyword of draft 2020-12; write \(successor)")
      return
    }
    let known = Keyword.allCases.map { Array($0.rawValue.utf8) }
    let nearest = NearestName.of(Array(name.utf8), among: known)
    let hint = nearest.map { "; did you mean `\($0)`?" } ?? "; names of your own begin with `x-`"
    report(place, "`\(shown)` is not a keyword\(hint)")
  }

  private mutating func finish(_ draft: NodeDraft) -> Node {
    var node = Node(kinds: draft.kinds)
    if let rule = draft.values { node.values = plan.values.place(rule) }
    if let rule = draft.strings { node.strings = plan.strings.place(rule) }
    if var rule = draft.numbers {
      rule.settle()
      node.numbers = plan.numbers.place(rule)
    }
    if let rule = draft.arrays { node.arrays = plan.arrays.place(rule) }
    if let object = draft.objects { node.objects = finish(object) }
    if let rule = draft.logic { node.logic = plan.logic.place(rule) }
    return node
  }

  /// The pointer of a member.
  static func place(_ name: String, under place: String) -> String {
    place + Pointer(tokens: [name]).description
  }
}

/// The rules of one schema object while its members are read.
struct NodeDraft {
  var kinds = KindSet.all
  var values: ValueRule?
  var strings: StringRule?
  var numbers: NumberRule?
  var arrays: ArrayRule?
  var objects: ObjectDraft?
  var logic: LogicRule?
}
