public import JSONSchema

/// One version of what a feed sends: its schema, and how it becomes `report/1`.
public final class InboundSchema: Sendable {
  /// Whether documents of this version are taken.
  public enum Status: String, Sendable, CaseIterable {
    /// Accepted.
    case live
    /// Accepted and flagged `schema_deprecated`.
    case deprecated
    /// Rejected as `schema_retired`.
    case retired
  }

  /// `field-report/3`.
  public let name: String
  public let status: Status
  /// Which topics its documents may come from.
  public let admission: Admission
  /// What to use instead, when it is told.
  public let supersededBy: String?
  public let schema: Schema
  let plan: MappingPlan
  let nameBytes: [UInt8]

  init(
    name: String, status: Status, admission: Admission = .open, supersededBy: String?,
    schema: Schema, plan: MappingPlan
  ) {
    self.name = name
    self.status = status
    self.admission = admission
    self.supersededBy = supersededBy
    self.schema = schema
    self.plan = plan
    nameBytes = Array(name.utf8)
  }
}
