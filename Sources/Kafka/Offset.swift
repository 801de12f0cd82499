internal import CRdKafka

/// A position in a partition: the number of the *next* record to read, or a name for a place.
public struct Offset: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int64

  public init(rawValue: Int64) { self.rawValue = rawValue }

  /// The record with this number, from 0.
  public static func at(_ number: Int64) -> Offset { Offset(rawValue: number) }

  /// So many records before the end (`RD_KAFKA_OFFSET_TAIL`).
  public static func beforeEnd(_ count: Int64) -> Offset {
    Offset(rawValue: Int64(RD_KAFKA_OFFSET_TAIL_BASE) - count)
  }

  /// The oldest record the broker still has (`RD_KAFKA_OFFSET_BEGINNING`).
  public static let beginning = Offset(rawValue: Int64(RD_KAFKA_OFFSET_BEGINNING))
  /// After the newest record (`RD_KAFKA_OFFSET_END`).
  public static let end = Offset(rawValue: Int64(RD_KAFKA_OFFSET_END))
  /// The group's committed offset, else `auto.offset.reset` (`RD_KAFKA_OFFSET_STORED`).
  public static let committed = Offset(rawValue: Int64(RD_KAFKA_OFFSET_STORED))
  /// None is known (`RD_KAFKA_OFFSET_INVALID`).
  public static let none = Offset(rawValue: Int64(RD_KAFKA_OFFSET_INVALID))

  /// The record's number, or nil when this is only a name for a place.
  public var number: Int64? { rawValue >= 0 ? rawValue : nil }
}

extension Offset: CustomStringConvertible {
  public var description: String {
    switch self {
    case .beginning: "beginning"
    case .end: "end"
    case .committed: "committed"
    case .none: "none"
    default: rawValue >= 0 ? "\(rawValue)" : "end-\(Int64(RD_KAFKA_OFFSET_TAIL_BASE) - rawValue)"
    }
  }
}
