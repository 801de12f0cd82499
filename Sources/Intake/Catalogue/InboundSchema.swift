public import JSONSchema
internal import Model

/// One version of what a feed sends: its schema, and how it becomes `report/1`.
public final class InboundSchema: Sendable {
  /// `field-report/3`.
  public let name: String
  /// The schema's own title, or its name.
  public let title: String
  /// The topics that its documents are taken from.
  public let admission: Admission
  public let schema: Schema
  let plan: MappingPlan
  let judging = JudgingPlan()
  let nameBytes: [UInt8]
  /// Of the schema's text in canonical form, to know it again in a registry.
  let digest: Fingerprint?

  init(
    name: String, title: String, admission: Admission = .open, schema: Schema, plan: MappingPlan,
    digest: Fingerprint?
  ) {
    self.digest = digest
    self.admission = admission
    self.name = name
    self.title = title
    self.schema = schema
    self.plan = plan
    nameBytes = Array(name.utf8)
  }
}
