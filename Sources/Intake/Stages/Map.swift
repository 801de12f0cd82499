internal import JSON
internal import Model

extension Intake {
  /// Validates and maps in one walk, where that can be; it finds nothing wrong, it only finds that
  /// nothing is. Else the schema judges, and then the mapping has its turn: both explain.
  func validateAndMap(
    _ payload: Payload, _ schema: InboundSchema, into draft: inout Draft
  ) throws(Refusal) {
    let root = payload.document.root
    let mapping = MappingRun(plan: schema.plan, setting: setting, slots: slots)
    clear(&draft)
    var isDone = false
    if let judging = schema.judging.tables {
      var walk = JudgingWalk(judging, mapping, of: root)
      isDone = walk.run(root, into: &draft)
      if !isDone { clear(&draft) }
    }
    if !isDone {
      try validate(payload, schema)
      try map(payload, schema, mapping, into: &draft)
    }
    // The report holds no text yet, so that what was kept stands where its extents say.
    setting.pointee.room.withBytes { draft.report.storage.append(contentsOf: $0) }
    draft.settleFacts()
    schema.nameBytes.withUnsafeBytes { draft.report.inbound = draft.report.keep($0) }
  }

  private func clear(_ draft: inout Draft) {
    draft.clear()
    setting.pointee.room.clear()
  }

  /// The document's values go into the draft, by the schema's `mapping.yaml`.
  private func map(
    _ payload: Payload, _ schema: InboundSchema, _ mapping: MappingRun, into draft: inout Draft
  ) throws(Refusal) {
    do throws(MappingFailure) {
      try mapping.run(payload.document.root, into: &draft)
    } catch {
      throw refusal(error, payload.document, schema)
    }
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
