public import Model

/// One indicator as data: when it fires, how severe it is, how long it lives.
public struct Rule: Sendable, Equatable {
  /// `R01`, as in the catalogue of rules.
  public let id: String
  public let name: LocalText
  /// Goes up with every change of what fires.
  public let version: Int32
  public let isEnabled: Bool
  public let kind: RuleKind
  public let severity: AlertSeverity
  public let urgency: AlertUrgency
  /// For whom it is, in words.
  public let audience: LocalText
  /// Seconds an alert lives without new grounds.
  public let expiresAfter: Int64
  /// Key of its templates in the texts.
  public let texts: String
  /// Why it exists, and where its numbers come from.
  public let reason: String
  public let anchor: String
}

/// What makes a rule fire.
public enum RuleKind: Sendable, Equatable {
  case proximity(ProximityRule)
  case campaign(CampaignRule)
  case target(TargetRule)
  case timed(TimedRule)
}

/// Violence near a polling place in the days of a vote.
public struct ProximityRule: Sendable, Equatable {
  public let calendar: CodeSet<CalendarKind>
  /// Seconds before the entry's start and after its end.
  public let before: Int64
  public let after: Int64
  public let meters: Int32
  public let eventTypes: CodeSet<EventType>
}

/// Attacks of one actor, close in time and far apart.
public struct CampaignRule: Sendable, Equatable {
  /// At most so many seconds between them.
  public let seconds: Int64
  /// At least so many metres between them.
  public let meters: Int32
  /// The actor is at least this likely for each, 0…100.
  public let actorPercent: UInt8
  public let attacks: Int32
  /// Only complex attacks count: suicide bombs, vehicle bombs, several weapons at once.
  public let isComplexOnly: Bool
}

/// An attack on certain kinds of target.
public struct TargetRule: Sendable, Equatable {
  public let targets: CodeSet<TargetClass>
  public let eventTypes: CodeSet<EventType>
}

/// An attack close to something on the calendar; how close is the calendar entry's own.
public struct TimedRule: Sendable, Equatable {
  public let calendar: CodeSet<CalendarKind>
  public let eventTypes: CodeSet<EventType>
}

extension AlertSeverity {
  /// One band worse; extreme and unknown stay.
  public var escalated: AlertSeverity {
    self == .unknown ? self : AlertSeverity(rawValue: max(1, rawValue) - 1) ?? self
  }
}
