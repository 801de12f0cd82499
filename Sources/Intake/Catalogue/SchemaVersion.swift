/// A version that records may name, and what becomes of them.
///
/// Where it stands is said in `Schemas/inbound/<name>/versions.yaml`, beside the versions and not
/// in them: schema and mapping of a version never change once it is out, its standing does, and one
/// short file shows the life of a feed at a glance. A version that it does not name is live.
public struct SchemaVersion: Sendable {
  /// Whether documents of this version are taken.
  public enum Status: String, Sendable, CaseIterable {
    /// Accepted.
    case live
    /// Accepted, flagged `schema_deprecated`, and told to the operator.
    case deprecated
    /// Rejected as `schema_retired`. Its folder may be gone.
    case retired
  }

  /// `field-report/3`.
  public let name: String
  public let status: Status
  /// What to use instead, told in rejections and warnings.
  public let successor: String?
  /// The version that judges its documents: this one had a fault, and telephones still send it.
  public let supersededBy: String?
  /// The schema that judges its documents, in `SchemaCatalogue.inbound`; −1 when it is retired.
  public internal(set) var index: Int

  init(
    name: String, status: Status = .live, successor: String? = nil, supersededBy: String? = nil,
    index: Int = -1
  ) {
    self.name = name
    self.status = status
    self.successor = successor
    self.supersededBy = supersededBy
    self.index = index
  }
}
