import JSON

/// Turns a schema document into a plan; gathers every problem instead of stopping at the first.
///
/// Schemas wait in a list instead of recursing, so a deep schema costs no stack.
struct Compiler {
  /// Problems kept; a schema with more is wrong enough.
  static let problemsMax = 200
  /// Schema objects at most, counting one again for each dynamic scope that it is reached in.
  static let nodesMax = 100_000

  let settings: SchemaSettings
  var plan = PlanDraft()
  var library: Library
  var scopes = DynamicScopes()
  /// The schema that is being compiled.
  var here: Position
  private(set) var problems: [SchemaFault.Problem] = []
  /// The node of each schema met: a schema is compiled once for each scope.
  private var nodeAt: [NodeKey: Int32] = [:]
  private var pending: [(position: Position, node: Int32)] = []

  /// A schema and the dynamic scope in which it is reached.
  struct Position {
    var spot: Spot
    var scope: Int
  }

  private struct NodeKey: Hashable {
    var spot: Spot.Key
    var scope: Int
  }

  init(root: Value, settings: SchemaSettings, registry: SchemaRegistry) {
    self.settings = settings
    library = Library(settings: settings, registry: registry)
    let resource = library.addRoot(root)
    here = Position(spot: library.resources[resource].root, scope: 0)
  }

  var dialect: Dialect { library.resources[here.spot.resource].dialect }

  /// Nil when there are problems.
  mutating func compile() -> Plan? {
    takeProblems()
    let root = here.spot
    here.spot.resource = -1
    let start = node(at: root)
    while let next = pending.popLast() {
      here = next.position
      compile(next.position.spot.value, at: next.position.spot.place, into: next.node)
    }
    if problems.isEmpty { checkProgress() }
    guard problems.isEmpty else {
      plan.freePatterns()
      return nil
    }
    let first = shorten(from: start)
    findShapes()
    findGlances()
    return Plan(plan, root: first)
  }

  mutating func report(_ place: String, _ sentence: String) {
    let problem = SchemaFault.Problem(pointer: place, sentence: sentence)
    guard problems.count < Self.problemsMax, !problems.contains(problem) else { return }
    problems.append(problem)
  }

  mutating func takeProblems() {
    for problem in library.problems { report(problem.pointer, problem.sentence) }
    library.problems = []
  }

  /// The node of a schema within the one being compiled, which is compiled later if it is new.
  mutating func node(for value: Value, at place: String) -> Int32 {
    node(at: library.spot(value, at: place, under: here.spot))
  }

  /// The node of any schema, reached from the one being compiled.
  mutating func node(at spot: Spot) -> Int32 {
    var scope = here.scope
    if spot.resource != here.spot.resource {
      scope = scopes.entering(spot.resource, library.resources[spot.resource], from: scope)
    }
    let key = NodeKey(spot: spot.key, scope: scope)
    if let known = nodeAt[key] { return known }
    let node = plan.nodes.place(Node())
    plan.locations.append(spot.place)
    nodeAt[key] = node
    guard plan.nodes.count < Self.nodesMax else {
      report("", "the schema and what it refers to are too large: \(Self.nodesMax) schemas")
      return node
    }
    pending.append((Position(spot: spot, scope: scope), node))
    return node
  }

  private mutating func compile(_ value: Value, at place: String, into node: Int32) {
    switch value.kind {
    case .boolean:
      if value.bool == false { plan.nodes[Int(node)].kinds = .none }
    case .object:
      var draft = NodeDraft()
      let dialect = dialect
      let reference = dialect.draft.refHidesSiblings ? value["$ref"] : nil
      if let reference, reference.kind == .string {
        logic(.ref, reference, at: place + "/$ref", into: &draft)
      } else {
        for member in value.members { compile(member, dialect, under: place, into: &draft) }
      }
      plan.nodes[Int(node)] = finish(draft, node)
    default:
      report(place, "a schema must be an object, true or false; this is \(value.kind.phrase)")
    }
  }

  private mutating func compile(
    _ member: Member, _ dialect: Dialect, under place: String, into draft: inout NodeDraft
  ) {
    let name = member.name.string
    let memberPlace = Self.place(name, under: place)
    guard let keyword = dialect.keyword(name) else {
      if settings.unknownKeywords == .refused { report(unknown: name, dialect, at: memberPlace) }
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
    }
  }

  private mutating func report(unknown name: String, _ dialect: Dialect, at place: String) {
    // A keyword whose vocabulary the meta-schema leaves out is an annotation, not a mistake.
    if name.hasPrefix("x-") || Keyword(rawValue: name)?.drafts.contains(dialect.draft) == true {
      return
    }
    let shown = Excerpt.bounded(Array(name.utf8), 40)
    if let successor = Keyword.successor(of: name) {
      let draft = dialect.draft.name
      report(place, "`\(shown)` is not a keyword of draft \(draft); write \(successor)")
      return
    }
    let known = Keyword.allCases.map { Array($0.rawValue.utf8) }
    let nearest = NearestName.of(Array(name.utf8), among: known)
    let hint = nearest.map { "; did you mean `\($0)`?" } ?? "; names of your own begin with `x-`"
    report(place, "`\(shown)` is not a keyword\(hint)")
  }

  private mutating func finish(_ draft: NodeDraft, _ index: Int32) -> Node {
    var node = Node(kinds: draft.kinds)
    if let rule = draft.values { node.values = plan.values.place(rule) }
    if var rule = draft.strings {
      rule.settle()
      node.strings = plan.strings.place(rule)
    }
    if var rule = draft.numbers {
      rule.settle()
      node.numbers = plan.numbers.place(rule)
    }
    if let rule = draft.arrays { node.arrays = plan.arrays.place(rule) }
    if let object = draft.objects { node.objects = finish(object) }
    if let rule = draft.logic { node.logic = finish(rule, draft.references, owner: index) }
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
  /// What `$ref`, `$dynamicRef` and `$recursiveRef` lead to.
  var references: [Int32] = []
}
