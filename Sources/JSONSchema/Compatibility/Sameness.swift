import JSON

/// Whether two schemas of different plans say the same in the same words. No only means that it is
/// not seen.
struct Sameness {
  let left: Side
  let right: Side
  /// Pairs looked at: assumed the same until a difference is found.
  private var seen: Set<Pair> = []

  private struct Pair: Hashable {
    var left: Int32
    var right: Int32
  }

  init(_ left: Side, _ right: Side) {
    self.left = left
    self.right = right
  }

  mutating func areSame(_ a: Int32, _ b: Int32) -> Bool {
    let before = seen
    if compare(a, b) { return true }
    seen = before
    return false
  }

  mutating func areSameOrAbsent(_ a: Int32, _ b: Int32) -> Bool {
    a < 0 || b < 0 ? a < 0 && b < 0 : areSame(a, b)
  }

  private mutating func compare(_ a: Int32, _ b: Int32) -> Bool {
    guard seen.insert(Pair(left: a, right: b)).inserted else { return true }
    let (own, other) = (left.tables.nodes[a], right.tables.nodes[b])
    guard own.kinds == other.kinds, left.constants(a) == right.constants(b),
      haveSameStrings(own, other), haveSameNumbers(own, other)
    else { return false }
    guard haveSameArrays(left.arrays(a), right.arrays(b)),
      haveSameObjects(left.objects(a), right.objects(b))
    else { return false }
    return haveSameLogic(left.logic(a), right.logic(b))
  }

  private func haveSameStrings(_ a: Node, _ b: Node) -> Bool {
    let own = a.strings < 0 ? StringRule() : left.tables.strings[a.strings]
    let other = b.strings < 0 ? StringRule() : right.tables.strings[b.strings]
    guard own.lengthMin == other.lengthMin, own.lengthMax == other.lengthMax,
      own.format == other.format, (own.pattern < 0) == (other.pattern < 0)
    else { return false }
    return own.pattern < 0 || left.spelling(own.pattern) == right.spelling(other.pattern)
  }

  private func haveSameNumbers(_ a: Node, _ b: Node) -> Bool {
    let own = a.numbers < 0 ? NumberRule() : left.tables.numbers[a.numbers]
    let other = b.numbers < 0 ? NumberRule() : right.tables.numbers[b.numbers]
    return zip(own.spellings, other.spellings).allSatisfy {
      left.text($0) == right.text($1)
    }
  }

  private mutating func haveSameArrays(_ a: ArrayRule?, _ b: ArrayRule?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    guard a.countMin == b.countMin, a.countMax == b.countMax, a.isUnique == b.isUnique,
      a.containsMin == b.containsMin, a.containsMax == b.containsMax,
      a.containsEvaluates == b.containsEvaluates
    else { return false }
    return areSame(left.branches(a.prefix), right.branches(b.prefix))
      && areSameOrAbsent(a.items, b.items) && areSameOrAbsent(a.contains, b.contains)
  }

  private mutating func areSame(_ a: [Int32], _ b: [Int32]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { areSame($0, $1) }
  }

  private mutating func haveSameObjects(_ a: ObjectRule?, _ b: ObjectRule?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    guard a.countMin == b.countMin, a.countMax == b.countMax,
      areSameOrAbsent(a.additional, b.additional),
      areSameOrAbsent(a.propertyNames, b.propertyNames)
    else { return false }
    let (own, other) = (left.properties(a), right.properties(b))
    guard own.count == other.count else { return false }
    for property in own {
      guard let beside = other.first(where: { $0.name == property.name }),
        beside.isRequired == property.isRequired, areSameOrAbsent(property.node, beside.node)
      else { return false }
    }
    return haveSameParts(a, b)
  }

  private mutating func haveSameParts(_ a: ObjectRule, _ b: ObjectRule) -> Bool {
    let (patterns, others) = (left.patterns(a), right.patterns(b))
    guard patterns.count == others.count else { return false }
    for (own, other) in zip(patterns, others) {
      guard left.spelling(own.pattern) == right.spelling(other.pattern),
        areSame(own.node, other.node)
      else { return false }
    }
    let (needs, demands) = (left.dependencies(a), right.dependencies(b))
    guard needs.count == demands.count else { return false }
    return zip(needs, demands).allSatisfy {
      $0.name == $1.name && $0.needs == $1.needs && areSameOrAbsent($0.node, $1.node)
    }
  }

  private mutating func haveSameLogic(_ a: LogicRule?, _ b: LogicRule?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    guard a.hasAnyOf == b.hasAnyOf, a.hasOneOf == b.hasOneOf else { return false }
    for (own, other) in [
      (a.reference, b.reference), (a.not, b.not), (a.condition, b.condition), (a.then, b.then),
      (a.otherwise, b.otherwise), (a.unevaluatedMembers, b.unevaluatedMembers),
      (a.unevaluatedItems, b.unevaluatedItems),
    ] where !areSameOrAbsent(own, other) {
      return false
    }
    return [(a.allOf, b.allOf), (a.anyOf, b.anyOf), (a.oneOf, b.oneOf)].allSatisfy {
      areSame(left.branches($0), right.branches($1))
    }
  }
}
