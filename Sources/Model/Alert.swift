/// A warning that a rule raised, with its grounds; a version of it.
///
/// Rare beside reports, so it is made of plain values. `Alert+Write` and `Alert+Read` give its one
/// written form, `alert/1`.
public struct Alert: Sendable, Equatable {
  /// Digest of the rule and of what it fired on: the same for every version.
  public var id = Fingerprint.zero
  /// Counts up by one with every version; a version replaces the one before.
  public var version: Int32 = 1
  public var state = AlertState.firing
  /// Why this version, as one word; `why` explains it to people.
  public var reason = AlertReason.raised

  /// The rule's id, version and names.
  public var rule = AlertRule()
  public var severity = AlertSeverity.unknown
  public var urgency = AlertUrgency.unknown
  public var certainty = AlertCertainty.unknown
  /// Who may read it; a restricted one goes to a topic of its own.
  public var scope = AlertScope.everybody
  public var categories = CodeSet<AlertCategory>()
  public var responses = CodeSet<AlertResponse>()
  public var isAcknowledged = false
  /// Nobody acknowledged it in time, and more were told.
  public var isEscalated = false
  /// One for each language, French first.
  public var texts: [AlertWords] = []
  /// Where people should know; two for a campaign.
  public var areas: [AlertArea] = []

  /// Log time of the first and of this version, and when this version lapses.
  public var raised = Instant(seconds: 0)
  public var updated = Instant(seconds: 0)
  public var expires = Instant(seconds: 0)

  /// Earlier versions that this one stands in for, latest first, four at most.
  public var supersedes: [AlertVersion] = []
  /// Of a suppressed one: the alert that speaks for it; zero for none.
  public var inhibitedBy = Fingerprint.zero

  /// What it rests on.
  public var incidents: [Fingerprint] = []
  public var reports: [Fingerprint] = []
  /// The numbers that crossed a threshold.
  public var numbers: [AlertNumber] = []

  public init() {}

  /// The id that stands in keys and documents: `a-` and 26 characters.
  public var idText: String { "a-\(id)" }
}

/// A version of an alert, and when it was sent.
public struct AlertVersion: Sendable, Equatable {
  public var version: Int32
  public var sent: Instant

  public init(version: Int32, sent: Instant) {
    self.version = version
    self.sent = sent
  }
}

/// Which rule raised it.
public struct AlertRule: Sendable, Equatable {
  public var id = ""
  public var version: Int32 = 1

  public init() {}
}

/// An alert's words in one language.
public struct AlertWords: Sendable, Equatable {
  /// ISO 639-1.
  public var language = ""
  /// CAP `event`: what it is, at most 35 characters.
  public var event = ""
  /// CAP `headline`: at most 140 characters.
  public var headline = ""
  public var description = ""
  public var instruction = ""
  /// For whom it is.
  public var audience = ""
  /// Why this version exists, one sentence.
  public var why = ""

  public init() {}
}

/// A circle on the ground; a whole unit, or a place in it.
public struct AlertArea: Sendable, Equatable {
  public var name = ""
  public var country = ""
  public var admin1 = ""
  public var admin2 = ""
  /// It is the unit that is named, all of it.
  public var isUnit = false
  public var coordinates: Coordinates?
  /// Metres.
  public var radius: Int32 = 0

  public init() {}
}

/// A number that a rule compared.
public struct AlertNumber: Sendable, Equatable {
  /// What is counted, with its unit: `kilometres`, `hours`, `percent`.
  public var name = ""
  public var value: Int64 = 0
  public var threshold: Int64 = 0

  public init() {}

  public init(_ name: String, _ value: Int64, threshold: Int64) {
    self.name = name
    self.value = value
    self.threshold = threshold
  }
}
