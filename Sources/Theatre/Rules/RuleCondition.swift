/// When a rule fires. Few and well defined; each with its numbers.
public enum RuleCondition: Sendable, Equatable {
  /// Every fact that matches.
  case each
  /// So many facts, so large a sum, so many different ones, in a window.
  case count(CountCondition)
  /// More than the past lets expect.
  case surge(SurgeCondition)
  /// A second fact close to an earlier one.
  case pair(PairCondition)
  /// Attacks of one actor, close in time and far apart.
  case campaign(CampaignRule)
  /// The first of its sort in a history.
  case novel(NovelCondition)
  /// An actor can do more than before.
  case ladder(LadderCondition)
  /// Steps, one after the other or all together.
  case sequence(SequenceCondition)
  /// Nothing from where something used to come.
  case silence(SilenceCondition)
  /// Points over an area, with levels.
  case score(ScoreCondition)
  /// A date comes near.
  case calendar(RuleCalendar)
  /// A report under a live alert was corrected; this is how all alerts live, and cannot be turned
  /// off.
  case correction
}

/// What makes two alerts of a rule the same one.
public enum RuleKey: String, Sendable, CaseIterable {
  case incident, place, admin2, admin1, country, theatre, actor, source
}

public struct CountCondition: Sendable, Equatable {
  public let per: RuleKey
  public let within: Int64
  /// Facts, or different ones.
  public let atLeast: Int64
  /// Lower mark: an alert that stands is kept while the number is not below.
  public let keepAt: Int64
  /// Instead of counting: one of these sums is reached.
  public let sums: [RuleMeasure]
  public let distinct: Distinct?

  public enum Distinct: String, Sendable, CaseIterable {
    case subEvent = "sub_event"
    case themes, admin2
  }
}

public struct SurgeCondition: Sendable, Equatable {
  public let per: RuleKey
  /// Seconds of one period; the last one ends now.
  public let period: Int64
  /// EARS C1, C2 or C3; nil leaves it out.
  public let method: Method?
  /// Standard deviations above the mean, and the least standard deviation, in thousandths.
  public let sigmas: Int64
  public let sigmaLeast: Int64
  /// Percent above the mean of the periods before; 0 leaves it out.
  public let percent: Int64
  public let periodsBefore: Int
  /// Below this mean of the periods before (in thousandths) there is no surge.
  public let floor: Int64
  /// Facts in the last period at least.
  public let atLeast: Int64

  public enum Method: String, Sendable, CaseIterable { case c1, c2, c3 }
}

public struct PairCondition: Sendable, Equatable {
  public let within: Int64
  /// Metres; 0 asks nothing.
  public let atMost: Int32
  public let relation: Relation
  /// They hit different kinds of target.
  public let targetsDiffer: Bool

  public enum Relation: String, Sendable, CaseIterable {
    case anybody
    case sameActor = "same_actor"
    /// Who struck is struck by whom he struck: communities and those who fight for them are one.
    case reversed
  }
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
}

public struct NovelCondition: Sendable, Equatable {
  public let of: What
  public let history: Int64
  /// Of this actor alone, or of anybody.
  public let by: By
  /// So many earlier ones are still new.
  public let atMost: Int64
  /// The history holds at least so many facts of the same actor (or anybody): with less, everything
  /// would be new.
  public let known: Int64

  public enum What: String, Sendable, CaseIterable {
    case weaponAndTarget = "weapon_and_target"
    case admin1, admin2, country
  }

  public enum By: String, Sendable, CaseIterable { case actor, anybody }
}

public struct LadderCondition: Sendable, Equatable {
  /// Points above the best of before.
  public let rise: Int64
  public let within: Int64
}

public struct SequenceCondition: Sendable, Equatable {
  public let per: RuleKey
  public let steps: [RuleMatch]
  /// From one step to the next.
  public let gap: Int64
  /// Metres from one step to the next; 0 asks nothing.
  public let atMost: Int32
  /// In this order, or all in the same time.
  public let isOrdered: Bool
}

public struct SilenceCondition: Sendable, Equatable {
  /// The rate is taken over so long.
  public let history: Int64
  /// Silent for so many times the mean gap, in thousandths.
  public let factor: Int64
  /// Days with a report in the history at least.
  public let known: Int64
}

public struct ScoreCondition: Sendable, Equatable {
  public let within: Int64
  public let terms: [Term]
  /// Points from which each level begins, rising.
  public let levels: [Int64]
  /// So many points under a level's begin it is left, after so long.
  public let margin: Int64
  public let clearAfter: Int64
  /// One level more where so many terms count, in so many first-level units at once.
  public let convergingTerms: Int64
  public let convergingAreas: Int64
  /// The level from which an alert is raised.
  public let alertsFrom: Int64

  public struct Term: Sendable, Equatable {
    public let name: String
    public let match: RuleMatch
    public let points: Int64
    public let atMost: Int64
  }
}
