internal import Assessment
internal import JSON
internal import Model

/// The rejection of a report that contradicts one with the same identity and revision.
struct ConflictRecord {
  private(set) var key: [UInt8] = []
  private(set) var value: [UInt8] = []

  init(_ effect: ConflictEffect, in effects: Effects, at position: RejectionPosition) {
    key = Array("r-\(effect.report)".utf8)
    var rejection = Rejection(
      reason: .conflict, sentence: effect.sentence, position: position,
      original: RejectionOriginal(
        key: key, value: effects.withBytes(effect.value) { Array($0) }, headers: []))
    rejection.violations = effect.members.map { member in
      RejectionViolation(
        instancePointer: "/\(member)", schemaPointer: "", keyword: "conflict",
        sentence: "It differs from what the first of the two says.")
    }
    var writer = Writer()
    rejection.write(to: &writer)
    value = writer.bytes
  }

  /// The CloudEvents attributes, in Kafka's binary mode.
  func forEachHeader(
    _ position: RejectionPosition, _ body: (StaticString, UnsafeRawBufferPointer) -> Void
  ) {
    func text(_ name: StaticString, _ text: String) {
      Array(text.utf8).withUnsafeBytes { body(name, $0) }
    }
    let place = "\(position.topic)/\(position.partition)/\(position.offset)"
    text("ce_specversion", "1.0")
    text("ce_id", place)
    text("ce_source", "/vigie/assessment")
    text("ce_type", "org.vigie.rejection.v1")
    text("ce_dataschema", "urn:vigie:schema:rejection:1")
    text("content-type", "application/json")
    text("vigie_position", place)
    text("vigie_reason", "conflict")
  }
}
