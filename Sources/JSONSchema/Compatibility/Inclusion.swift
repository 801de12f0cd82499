import JSON

/// Tries to show that every value which some schemas of one side take is taken by a schema of the
/// other: keyword by keyword, kind by kind. What cannot be shown is a gap, if possible with a value
/// that proves it.
///
/// Where the left side is weakened (an `if` or a `not` of it is not used) a proof stays a proof; it
/// is only found less often. Schemas that lead back to themselves are assumed to hold while they
/// are looked at: a value is finite and every way back goes into it.
struct Inclusion {
  /// Pairs of schemas looked at, at most.
  static let workMax = 4_000
  /// Alternatives of the left side that are taken one by one, at most.
  static let alternativesMax = 48

  let left: Side
  let right: Side
  var samples: SampleSource
  private var results: [Goal: [Gap]?] = [:]
  private(set) var work = 0

  private struct Goal: Hashable {
    var nodes: [Int32]
    var node: Int32
    var kind: UInt8
  }

  init(_ left: Side, _ right: Side) {
    self.left = left
    self.right = right
    samples = SampleSource(left, right)
  }

  /// The gaps in showing that what all of `nodes` take, `node` takes; none is a proof.
  mutating func gaps(_ nodes: [Int32], _ node: Int32) -> [Gap] {
    var found: [Gap] = []
    for alternative in Self.alternatives(nodes, left) {
      for kind in Value.Kind.all where Self.allows(kind, alternative, left) {
        found += gaps(alternative, kind, node)
      }
    }
    return found
  }

  /// The same for values of one kind, and schemas of which each holds by itself.
  mutating func gaps(_ nodes: [Int32], _ kind: Value.Kind, _ node: Int32) -> [Gap] {
    if right.tables.nodes[node].acceptsAnything { return [] }
    let goal = Goal(nodes: nodes, node: node, kind: kind.rawValue)
    if let known = results[goal] { return known ?? [] }
    work += 1
    guard work < Self.workMax else {
      return [Gap(schemaPointer: place(node), sentence: "the schemas are too large to compare")]
    }
    results[goal] = .some(nil)
    let found = compare(nodes, kind, node)
    results[goal] = found
    return found
  }

  /// Whether there is a proof; assumptions of a failed try are forgotten.
  mutating func holds(_ nodes: [Int32], _ kind: Value.Kind, _ node: Int32) -> Bool {
    let before = results
    if gaps(nodes, kind, node).isEmpty { return true }
    results = before
    return false
  }

  /// The same for values of every kind.
  mutating func holds(_ nodes: [Int32], _ node: Int32) -> Bool {
    let before = results
    if gaps(nodes, node).isEmpty { return true }
    results = before
    return false
  }

  private mutating func compare(_ nodes: [Int32], _ kind: Value.Kind, _ index: Int32) -> [Gap] {
    var same = Sameness(left, right)
    if nodes.contains(where: { same.areSame($0, index) }) { return [] }
    let node = right.tables.nodes[index]
    if let values = listed(nodes, kind) { return gaps(values, nodes, index) }
    guard node.kinds.contains(KindSet(kind: kind)) else {
      let isNothing = node.kinds.intersection(.all).isEmpty
      let sentence = isNothing ? "takes nothing here" : "takes only \(node.kinds.phrase) here"
      return [gap(isNothing ? nil : .type, sentence, nodes, kind, index)]
    }
    if let values = finiteValues(nodes, kind) { return gaps(values, nodes, index) }
    var found: [Gap] = []
    if node.values >= 0 {
      let count = right.constants(index)?.count ?? 1
      let sentence = count == 1 ? "takes one value only" : "takes only the \(count) values it lists"
      let keyword: Keyword = right.tables.values[node.values].hasChoices ? .enum : .const
      found.append(gap(keyword, sentence, nodes, kind, index))
    }
    switch kind {
    case .null, .boolean: break
    case .number: found += numberGaps(nodes, index)
    case .string: if node.strings >= 0 { found += stringGaps(nodes, index) }
    case .array: if node.arrays >= 0 { found += arrayGaps(nodes, index) }
    case .object: if node.objects >= 0 { found += objectGaps(nodes, index) }
    }
    if node.logic >= 0 { found += logicGaps(nodes, kind, index) }
    return found
  }

  /// Values one by one: the schemas themselves judge, so the answer is exact.
  private func gaps(_ values: [Sample], _ nodes: [Int32], _ node: Int32) -> [Gap] {
    guard
      let refused = values.first(where: {
        left.accepts(all: nodes, $0) && !right.accepts(node, $0)
      })
    else { return [] }
    let isCertain = right.refuses(node, refused)
    let violation = right.violations(node, refused).first
    let shown = Excerpt.bounded(refused.json, 40)
    return [
      Gap(
        schemaPointer: violation?.schemaPointer ?? place(node),
        sentence: "does not take the value \(shown)", example: isCertain ? refused : nil)
    ]
  }

  /// All values of a kind, when they can be listed.
  func finiteValues(_ nodes: [Int32], _ kind: Value.Kind) -> [Sample]? {
    if let values = listed(nodes, kind) { return values }
    switch kind {
    case .null: return [.null]
    case .boolean: return [.bool(false), .bool(true)]
    default: return nil
    }
  }

  private func listed(_ nodes: [Int32], _ kind: Value.Kind) -> [Sample]? {
    for node in nodes {
      if let constants = left.constants(node) { return constants.filter { $0.kind == kind } }
    }
    return nil
  }

  /// A gap with the best example there is: one that breaks this keyword, or at least this schema.
  mutating func gap(
    _ keyword: Keyword?, _ sentence: String, _ nodes: [Int32], _ kind: Value.Kind, _ node: Int32
  ) -> Gap {
    let pointer = place(node, keyword)
    var example: Sample?
    let values = samples.values(of: nodes, kind, against: node).map { ($0, $0.json.count) }
    for (sample, _) in values.sorted(by: { $0.1 < $1.1 }) where right.refuses(node, sample) {
      example = example ?? sample
      if right.violations(node, sample).contains(where: { $0.schemaPointer == pointer }) {
        example = sample
        break
      }
    }
    return Gap(schemaPointer: pointer, sentence: sentence, example: example)
  }

  func place(_ node: Int32, _ keyword: Keyword? = nil) -> String {
    let location = right.plan.locations[Int(node)]
    return keyword.map { "\(location)/\($0.rawValue)" } ?? location
  }
}

extension Inclusion {
  static func allows(_ kind: Value.Kind, _ nodes: [Int32], _ side: Side) -> Bool {
    nodes.allSatisfy { side.tables.nodes[$0].kinds.contains(KindSet(kind: kind)) }
  }

  /// Schemas that all hold, as alternatives of schemas that hold each by itself: references and
  /// `allOf` are taken in, `anyOf` and `oneOf` branch. Too many branches are left out, which only
  /// weakens.
  static func alternatives(_ nodes: [Int32], _ side: Side) -> [[Int32]] {
    var done: [[Int32]] = []
    var open: [(taken: [Int32], rest: [Int32])] = [([], nodes)]
    while var next = open.popLast() {
      guard let node = next.rest.popLast() else {
        done.append(next.taken.sorted())
        continue
      }
      guard !next.taken.contains(node) else {
        open.append(next)
        continue
      }
      next.taken.append(node)
      var choices: [[Int32]] = [[]]
      if let rule = side.logic(node) {
        if rule.reference >= 0 { next.rest.append(rule.reference) }
        next.rest += side.branches(rule.allOf)
        for list in [rule.anyOf, rule.oneOf] where !list.isEmpty {
          let branches = side.branches(list)
          guard (open.count + done.count + 1) * choices.count * branches.count <= alternativesMax
          else { continue }
          choices = choices.flatMap { choice in branches.map { choice + [$0] } }
        }
      }
      for choice in choices { open.append((next.taken, next.rest + choice)) }
    }
    return done
  }
}

extension Value.Kind {
  static let all: [Value.Kind] = [.null, .boolean, .number, .string, .array, .object]
}
