public import JSON

/// A compiled JSON Schema (draft 2020-12): compile once, judge any number of documents, from any
/// thread.
///
/// Three answers at three costs: `accepts` (no path, no allocation), `firstViolation`,
/// `violations`. What is not understood is refused when the schema is loaded, never skipped. Work
/// and depth are bounded for every document; see `Evaluation`.
public struct Schema: Sendable {
  /// The name given at loading, for problems and metrics.
  public let name: String
  let plan: Plan

  /// Compiles a schema document; everything is copied out of it.
  ///
  /// `format` is an annotation unless `assertFormats` is true. Throws every problem at once.
  public init(
    _ document: Document, name: String, assertFormats: Bool = false
  ) throws(SchemaFault) {
    var compiler = Compiler(root: document.root, assertFormats: assertFormats)
    guard let plan = compiler.compile() else {
      let problems = compiler.problems.sorted {
        ($0.pointer, $0.sentence) < ($1.pointer, $1.sentence)
      }
      throw SchemaFault(name: name, problems: problems)
    }
    self.name = name
    self.plan = plan
  }

  /// Parses and compiles a schema.
  public init(
    _ bytes: [UInt8], name: String, assertFormats: Bool = false
  ) throws(SchemaFault) {
    let parser = Parser()
    let document: Document
    do throws(Fault) {
      document = try parser.parse(bytes)
    } catch {
      let problem = SchemaFault.Problem(pointer: "", sentence: error.sentence)
      throw SchemaFault(name: name, problems: [problem])
    }
    self = try withExtendedLifetime(parser) { () throws(SchemaFault) in
      try Schema(document, name: name, assertFormats: assertFormats)
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
