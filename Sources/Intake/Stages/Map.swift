internal import JSON
internal import Model

extension Intake {
  /// The document's values go into the draft, by the schema's `mapping.yaml`.
  func map(
    _ payload: Payload, _ schema: InboundSchema, into draft: inout Draft
  ) throws(Refusal) {
    draft.clear()
    setting.pointee.room.clear()
    let run = MappingRun(plan: schema.plan, setting: setting, slots: slots)
    do throws(MappingFailure) {
      try run.run(payload.document.root, into: &draft)
    } catch {
      throw refusal(error, payload.document, schema)
    }
    // The report holds no text yet, so that what was kept stands where its extents say.
    setting.pointee.room.withBytes { draft.report.storage.append(contentsOf: $0) }
    draft.settleFacts()
    schema.nameBytes.withUnsafeBytes { draft.report.inbound = draft.report.keep($0) }
  }

  private func refusal(
    _ failure: MappingFailure, _ document: Document, _ schema: InboundSchema
  ) -> Refusal {
    var refusal = Refusal(
      .mappingFailed, "A value keeps \(schema.name) and still cannot be read. \(failure.sentence)")
    refusal.schema = schema.name
    refusal.violations = [
      RejectionViolation(
        instancePointer: failure.value.map { document.pointer(to: $0) } ?? "", schemaPointer: "",
        keyword: "mapping", sentence: "\(failure.sentence)")
    ]
    return refusal
  }
}

extension Draft {
  /// The text that carries the facts is the description, unless there is another.
  mutating func settleFacts() {
    hasOrigin = !report.origin.isEmpty
    guard !facts.isEmpty else { return }
    let isSame =
      report.description.isEmpty
      || report.storage[report.description.range].elementsEqual(report.storage[facts.range])
    guard isSame else { return }
    // One text is searched once for what identifies people.
    if report.description.isEmpty { report.description = facts } else { facts = report.description }
  }
}
