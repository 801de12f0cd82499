public import JSON

/// A compiled JSON Schema (draft 2020-12, 2019-09, 07 or 06): compile once, judge any number of
/// documents, from any thread.
///
/// Three answers at three costs: `accepts` (no path, no allocation), `firstViolation`,
/// `violations`. What is not understood is refused when the schema is loaded, never skipped. Work
/// and depth are bounded for every document; see `Evaluation`.
public struct Schema: Sendable {
  /// The name given at loading, for problems and metrics.
  public let name: String
  let plan: Plan

  /// Compiles a schema document; everything is copied out of it. References lead into the document
  /// itself or into the registry; nothing is fetched.
  ///
  /// Throws every problem at once.
  public init(
    _ document: Document, name: String, settings: SchemaSettings = SchemaSettings(),
    registry: SchemaRegistry = SchemaRegistry()
  ) throws(SchemaFault) {
    var compiler = Compiler(root: document.root, settings: settings, registry: registry)
    guard let plan = compiler.compile() else {
      let problems = compiler.problems.sorted {
        ($0.pointer, $0.sentence) < ($1.pointer, $1.sentence)
      }
      throw SchemaFault(name: name, problems: problems)
    }
    self.name = name
    self.plan = plan
  }

  /// The same for a schema of one's own: unknown keywords are refused.
  public init(
    _ document: Document, name: String, assertFormats: Bool
  ) throws(SchemaFault) {
    try self.init(document, name: name, settings: SchemaSettings(assertsFormats: assertFormats))
  }

  /// Parses and compiles a schema.
  public init(
    _ bytes: [UInt8], name: String, settings: SchemaSettings = SchemaSettings(),
    registry: SchemaRegistry = SchemaRegistry()
  ) throws(SchemaFault) {
    let parser = Parser(limits: Limits(depthMax: 512, acceptsNul: true))
    let document: Document
    do throws(Fault) {
      document = try parser.parse(bytes)
    } catch {
      let problem = SchemaFault.Problem(pointer: "", sentence: error.sentence)
      throw SchemaFault(name: name, problems: [problem])
    }
    self = try withExtendedLifetime(parser) { () throws(SchemaFault) in
      try Schema(document, name: name, settings: settings, registry: registry)
    }
  }

  /// The same for a schema of one's own: unknown keywords are refused.
  public init(
    _ bytes: [UInt8], name: String, assertFormats: Bool
  ) throws(SchemaFault) {
    try self.init(bytes, name: name, settings: SchemaSettings(assertsFormats: assertFormats))
  }

  /// Every member name that `properties` and `required` speak of, in the order of the schema.
  public var names: [[UInt8]] {
    let tables = plan.tables.pointee
    return (0..<tables.properties.count).map {
      Array(tables.bytes[bytes: tables.properties[Int32($0)].name])
    }
  }

  /// Has the schema know members by their numbers, which is quicker than by their names. Before the
  /// schema is shared between threads, and once.
  ///
  /// The documents that are judged must come from parsers of this vocabulary, or of none.
  public func bind(to vocabulary: Vocabulary) { plan.bind(to: vocabulary) }

  /// What became of a value.
  public enum Verdict: Sendable, Equatable {
    case accepted, refused
    /// The bounds of the walk were reached before there was an answer. Counts as refused, with the
    /// keyword `limit`.
    case exhausted
  }

  /// The same as `accepts`, and whether the bounds were reached.
  public func judge(_ value: Value) -> Verdict {
    withExtendedLifetime(plan) {
      var evaluation = Evaluation(plan.tables, of: value)
      let isAccepted = evaluation.accepts(plan.root, value)
      return evaluation.isExhausted ? .exhausted : isAccepted ? .accepted : .refused
    }
  }

  /// Whether the value fits the schema. Costs no allocation, save for strings with escapes and for
  /// unique items in their hundreds.
  public func accepts(_ value: Value) -> Bool {
    withExtendedLifetime(plan) {
      var evaluation = Evaluation(plan.tables, of: value)
      let isAccepted = evaluation.accepts(plan.root, value)
      return isAccepted && !evaluation.isExhausted
    }
  }

  /// The first violation in the schema's order; nil exactly when the value is accepted.
  public func firstViolation(_ value: Value, in document: Document) -> Violation? {
    violations(value, in: document, limit: 1).first
  }

  /// The violations, at most `limit` and at least one of them; none exactly when the value is
  /// accepted.
  public func violations(
    _ value: Value, in document: Document, limit: Int = 32
  ) -> [Violation] {
    if accepts(value) { return [] }
    let violations = explain(value, in: document, limit: limit)
    return violations.isEmpty ? [Explanation.exhaustion] : violations
  }

  /// The walk that explains, without asking first whether there is anything to explain.
  func explain(_ value: Value, in document: Document, limit: Int) -> [Violation] {
    withExtendedLifetime(plan) {
      var explanation = Explanation(
        Evaluation(plan.tables, of: value), document, locations: plan.locations,
        limit: max(1, limit))
      explanation.explain(plan.root, value)
      return explanation.violations
    }
  }
}
