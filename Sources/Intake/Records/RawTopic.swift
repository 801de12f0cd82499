/// A raw topic, made once and then referred to by its records.
public final class RawTopic: Sendable {
  /// As Kafka calls it, or the name of the file that is replayed.
  public let name: String
  /// The schema of documents that do not say theirs, as `field-report/3`.
  public let defaultSchema: String?
  /// Which schemas beside the open ones are taken from here; nil is all, for checking files.
  public let admission: Admission?
  let defaultIndex: Int
  let nameBytes: [UInt8]

  /// A default that the catalogue does not have counts as none, and its records as
  /// `schema_missing`; check it against `SchemaCatalogue.index(of:)` at start.
  public init(
    _ name: String, defaultSchema: String? = nil, admission: Admission? = .open,
    in catalogue: SchemaCatalogue
  ) {
    self.name = name
    self.admission = admission
    nameBytes = Array(name.utf8)
    self.defaultSchema = defaultSchema
    defaultIndex = defaultSchema.map { catalogue.index(of: $0) } ?? -1
  }
}
