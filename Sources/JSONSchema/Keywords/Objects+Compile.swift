import JSON

/// What a schema object says of members, gathered before names become one table.
struct ObjectDraft {
  var rule = ObjectRule()
  /// Names in the order met, so that sentences list them the same way every time.
  var names: [[UInt8]] = []
  var nodes: [Int32] = []
  var isRequired: [Bool] = []
  var patterns: [PatternProperty] = []
  var dependencies: [Dependency] = []

  /// The place of a name, which is new or known already.
  mutating func place(of name: [UInt8]) -> Int {
    if let place = names.firstIndex(of: name) { return place }
    names.append(name)
    nodes.append(-1)
    isRequired.append(false)
    return names.count - 1
  }
}

extension Compiler {
  mutating func object(
    _ keyword: Keyword, _ value: Value, at place: String, into draft: inout NodeDraft
  ) {
    var object = draft.objects ?? ObjectDraft()
    switch keyword {
    case .minProperties:
      if let count = count(keyword, value, at: place) { object.rule.countMin = count }
    case .maxProperties:
      if let count = count(keyword, value, at: place) { object.rule.countMax = count }
    case .required:
      for name in names(keyword, value, at: place) {
        object.isRequired[object.place(of: name)] = true
      }
    case .additionalProperties:
      object.rule.additional = node(for: value, at: place)
      object.rule.isClosed = value.bool == false
    case .propertyNames: object.rule.propertyNames = node(for: value, at: place)
    default: members(keyword, value, at: place, into: &object)
    }
    draft.objects = object
  }

  /// The keywords whose value is an object with a member for each name.
  private mutating func members(
    _ keyword: Keyword, _ value: Value, at place: String, into object: inout ObjectDraft
  ) {
    guard value.kind == .object else {
      report(place, "`\(keyword.rawValue)` must be an object; it is \(value.kind.phrase)")
      return
    }
    for member in value.members {
      let name = member.name.withDecoded { Array($0) }
      let memberPlace = Self.place(member.name.string, under: place)
      switch keyword {
      case .properties:
        let at = object.place(of: name)
        object.nodes[at] = node(for: member.value, at: memberPlace)
      case .patternProperties:
        guard let pattern = pattern(member.name.string, at: memberPlace) else { continue }
        object.patterns.append(
          PatternProperty(pattern: pattern, node: node(for: member.value, at: memberPlace)))
      case _ where keyword == .dependentRequired || isListOfNames(keyword, member.value):
        let needs = plan.append(names: names(keyword, member.value, at: memberPlace))
        object.dependencies.append(Dependency(name: plan.append(name), needs: needs))
      default:
        let node = node(for: member.value, at: memberPlace)
        object.dependencies.append(Dependency(name: plan.append(name), node: node))
      }
    }
  }

  /// `dependencies` of old drafts is `dependentRequired` where its value is an array.
  private func isListOfNames(_ keyword: Keyword, _ value: Value) -> Bool {
    keyword == .dependencies && value.kind == .array
  }

  /// An array of different names.
  private mutating func names(
    _ keyword: Keyword, _ value: Value, at place: String
  ) -> [[UInt8]] {
    guard value.kind == .array, value.elements.allSatisfy({ $0.kind == .string }) else {
      report(place, "`\(keyword.rawValue)` must list member names as strings")
      return []
    }
    var names: [[UInt8]] = []
    for element in value.elements {
      guard let name = element.text?.withDecoded({ Array($0) }) else { continue }
      if names.contains(name) {
        let shown = Excerpt.bounded(name, 40)
        report(place, "`\(keyword.rawValue)` lists `\(shown)` twice")
      } else {
        names.append(name)
      }
    }
    return names
  }

  mutating func finish(_ object: ObjectDraft) -> Int32 {
    var rule = object.rule
    if !object.names.isEmpty {
      rule.names = plan.append(index: object.names)
      rule.properties = IndexRange(
        start: Int32(plan.properties.count), count: Int32(object.names.count))
      for (at, name) in object.names.enumerated() {
        let key = NameKey(name)
        plan.properties.append(
          Property(
            key: key, mask: key.mask, name: plan.append(name), node: object.nodes[at],
            isRequired: object.isRequired[at]))
      }
      rule.requiredCount = Int32(object.isRequired.count { $0 })
    }
    rule.patterns = IndexRange(
      start: Int32(plan.patternProperties.count), count: Int32(object.patterns.count))
    plan.patternProperties += object.patterns
    rule.dependencies = IndexRange(
      start: Int32(plan.dependencies.count), count: Int32(object.dependencies.count))
    plan.dependencies += object.dependencies
    return plan.objects.place(rule)
  }
}
