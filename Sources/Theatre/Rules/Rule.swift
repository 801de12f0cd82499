public import Model

/// One indicator as data: what it watches, when it fires, how severe it is, how it ends.
public struct Rule: Sendable, Equatable {
  /// `R01`, as in the catalogue of rules; `C1` for a causal chain.
  public let id: String
  public let name: LocalText
  /// Goes up with every change of what fires.
  public let version: Int32
  public let isEnabled: Bool
  /// What every way of firing asks of a fact.
  public let match: RuleMatch
  /// Ways of firing; one suffices. The first that holds gives the numbers.
  public let ways: [RuleWay]
  /// Each that holds makes the alert one band more severe.
  public let escalations: [RuleWay]
  public let severity: AlertSeverity
  public let urgency: AlertUrgency
  public let scope: AlertScope
  public let categories: CodeSet<AlertCategory>
  public let responses: CodeSet<AlertResponse>
  /// For whom it is, in words.
  public let audience: LocalText
  /// Who is told too when nobody acknowledged it.
  public let escalatesTo: LocalText?
  public let life: RuleLife
  /// Rules whose alerts on the same incident, or on a member of this campaign, are held back while
  /// this one's stands.
  public let inhibits: [String]
  /// Rules whose live alerts in the same country are lowered one band when this one fires.
  public let eases: [String]
  /// Key of its templates in the texts.
  public let texts: String
  /// Why it exists, and where its numbers come from.
  public let reason: String
  public let anchor: String
  /// Where it stands in rules.yaml.
  public let line: Int
}

/// How long an alert lives. All in seconds.
public struct RuleLife: Sendable, Equatable {
  /// Without new grounds; at most a day.
  public let expiresAfter: Int64
  /// Whether it is written anew at its expiry while its condition still holds.
  public let renews: Bool
  /// How long the condition must have been under its lower mark before a renewed alert ends.
  public let clearAfter: Int64
  /// After its end, how long the same alert is held back, unless it comes back worse.
  public let cooldown: Int64
  /// How long the condition must hold before the alert is raised.
  public let pendingFor: Int64
  /// Told once more, and to more people, when nobody acknowledged it so long after it was raised;
  /// 0 is never.
  public let unacknowledgedAfter: Int64
}

/// One way of firing.
public struct RuleWay: Sendable, Equatable {
  /// What this way asks beside the rule's own match.
  public let match: RuleMatch
  public let condition: RuleCondition
}

extension AlertSeverity {
  /// One band worse; extreme and unknown stay.
  public var escalated: AlertSeverity {
    self == .unknown ? self : AlertSeverity(rawValue: max(1, rawValue) - 1) ?? self
  }

  /// One band better; minor and unknown stay.
  public var eased: AlertSeverity {
    self == .unknown || self == .minor ? self : AlertSeverity(rawValue: rawValue + 1) ?? self
  }
}
