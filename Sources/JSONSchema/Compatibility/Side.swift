import JSON

/// One of two schemas that are compared: its tables, and the schema's own judgement of made-up
/// values.
final class Side {
  let plan: Plan
  private let parser = Parser(limits: Limits(depthMax: 512, acceptsNul: true))

  init(_ plan: Plan) {
    self.plan = plan
  }

  // Safe because the plan lives as long as this object.
  var tables: Tables { plan.tables.pointee }

  func accepts(_ node: Int32, _ sample: Sample) -> Bool {
    guard let root = try? parser.parse(sample.json).root else { return false }
    var evaluation = Evaluation(plan.tables, of: root)
    return evaluation.accepts(node, root) && !evaluation.isExhausted
  }

  /// Refused for a reason, and not because the bounds were reached.
  func refuses(_ node: Int32, _ sample: Sample) -> Bool {
    guard let root = try? parser.parse(sample.json).root else { return false }
    var evaluation = Evaluation(plan.tables, of: root)
    return !evaluation.accepts(node, root) && !evaluation.isExhausted
  }

  func accepts(all nodes: [Int32], _ sample: Sample) -> Bool {
    nodes.allSatisfy { accepts($0, sample) }
  }

  func violations(_ node: Int32, _ sample: Sample) -> [Violation] {
    guard let document = try? parser.parse(sample.json) else { return [] }
    var explanation = Explanation(
      Evaluation(plan.tables, of: document.root), document, locations: plan.locations, limit: 8)
    explanation.explain(node, document.root)
    return explanation.violations
  }

  func text(_ range: IndexRange) -> String {
    String(decoding: tables.bytes[bytes: range], as: UTF8.self)
  }

  func matches(_ pattern: Int32, _ name: String) -> Bool {
    var steps = Evaluation.stepsFloor
    let pattern = tables.patterns[pattern]
    return Array(name.utf8).withUnsafeBytes { pattern.matches($0, tables, &steps) }
  }

  func spelling(_ pattern: Int32) -> String { text(tables.patterns[pattern].spelling) }

  func objects(_ node: Int32) -> ObjectRule? {
    let index = tables.nodes[node].objects
    return index < 0 ? nil : tables.objects[index]
  }

  func arrays(_ node: Int32) -> ArrayRule? {
    let index = tables.nodes[node].arrays
    return index < 0 ? nil : tables.arrays[index]
  }

  func logic(_ node: Int32) -> LogicRule? {
    let index = tables.nodes[node].logic
    return index < 0 ? nil : tables.logic[index]
  }

  func branches(_ range: IndexRange) -> [Int32] { range.indices.map { tables.branches[$0] } }

  func properties(_ rule: ObjectRule) -> [(name: String, node: Int32, isRequired: Bool)] {
    rule.properties.indices.map { index in
      let property = tables.properties[index]
      return (text(property.name), property.node, property.isRequired)
    }
  }

  func patterns(_ rule: ObjectRule) -> [PatternProperty] {
    rule.patterns.indices.map { tables.patternProperties[$0] }
  }

  func dependencies(_ rule: ObjectRule) -> [(name: String, needs: [String], node: Int32)] {
    rule.dependencies.indices.map { index in
      let dependency = tables.dependencies[index]
      let needs = dependency.needs.indices.map { text(tables.nameLists[$0]) }
      return (text(dependency.name), needs, dependency.node)
    }
  }

  /// A constant of the schema as a value.
  func sample(_ constant: Int32) -> Sample {
    let constant = tables.constants[constant]
    let items = constant.items.indices.map { tables.constantItems[$0] }
    return switch constant.kind {
    case .null: .null
    case .boolean: .bool(constant.isTrue)
    case .number: .number(text(constant.text))
    case .string: .string(text(constant.text))
    case .array: .array(items.map { sample($0.constant) })
    case .object:
      .object(items.map { Sample.Member(name: text($0.name), value: sample($0.constant)) })
    }
  }

  /// The values of `enum` and `const`; nil when a node has neither.
  func constants(_ node: Int32) -> [Sample]? {
    let index = tables.nodes[node].values
    guard index >= 0 else { return nil }
    let rule = tables.values[index]
    if rule.constant >= 0 { return [sample(rule.constant)] }
    return rule.hasChoices ? rule.choices.indices.map { sample(tables.choices[$0]) } : nil
  }

  /// All schemas that judge the same value as this one, itself first.
  func inPlace(_ start: [Int32]) -> [Int32] {
    var (found, seen, stack): ([Int32], Set<Int32>, [Int32]) = ([], [], start.reversed())
    while let node = stack.popLast() {
      guard node >= 0, seen.insert(node).inserted else { continue }
      found.append(node)
      if let rule = objects(node) { stack += dependencies(rule).map(\.node) }
      guard let rule = logic(node) else { continue }
      stack += [rule.not, rule.condition, rule.then, rule.otherwise, rule.reference]
      stack += branches(rule.oneOf) + branches(rule.anyOf) + branches(rule.allOf)
    }
    return found
  }
}
