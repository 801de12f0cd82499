internal import JSON
internal import JSONSchema
internal import Model

extension Intake {
  /// The document must keep its schema; if it does not, every violation is told, up to a limit.
  func validate(_ payload: Payload, _ schema: InboundSchema) throws(Refusal) {
    if schema.schema.accepts(payload.document.root) { return }
    throw refusal(payload.document, schema)
  }

  private func refusal(_ document: Document, _ schema: InboundSchema) -> Refusal {
    let violations = schema.schema.violations(
      document.root, in: document, limit: limits.violationsMax)
    let count = violations.count
    let most = count == limits.violationsMax ? "at least " : ""
    var refusal = Refusal(
      .schemaViolation,
      count == 1
        ? "The document breaks \(schema.name) in one place."
        : "The document breaks \(schema.name) in \(most)\(count) places.")
    refusal.schema = schema.name
    refusal.violations = violations.map {
      RejectionViolation(
        instancePointer: $0.instancePointer, schemaPointer: $0.schemaPointer, keyword: $0.keyword,
        sentence: $0.sentence)
    }
    return refusal
  }
}
