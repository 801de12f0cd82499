public import Model

/// What a rule asks of one fact (an incident, or a report of a kind that makes none).
///
/// All members that are given must hold; a list holds when the fact has one of its words. An empty
/// set asks nothing.
public struct RuleMatch: Sendable, Equatable {
  public var kinds = CodeSet<ReportKind>()
  public var assertions = CodeSet<Assertion>()
  public var subEvents = CodeSet<SubEventType>()
  public var tactics = CodeSet<Tactic>()
  public var weapons = CodeSet<Weapon>()
  public var targets = CodeSet<TargetClass>()
  public var themes = CodeSet<Theme>()
  /// Families of the likely perpetrator, as indices of actors.
  public var actors: [Int32] = []
  public var stances = CodeSet<Stance>()
  /// ACLED's inter codes, as bits 1…8.
  public var perpetrators: UInt16 = 0
  public var victims: UInt16 = 0
  /// ACLED's interaction codes, lower digit first.
  public var interactions: [UInt8] = []
  /// ISO 3166-1 alpha-2 in one word each.
  public var countries: [UInt16] = []
  public var flags: [RuleFlag: Bool] = [:]
  /// Least numbers: killed (attackers left out), and measures.
  public var killed: Int32 = 0
  public var measures: [RuleMeasure] = []
  /// One measure as a share of another, in percent.
  public var shares: [RuleShare] = []
  /// At least so many seconds long.
  public var lasts: Int64 = 0
  public var calendar: RuleCalendar?
  /// Metres; 0 asks nothing.
  public var pollingMeters: Int32 = 0
  public var borderMeters: Int32 = 0
  /// One of these must hold as well, when there are any.
  public var any: [RuleMatch] = []

  public init() {}
}

/// What is true of a fact or not.
public enum RuleFlag: String, Sendable, CaseIterable {
  /// It takes planning: a suicide bomber, a vehicle full of explosives, indirect fire with more.
  case complex
  case success
  /// Several are named and none is likely; somebody whom the registry knows is likely.
  case ambiguous
  case identified
  /// Who suffered, or was meant, is a community.
  case community
}

public struct RuleMeasure: Sendable, Equatable {
  public let measure: Measure
  public let least: Int64
}

public struct RuleShare: Sendable, Equatable {
  public let measure: Measure
  public let of: Measure
  public let percent: Int64
}

/// Closeness to something on the calendar.
public struct RuleCalendar: Sendable, Equatable {
  public let kinds: CodeSet<CalendarKind>
  /// Seconds before the start and after the end; nil is the entry's own window.
  public let before: Int64?
  public let after: Int64?
}
