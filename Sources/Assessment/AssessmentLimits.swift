/// Every bound of Assessment in one place; passing one is counted in `AssessmentCounts`.
public struct AssessmentLimits: Sendable, Equatable {
  /// Reports remembered; beyond, the oldest in order of arrival is forgotten. About 230 bytes each.
  public var reportsMax = 2_000_000
  /// Seconds since an incident ended after which no alert is raised for it: a week lets an offline
  /// team's reports of a campaign still raise one, and keeps an import of old data from raising
  /// any.
  public var alertFreshness: Int64 = 7 * 86_400

  /// Seconds of log time that an update waits for the report that it replaces or retracts.
  public var heldSeconds: Int64 = 14 * 86_400

  public init() {}

  public init(reportsMax: Int) { self.reportsMax = max(1, reportsMax) }

  /// Reports of one incident that are fused and listed; the rest are counted.
  static let membersFused = 64
  /// Claims of one incident that are fused and listed.
  static let claimsFused = 16
  /// Places that contradict an incident's, and decisions about it, that are listed.
  static let alternativesMost = 8
  static let decisionsListed = 16
  /// What is remembered of decisions: a pair of reports, or a report, each.
  static let decisionsMax = 100_000
  /// Reports, or incidents, around a report that are looked at.
  static let candidatesMax = 4_096
  /// Reports that are taken again together when something keeps them apart.
  static let componentMax = 128
  /// A vague report that fits two incidents within so many points identifies none.
  static let ambiguityPoints = 5
  /// Vague reports around a report that are looked at: near one of more means nothing.
  static let vagueCandidatesMax = 512
  /// Facts in the buckets of a rule's window that are looked at.
  static let factsWalked = 2_048
  /// Facts after one that are asked anew when it changed.
  static let linkedAsked = 32
}
