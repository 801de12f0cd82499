import JSON

/// What the schema says of an object's members; one look-up of each member's name answers
/// `properties` and `required` together.
struct ObjectRule: BitwiseCopyable {
  /// The names of `properties` and `required`, giving places in `properties`.
  var names = NameIndex(slots: -1, mask: 0)
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

  /// Only `properties` and `required` of at most 64 names, `dependentRequired` among them, counts,
  /// and `additionalProperties` true or false: which members an object has is one word.
  var isPlain = false
  /// The places of the required names, one bit each.
  var required: UInt64 = 0
  /// In `words`, by pairs: a member, and those which its presence demands.
  var demands = IndexRange()
}

/// A name that the schema knows.
struct Property: BitwiseCopyable {
  var key: NameKey
  var mask: UInt64
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
  /// Judges an object by an object rule, and by what its node says beside.
  @inline(never)
  mutating func accepts(
    object index: Int32, logic: Int32, _ value: Value
  ) -> Bool {
    let count = value.count
    guard enter(count) else { return false }
    let rule = tables.objects.pointer(to: index)
    var isAccepted = false
    if count >= rule.pointee.countMin, count <= rule.pointee.countMax {
      if !rule.pointee.isPlain {
        isAccepted = acceptsMore(rule, value) && (logic < 0 || accepts(logic: logic, value))
      } else if let seen = membersSeen(index, rule, value),
        rule.pointee.required & ~seen == 0
      {
        isAccepted =
          (rule.pointee.demands.isEmpty && logic < 0)
          || accepts(object: index, logic: logic, value, seen: seen)
      }
    }
    leave()
    return isAccepted
  }

  /// What a plain rule and the logic beside it say once it is known which members there are.
  @inline(never)
  mutating func accepts(
    object index: Int32, logic: Int32, _ value: Value, seen: UInt64
  ) -> Bool {
    let demands = tables.objects.pointer(to: index).pointee.demands
    if demands.count > 0, !meets(demands, seen) { return false }
    if logic < 0 { return true }
    let stored = tables.logic.pointer(to: logic)
    return stored.pointee.shape.isKnown
      ? accepts(shape: stored, of: index, seen: seen, value) : accepts(logic: logic, value)
  }

  /// The places of the members of an object that a plain rule speaks of, one bit each; nil when one
  /// is not accepted. A plain rule: every member is named, or free to be anything, or not allowed.
  @inline(__always)
  private mutating func membersSeen(
    _ index: Int32, _ rule: UnsafePointer<ObjectRule>, _ value: Value
  ) -> UInt64? {
    let row = tables.rows.pointee.row(index)
    let properties = tables.properties.base + Int(rule.pointee.properties.start)
    let isClosed = rule.pointee.isClosed
    var seen: UInt64 = 0
    var before: Int32 = -1
    for member in value.members {
      let number = Int(member.number)
      let slot: Int32
      if number != 0, let row {
        // Safe because the number is of the vocabulary that the rows were made for.
        slot = Int32(row[number])
      } else {
        slot = place(of: member.name, after: before, rule)
      }
      guard slot >= 0 else {
        if isClosed { return nil }
        continue
      }
      before = slot
      // Safe because the index gives places in the rule's own run of properties.
      let property = properties + Int(slot)
      seen |= 1 &<< UInt64(truncatingIfNeeded: slot)
      let node = property.pointee.node
      if node < 0 {
        if isClosed { return nil }
      } else if !property.pointee.isFree, !judge(node, member.value) {
        return nil
      }
    }
    return seen
  }

  /// The place of a name in a plain rule, without a vocabulary.
  ///
  /// Senders keep to an order, often the schema's: the name after the last one is tried first, so
  /// that the processor can go on before the look-up is done.
  @inline(never)
  private func place(
    of name: Text, after before: Int32, _ rule: UnsafePointer<ObjectRule>
  ) -> Int32 {
    let known = rule.pointee.properties
    let properties = tables.properties.base + Int(known.start)
    return rule.pointee.names.find(
      name, guess: min(before &+ 1, known.count &- 1), properties, store)
  }

  @inline(never)
  private func meets(_ demands: IndexRange, _ seen: UInt64) -> Bool {
    var at = demands.start
    while at < demands.start &+ demands.count {
      if tables.words[at] & seen != 0, tables.words[at &+ 1] & ~seen != 0 { return false }
      at &+= 2
    }
    return true
  }

  /// The same with all that can be said of members.
  @inline(never)
  private mutating func acceptsMore(_ rule: UnsafePointer<ObjectRule>, _ value: Value) -> Bool {
    var required: Int32 = 0
    for member in value.members {
      let slot =
        rule.pointee.properties.isEmpty ? -1 : rule.pointee.names.find(member.name, store)
      var isNamed = false
      if slot >= 0 {
        let property = tables.properties[rule.pointee.properties.start &+ slot]
        if property.isRequired { required &+= 1 }
        isNamed = property.node >= 0
        if isNamed, !accepts(property.node, member.value) { return false }
      }
      if !accepts(member, isNamed: isNamed, rule.pointee) { return false }
    }
    guard required == rule.pointee.requiredCount else { return false }
    return rule.pointee.dependencies.isEmpty || meetsDependencies(rule.pointee, value)
  }

  @inline(never)
  private mutating func accepts(_ member: Member, isNamed: Bool, _ rule: ObjectRule) -> Bool {
    var isKnown = isNamed
    for index in rule.patterns.indices {
      let entry = tables.patternProperties[index]
      guard matches(pattern: entry.pattern, member.name) else { continue }
      isKnown = true
      if !accepts(entry.node, member.value) { return false }
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
