/// Every bound of Assessment in one place; passing one is counted in `AssessmentCounts`.
public struct AssessmentLimits: Sendable, Equatable {
  /// Reports remembered; beyond, the oldest in order of arrival is forgotten. About 230 bytes each.
  public var reportsMax = 2_000_000
  /// Seconds since an incident ended after which no alert is raised for it: a week lets an offline
  /// team's reports of a campaign still raise one, and keeps an import of old data from raising
  /// any.
  public var alertFreshness: Int64 = 7 * 86_400

  public init() {}

  public init(reportsMax: Int) { self.reportsMax = max(1, reportsMax) }

  /// Reports of one incident that are fused and listed; the rest are counted.
  static let membersFused = 64
  /// Claims of one incident that are fused and listed.
  static let claimsFused = 16
  /// Incidents around a precise report that are compared with it.
  static let candidatesMax = 1_024
  /// Vague incidents around a report that are compared with it: near one of more means nothing.
  static let vagueCandidatesMax = 128
}
