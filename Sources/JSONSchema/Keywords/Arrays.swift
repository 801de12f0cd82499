import JSON

/// `items`, `prefixItems`, `contains` and its bounds, `minItems`, `maxItems`, `uniqueItems`.
struct ArrayRule: BitwiseCopyable {
  var countMin = 0
  var countMax = Int.max
  var isUnique = false
  /// Nodes by position.
  var prefix = IndexRange()
  /// The node of every further element.
  var items: Int32 = -1
  var contains: Int32 = -1
  var containsMin = 1
  var containsMax = Int.max
  /// What `contains` takes counts as evaluated, since draft 2020-12.
  var containsEvaluates = true
}

extension Compiler {
  mutating func array(
    _ keyword: Keyword, _ value: Value, at place: String, into draft: inout NodeDraft
  ) {
    var rule = draft.arrays ?? ArrayRule()
    switch keyword {
    case .minItems: if let count = count(keyword, value, at: place) { rule.countMin = count }
    case .maxItems: if let count = count(keyword, value, at: place) { rule.countMax = count }
    case .minContains: if let count = count(keyword, value, at: place) { rule.containsMin = count }
    case .maxContains: if let count = count(keyword, value, at: place) { rule.containsMax = count }
    case .uniqueItems:
      guard let isUnique = value.bool else {
        report(place, "`uniqueItems` must be true or false; it is \(value.kind.phrase)")
        return
      }
      rule.isUnique = isUnique
    case .items where value.kind == .array && dialect.draft < .draft2020:
      rule.prefix = places(value, at: place)
    case .additionalItems:
      // Says nothing beside `items` of one schema.
      let node = node(for: value, at: place)
      if here.spot.value["items"]?.kind == .array { rule.items = node }
    case .items:
      if value.kind == .array {
        report(
          place, "`items` is one schema since draft 2020-12; schemas by position: `prefixItems`")
        return
      }
      rule.items = node(for: value, at: place)
    case .contains:
      rule.contains = node(for: value, at: place)
      rule.containsEvaluates = dialect.draft >= .draft2020
    default: rule.prefix = branches(keyword, value, at: place)
    }
    draft.arrays = rule
  }

  /// Schemas by position as old drafts have them: possibly none.
  private mutating func places(_ value: Value, at place: String) -> IndexRange {
    let nodes = value.elements.enumerated().map { node(for: $1, at: "\(place)/\($0)") }
    return plan.append(branches: nodes)
  }
}

extension Evaluation {
  @inline(never)
  mutating func accepts(array index: Int32, _ value: Value) -> Bool {
    guard enter(value.count) else { return false }
    defer { leave() }
    let rule = tables.arrays.pointer(to: index)
    let count = value.count
    guard count >= rule.pointee.countMin, count <= rule.pointee.countMax else { return false }
    if !rule.pointee.prefix.isEmpty || rule.pointee.items >= 0 {
      if !acceptsElements(rule, value) { return false }
    }
    if rule.pointee.contains >= 0 {
      let hits = hits(rule.pointee, value)
      guard hits >= rule.pointee.containsMin, hits <= rule.pointee.containsMax else { return false }
    }
    return !rule.pointee.isUnique || !hasRepeatedElement(value)
  }

  @inline(__always)
  private mutating func acceptsElements(
    _ rule: UnsafePointer<ArrayRule>, _ value: Value
  ) -> Bool {
    let (prefix, items) = (rule.pointee.prefix, rule.pointee.items)
    var position: Int32 = 0
    for element in value.elements {
      let node = position < prefix.count ? tables.branches[prefix.start &+ position] : items
      if node >= 0, !judge(node, element) { return false }
      position &+= 1
    }
    return true
  }

  /// How many elements match `contains`; stops counting once that decides.
  mutating func hits(_ rule: ArrayRule, _ value: Value) -> Int {
    var hits = 0
    for element in value.elements where accepts(rule.contains, element) {
      hits &+= 1
      if hits > rule.containsMax || (hits >= rule.containsMin && rule.containsMax == .max) { break }
    }
    return hits
  }
}

extension Explanation {
  mutating func explain(array index: Int32, _ node: Int32, _ value: Value) {
    let rule = evaluation.tables.arrays[index]
    let count = value.count
    if count < rule.countMin {
      add(.minItems, node, value) {
        "\($0) must have at least \(rule.countMin) items; it has \(count)"
      }
    } else if count > rule.countMax {
      add(.maxItems, node, value) {
        "\($0) must have at most \(rule.countMax) items; it has \(count)"
      }
    }
    for (position, element) in value.elements.enumerated() where !isFull {
      let child =
        position < Int(rule.prefix.count)
        ? evaluation.tables.branches[rule.prefix.start + Int32(position)] : rule.items
      if child >= 0 { explain(child, element) }
    }
    if rule.contains >= 0 { explain(containing: rule, node, value) }
    if rule.isUnique, let (first, second) = evaluation.firstRepetition(value) {
      add(.uniqueItems, node, value) {
        "\($0) must not repeat an item; items \(first) and \(second) (from 0) are equal"
      }
    }
  }

  private mutating func explain(containing rule: ArrayRule, _ node: Int32, _ value: Value) {
    let hits = evaluation.hits(rule, value)
    if hits < rule.containsMin {
      let keyword: Keyword = rule.containsMin == 1 ? .contains : .minContains
      add(keyword, node, value) {
        "\($0) must have at least \(rule.containsMin) items of the kind its schema names in "
          + "`contains`; it has \(hits)"
      }
    } else if hits > rule.containsMax {
      add(.maxContains, node, value) {
        "\($0) must have at most \(rule.containsMax) items of the kind its schema names in "
          + "`contains`; it has more"
      }
    }
  }
}
