import JSON

/// What `anyOf` and `if` say of an object as bits of its members, one for each place in the
/// `properties` of the node's own object rule: nearly always they ask which members there are, and
/// the walk over the members knows that already.
struct ShapeRule: BitwiseCopyable {
  /// The rule can be answered from the bits.
  var isKnown = false
  /// In `words`: for each branch of `anyOf` the members which it requires.
  var anyOf = IndexRange()
  /// The members which `if` requires, the name of the one whose value it judges, and by which node.
  var condition: UInt64 = 0
  var conditionName = IndexRange()
  var conditionPlace: Int32 = -1
  var conditionNode: Int32 = -1
  var then: UInt64 = 0
  var otherwise: UInt64 = 0
}

extension Evaluation {
  /// `seen` tells which members the value has, by the places of the node's own object rule.
  mutating func accepts(
    shape logic: UnsafePointer<LogicRule>, of object: Int32, seen: UInt64, _ value: Value
  ) -> Bool {
    let shape = logic.pointee.shape
    if logic.pointee.hasAnyOf {
      guard shape.anyOf.indices.contains(where: { tables.words[$0] & ~seen == 0 }) else {
        return false
      }
    }
    guard logic.pointee.condition >= 0 else { return true }
    var holds = shape.condition & ~seen == 0
    if holds, shape.conditionNode >= 0, let member = condition(shape, object, value) {
      holds = judge(shape.conditionNode, member)
    }
    return (holds ? shape.then : shape.otherwise) & ~seen == 0
  }

  /// The member whose value `if` judges.
  private func condition(_ shape: ShapeRule, _ object: Int32, _ value: Value) -> Value? {
    if let row = tables.rows.pointee.row(object) {
      for member in value.members
      where member.number != 0 && Int32(row[Int(member.number)]) == shape.conditionPlace {
        return member.value
      }
    }
    // Without a vocabulary, or beyond its limit.
    return value.member(tables.bytes[bytes: shape.conditionName])
  }
}

/// After references are shortened: which object rules answer from bits alone.
extension Compiler {
  mutating func findShapes() {
    for at in plan.objects.indices { findShape(ofObject: at) }
    for at in plan.logic.indices { plan.logic[at].isChoiceByKind = isChoiceByKind(plan.logic[at]) }
    for node in plan.nodes where node.objects >= 0 && node.logic >= 0 {
      let owner = plan.objects[Int(node.objects)]
      if owner.isPlain, let shape = shape(of: plan.logic[Int(node.logic)], owner) {
        plan.logic[Int(node.logic)].shape = shape
      }
    }
  }

  private mutating func findShape(ofObject at: Int) {
    let rule = plan.objects[at]
    guard !rule.properties.isEmpty, rule.properties.count <= 64,
      rule.isClosed || rule.additional < 0, rule.patterns.isEmpty, rule.propertyNames < 0
    else { return }
    var required: UInt64 = 0
    for (slot, index) in rule.properties.indices.enumerated()
    where plan.properties[Int(index)].isRequired {
      required |= 1 << UInt64(slot)
    }
    var demands: [UInt64] = []
    for index in rule.dependencies.indices {
      let dependency = plan.dependencies[Int(index)]
      guard dependency.node < 0, let holder = slot(of: dependency.name, rule) else { return }
      var needs: UInt64 = 0
      for need in dependency.needs.indices {
        guard let slot = slot(of: plan.nameLists[Int(need)], rule) else { return }
        needs |= 1 << UInt64(slot)
      }
      demands += [1 << UInt64(holder), needs]
    }
    plan.objects[at].isPlain = true
    plan.objects[at].required = required
    plan.objects[at].demands = appendWords(demands)
  }

  private mutating func appendWords(_ words: [UInt64]) -> IndexRange {
    let range = IndexRange(start: Int32(plan.words.count), count: Int32(words.count))
    plan.words += words
    return range
  }

  private func bytes(_ name: IndexRange) -> ArraySlice<UInt8> {
    plan.bytes[Int(name.start)..<Int(name.start + name.count)]
  }

  private func slot(of name: IndexRange, _ owner: ObjectRule) -> Int? {
    owner.properties.indices.firstIndex {
      bytes(plan.properties[Int($0)].name).elementsEqual(bytes(name))
    }.map { Int(owner.properties.indices[$0] - owner.properties.start) }
  }

  /// The members which a node asks for, when that is all it asks of an object but for the value of
  /// one of them.
  private func demand(
    of index: Int32, _ owner: ObjectRule
  ) -> (members: UInt64, name: IndexRange, node: Int32)? {
    if index < 0 { return (0, IndexRange(), -1) }
    let node = plan.nodes[Int(index)]
    guard node.kinds.contains(.object), node.values < 0, node.logic < 0 else { return nil }
    if node.objects < 0 { return (0, IndexRange(), -1) }
    let rule = plan.objects[Int(node.objects)]
    guard rule.isPlain, !rule.isClosed, rule.dependencies.isEmpty, rule.countMin == 0,
      rule.countMax == .max
    else { return nil }
    var demand: (members: UInt64, name: IndexRange, node: Int32) = (0, IndexRange(), -1)
    for at in rule.properties.indices {
      let property = plan.properties[Int(at)]
      guard let slot = slot(of: property.name, owner) else { return nil }
      if property.isRequired { demand.members |= 1 << UInt64(slot) }
      if property.node < 0 || property.isFree { continue }
      guard demand.node < 0 else { return nil }
      (demand.name, demand.node) = (property.name, property.node)
    }
    return demand
  }

  private mutating func shape(of rule: LogicRule, _ owner: ObjectRule) -> ShapeRule? {
    guard rule.reference < 0, rule.allOf.isEmpty, !rule.hasOneOf, rule.not < 0, !rule.hasUnevaluated
    else { return nil }
    var shape = ShapeRule(isKnown: true)
    var branches: [UInt64] = []
    for branch in rule.anyOf.indices {
      guard let demand = demand(of: plan.branches[Int(branch)], owner), demand.node < 0 else {
        return nil
      }
      branches.append(demand.members)
    }
    if rule.condition >= 0 {
      guard let condition = demand(of: rule.condition, owner),
        let then = demand(of: rule.then, owner), then.node < 0,
        let otherwise = demand(of: rule.otherwise, owner), otherwise.node < 0
      else { return nil }
      (shape.condition, shape.then, shape.otherwise) =
        (condition.members, then.members, otherwise.members)
      (shape.conditionName, shape.conditionNode) = (condition.name, condition.node)
      shape.conditionPlace = slot(of: condition.name, owner).map { Int32($0) } ?? -1
    }
    shape.anyOf = appendWords(branches)
    return shape
  }

  private func isChoiceByKind(_ rule: LogicRule) -> Bool {
    guard rule.hasOneOf, rule.reference < 0, rule.allOf.isEmpty, !rule.hasAnyOf, rule.not < 0,
      rule.condition < 0, !rule.hasUnevaluated
    else { return false }
    var taken = KindSet.none
    for branch in rule.oneOf.indices {
      let kinds = plan.nodes[Int(plan.branches[Int(branch)])].kinds.intersection(.all)
      guard taken.isDisjoint(with: kinds) else { return false }
      taken.formUnion(kinds)
    }
    return true
  }
}
