internal import JSON
internal import Model

extension Intake {
  /// The header `schema`, then a registry's name in header or framing, then the document's own
  /// member, then the topic's default: the first that says anything decides, and must be known.
  func chooseSchema(
    _ record: RawRecord, _ payload: Payload, _ output: inout IntakeOutput
  ) throws(Refusal) -> InboundSchema {
    let index = try findSchema(record, payload)
    let version = catalogue.versions[index]
    output.schema = version.index
    guard version.index >= 0, version.status != .retired else {
      let remedy = version.successor.map { " Use \($0)." } ?? ""
      var refusal = Refusal(.schemaRetired, "\(version.name) is no longer accepted.\(remedy)")
      refusal.schema = version.name
      throw refusal
    }
    output.version = index
    output.isDeprecated = version.status == .deprecated
    let schema = catalogue.inbound[version.index]
    let door = record.topic.admission ?? schema.admission
    guard schema.admission == .open || schema.admission == door else {
      var refusal = Refusal(
        .schemaNotAdmitted,
        "\(schema.name) is taken from the topic “\(schema.admission.word)” and from no other. "
          + "Send it there.")
      refusal.schema = schema.name
      throw refusal
    }
    return schema
  }

  private func findSchema(_ record: RawRecord, _ payload: Payload) throws(Refusal) -> Int {
    if let name = record.header(RawHeader.schema), name.count > 0 {
      let index = catalogue.index(of: name)
      guard index < 0 else { return index }
      throw unknown(String(decoding: name, as: UTF8.self), "The header “schema”")
    }
    if let name = payload.registered { return try findRegistered(name) }
    if let name = payload.document.root["schema"]?.text {
      let index = catalogue.index(of: name)
      guard index < 0 else { return index }
      throw unknown(name.string, "The member “schema”")
    }
    guard record.topic.defaultIndex < 0 else { return record.topic.defaultIndex }
    throw Refusal(
      .schemaMissing,
      "Neither a header, nor the document, nor the topic names a schema. Add a member “schema”.")
  }

  private func findRegistered(_ name: RegisteredName) throws(Refusal) -> Int {
    let index = catalogue.index(of: name)
    guard index < 0 else { return index }
    switch registered[name] {
    case .version(let index): return index
    case .notOurs(let sentence):
      var refusal = Refusal(.schemaUnknown, sentence)
      refusal.schema = "\(name)"
      throw refusal
    case nil: throw unknown("\(name)", "The framing")
    }
  }

  private func unknown(_ name: String, _ place: String) -> Refusal {
    let known = catalogue.versions.filter { $0.status != .retired }.map(\.name)
    var refusal = Refusal(
      .schemaUnknown,
      "\(place) names a schema that is not known. Known: \(known.joined(separator: ", ")).")
    refusal.schema = name
    return refusal
  }
}
