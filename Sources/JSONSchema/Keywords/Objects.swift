import JSON

/// What the schema says of an object's members; one look-up of each member's name answers
/// `properties` and `required` together.
struct ObjectRule: BitwiseCopyable {
  /// The names of `properties` and `required`, giving indexes into `properties`; −1 for none.
  var names: Int32 = -1
  var properties = IndexRange()
  var requiredCount: Int32 = 0
  var countMin = 0
  var countMax = Int.max
  var patterns = IndexRange()
  /// The node of members that neither `properties` nor `patternProperties` speaks of.
  var additional: Int32 = -1
  var isClosed = false
  var propertyNames: Int32 = -1
  var dependencies = IndexRange()
}

/// A name that the schema knows.
struct Property: BitwiseCopyable {
  var name: IndexRange
  /// −1 when the name is only required.
  var node: Int32
  var isRequired = false
  /// The node takes anything, so the member need not be looked at.
  var isFree = false
}

struct PatternProperty: BitwiseCopyable {
  var pattern: Int32
  var node: Int32
}

/// What the presence of a member demands.
struct Dependency: BitwiseCopyable {
  var name: IndexRange
  /// `dependentRequired`: names.
  var needs = IndexRange()
  /// `dependentSchemas`: a node for the whole object.
  var node: Int32 = -1
}

extension Evaluation {
  mutating func accepts(object index: Int32, _ value: Value) -> Bool {
    let rule = tables.objects[index]
    let count = value.count
    guard count >= rule.countMin, count <= rule.countMax else { return false }
    var required: Int32 = 0
    // Without anything to say of members that are not named, a plain look-up each is all.
    let saysMore = !rule.patterns.isEmpty || rule.additional >= 0 || rule.propertyNames >= 0
    if rule.names >= 0 || saysMore {
      for member in value.members {
        let slot = rule.names < 0 ? -1 : tables.names[Int(rule.names)].find(member.name)
        var isNamed = false
        if slot >= 0 {
          let property = tables.properties[rule.properties.start &+ slot]
          if property.isRequired { required &+= 1 }
          isNamed = property.node >= 0
          if isNamed, !property.isFree, !accepts(property.node, member.value) { return false }
        }
        if saysMore, !accepts(member, isNamed: isNamed, rule) { return false }
      }
    }
    guard required == rule.requiredCount else { return false }
    return rule.dependencies.isEmpty || meetsDependencies(rule, value)
  }

  @inline(__always)
  private mutating func accepts(_ member: Member, isNamed: Bool, _ rule: ObjectRule) -> Bool {
    var isKnown = isNamed
    if !rule.patterns.isEmpty {
      for index in rule.patterns.indices {
        let entry = tables.patternProperties[index]
        guard matches(pattern: entry.pattern, member.name) else { continue }
        isKnown = true
        if !accepts(entry.node, member.value) { return false }
      }
    }
    if !isKnown, rule.additional >= 0 {
      if rule.isClosed || !accepts(rule.additional, member.value) { return false }
    }
    return rule.propertyNames < 0 || accepts(rule.propertyNames, name: member.name)
  }

  @inline(never)
  private mutating func meetsDependencies(_ rule: ObjectRule, _ value: Value) -> Bool {
    for index in rule.dependencies.indices {
      let dependency = tables.dependencies[index]
      guard isPresent(dependency.name, in: value) else { continue }
      if firstMissing(dependency, value) != nil { return false }
      if dependency.node >= 0, !accepts(dependency.node, value) { return false }
    }
    return true
  }

  mutating func isPresent(_ name: IndexRange, in value: Value) -> Bool {
    spend(value.count) && value.member(tables.bytes[bytes: name]) != nil
  }

  /// The first name which a dependency needs and the object lacks.
  mutating func firstMissing(_ dependency: Dependency, _ value: Value) -> IndexRange? {
    for need in dependency.needs.indices {
      let name = tables.nameLists[need]
      if !isPresent(name, in: value) { return name }
    }
    return nil
  }
}
