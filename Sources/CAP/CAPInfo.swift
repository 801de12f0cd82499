public import Model

/// What an alert says, in one language.
///
/// Source: OASIS CAP 1.2, section 3.2.2. All blocks of a message carry the same categories and
/// event codes; only the words differ.
public struct CAPInfo: Sendable, Equatable {
  /// RFC 3066, such as `fr` or `en-GB`. The standard's default is `en-US`, so it is always written.
  public var language: String
  /// At least one.
  public var categories: [Category]
  /// What happened, in 35 characters or fewer.
  public var event: String
  public var responses: [Response] = []
  public var urgency: Urgency
  public var severity: Severity
  public var certainty: Certainty
  public var audience: String?
  public var eventCodes: [CAPNamedValue] = []
  public var effective: Instant?
  public var onset: Instant?
  public var expires: Instant?
  public var senderName: String?
  /// 140 characters or fewer, and not the description over again.
  public var headline: String?
  public var description: String?
  public var instruction: String?
  /// An absolute address with more about it.
  public var web: String?
  public var contact: String?
  public var parameters: [CAPNamedValue] = []
  public var resources: [CAPResource] = []
  public var areas: [CAPArea] = []

  public init(
    language: String, categories: [Category], event: String, urgency: Urgency, severity: Severity,
    certainty: Certainty
  ) {
    self.language = language
    self.categories = categories
    self.event = event
    self.urgency = urgency
    self.severity = severity
    self.certainty = certainty
  }
}

extension CAPInfo {
  public enum Category: String, Sendable, CaseIterable {
    case geo = "Geo"
    case met = "Met"
    case safety = "Safety"
    case security = "Security"
    case rescue = "Rescue"
    case fire = "Fire"
    case health = "Health"
    case env = "Env"
    case transport = "Transport"
    case infra = "Infra"
    case cbrne = "CBRNE"
    case other = "Other"
  }

  public enum Response: String, Sendable, CaseIterable {
    case shelter = "Shelter"
    case evacuate = "Evacuate"
    case prepare = "Prepare"
    case execute = "Execute"
    case avoid = "Avoid"
    case monitor = "Monitor"
    case assess = "Assess"
    case allClear = "AllClear"
    case nothing = "None"
  }

  public enum Urgency: String, Sendable, CaseIterable {
    case immediate = "Immediate"
    /// Within the next hour.
    case expected = "Expected"
    case future = "Future"
    case past = "Past"
    case unknown = "Unknown"
  }

  public enum Severity: String, Sendable, CaseIterable {
    case extreme = "Extreme"
    case severe = "Severe"
    case moderate = "Moderate"
    case minor = "Minor"
    case unknown = "Unknown"
  }

  public enum Certainty: String, Sendable, CaseIterable {
    case observed = "Observed"
    /// More than about one in two.
    case likely = "Likely"
    case possible = "Possible"
    case unlikely = "Unlikely"
    case unknown = "Unknown"
  }
}
