public import JSON

/// Why a record did not become a report: a closed list, one name each.
///
/// The names stand in rejections, in the label of the metric, in the runbook's headings and in the
/// filters of `vigie redrive`.
public enum RejectionReason: UInt8, Code {
  /// The record has no value: Kafka's tombstone, which means nothing in a raw topic.
  case nullValue
  /// The value has no bytes.
  case empty
  /// The value is longer than the limit; nothing of it was read.
  case oversize
  /// The value starts with byte 0 and is too short to carry a Confluent schema id.
  case framingInvalid
  /// The value is not a JSON document; `fault` and `offset` say what and where.
  case invalidJSON
  /// No header, framing, member or topic says which schema the document follows.
  case schemaMissing
  /// The schema that is named, or the registry's id, is in no catalogue.
  case schemaUnknown
  /// The schema that is named is no longer accepted.
  case schemaRetired
  /// The schema is one of those that have a topic of their own, and the record came from another.
  case schemaNotAdmitted
  /// The document breaks its schema; `violations` say where.
  case schemaViolation
  /// The document keeps its schema, and a value still cannot be read as what it should be.
  case mappingFailed
  /// The record ended every worker that looked at it; nobody looks at it any more.
  case poison
  /// A report came under an identity and revision that another content has.
  case conflict

  private static let spelled: [StaticString] = [
    "null_value", "empty", "oversize", "framing_invalid", "invalid_json", "schema_missing",
    "schema_unknown", "schema_retired", "schema_not_admitted", "schema_violation", "mapping_failed",
    "poison", "conflict",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)

  /// The stage that gives this reason.
  public var stage: RejectionStage {
    switch self {
    case .nullValue, .empty, .oversize, .framingInvalid, .invalidJSON, .poison: .decode
    case .schemaMissing, .schemaUnknown, .schemaRetired, .schemaNotAdmitted: .chooseSchema
    case .schemaViolation: .validate
    case .mappingFailed: .map
    case .conflict: .deduplicate
    }
  }
}
