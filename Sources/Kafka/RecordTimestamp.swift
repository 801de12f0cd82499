/// A record's timestamp, as Kafka keeps it.
public struct RecordTimestamp: Equatable, Sendable {
  /// Who set it.
  public enum Kind: Sendable {
    /// Nobody: an old producer.
    case absent
    /// The producer (`CreateTime`).
    case created
    /// The broker (`LogAppendTime`).
    case appended
  }

  /// Milliseconds since 1970-01-01 UTC, −1 when absent.
  public var milliseconds: Int64
  public var kind: Kind

  public init(milliseconds: Int64, kind: Kind) {
    self.milliseconds = milliseconds
    self.kind = kind
  }
}
