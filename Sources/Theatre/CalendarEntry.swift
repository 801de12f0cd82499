public import JSON
public import Model

/// Something that is due: one entry of `calendar.yaml`.
public struct CalendarEntry: Sendable, Equatable {
  public let id: String
  public let name: LocalText
  public let kind: CalendarKind
  /// First and last second.
  public let starts: Instant
  public let ends: Instant
  /// Seconds before the start and after the end in which an attack counts as politically timed.
  public let windowBefore: Int64
  public let windowAfter: Int64
  /// Id of the place where it is held.
  public let place: String?
  public let source: String

  /// 72 h (DOMAIN E1, R12).
  public static let windowDefault: Int64 = 72 * 3600
}

extension CalendarEntry {
  /// Seconds from a span to this entry: 0 when they touch, negative when the span is before it.
  public func offset(of span: TimeSpan) -> Int64 {
    if span.latest < starts { return span.latest.seconds - starts.seconds }
    if span.earliest > ends { return span.earliest.seconds - ends.seconds }
    return 0
  }

  /// Whether a span touches the entry widened by these seconds on either side.
  public func contains(_ span: TimeSpan, before: Int64, after: Int64) -> Bool {
    let offset = offset(of: span)
    return offset >= -before && offset <= after
  }
}

/// What kind of thing is due.
public enum CalendarKind: UInt8, Code {
  case vote, runoff, campaign, results, summit, visit, inauguration, holiday

  static let spelled: [StaticString] = [
    "vote", "runoff", "campaign", "results", "summit", "visit", "inauguration", "holiday",
  ]

  public var name: StaticString { Self.spelled[Int(rawValue)] }
  public static let table = NameTable(names)
  public static let every = Array(allCases)
}
