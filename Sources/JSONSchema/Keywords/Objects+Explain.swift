import JSON

extension Explanation {
  mutating func explain(object index: Int32, _ node: Int32, _ value: Value) {
    let rule = evaluation.tables.objects[index]
    let count = value.count
    if count < rule.countMin {
      add(.minProperties, node, value) {
        "\($0) must have at least \(rule.countMin) members; it has \(count)"
      }
    } else if count > rule.countMax {
      add(.maxProperties, node, value) {
        "\($0) must have at most \(rule.countMax) members; it has \(count)"
      }
    }
    if rule.requiredCount > 0 { explain(required: rule, node, value) }
    for member in value.members where !isFull {
      explain(member, of: rule, node, value)
    }
    for index in rule.dependencies.indices where !isFull {
      explain(evaluation.tables.dependencies[index], node, value)
    }
  }

  private mutating func explain(required rule: ObjectRule, _ node: Int32, _ value: Value) {
    for index in rule.properties.indices where !isFull {
      let property = evaluation.tables.properties[index]
      guard property.isRequired, !evaluation.isPresent(property.name, in: value) else { continue }
      let name = shown(property.name)
      add(.required, node, value) { "\($0) must have the member `\(name)`" }
    }
  }

  private mutating func explain(
    _ member: Member, of rule: ObjectRule, _ node: Int32, _ value: Value
  ) {
    var isKnown = false
    let slot = rule.properties.isEmpty ? -1 : rule.names.find(member.name, evaluation.store)
    if slot >= 0 {
      let property = evaluation.tables.properties[rule.properties.start + slot]
      if property.node >= 0 {
        isKnown = true
        explain(property.node, member.value)
      }
    }
    for index in rule.patterns.indices {
      let entry = evaluation.tables.patternProperties[index]
      guard evaluation.matches(pattern: entry.pattern, member.name) else { continue }
      isKnown = true
      explain(entry.node, member.value)
    }
    if !isKnown, rule.additional >= 0 {
      if rule.isClosed {
        explain(unknown: member, of: rule, node, value)
      } else {
        explain(rule.additional, member.value)
      }
    }
    if rule.propertyNames >= 0, !evaluation.accepts(rule.propertyNames, name: member.name) {
      let name = member.name.withDecoded { Excerpt.plain($0) }.map { "`\($0)`" } ?? "a member"
      add(.propertyNames, node, value) {
        "\($0) has \(name), a name that the schema's `propertyNames` does not take"
      }
    }
  }

  private mutating func explain(
    unknown member: Member, of rule: ObjectRule, _ node: Int32, _ value: Value
  ) {
    let names = rule.properties.indices
      .filter { evaluation.tables.properties[$0].node >= 0 }
      .map { Array(evaluation.tables.bytes[bytes: evaluation.tables.properties[$0].name]) }
    explain(unknown: member.name, member.value, .additionalProperties, names, node, value)
  }

  /// A member that is not allowed, and the name that was probably meant.
  mutating func explain(
    unknown text: Text, _ member: Value, _ keyword: Keyword, _ known: [[UInt8]], _ node: Int32,
    _ value: Value
  ) {
    // A name that does not look like one may be somebody's text: then neither the sentence nor the
    // pointer repeats it.
    let name = text.withDecoded { Excerpt.plain($0) }
    let nearest = text.withDecoded { NearestName.of($0, among: known) }
    add(keyword, node, name == nil ? value : member) { _ in
      let subject = name.map { "member `\($0)`" } ?? "a member of the object"
      return "\(subject) is not known here" + (nearest.map { "; did you mean `\($0)`?" } ?? "")
    }
  }

  private mutating func explain(_ dependency: Dependency, _ node: Int32, _ value: Value) {
    guard evaluation.isPresent(dependency.name, in: value) else { return }
    let trigger = shown(dependency.name)
    for need in dependency.needs.indices where !isFull {
      let name = evaluation.tables.nameLists[need]
      guard !evaluation.isPresent(name, in: value) else { continue }
      let missing = shown(name)
      add(.dependentRequired, node, value) {
        "\($0) has the member `\(trigger)`, so it must have `\(missing)` too"
      }
    }
    if dependency.node >= 0 { explain(dependency.node, value) }
  }

  private func shown(_ name: IndexRange) -> String {
    Excerpt.bounded(evaluation.tables.bytes[bytes: name], 40)
  }
}
