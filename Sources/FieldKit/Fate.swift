public import Model

/// What became of a report that was sent.
public struct Fate: Sendable, Equatable {
  /// `r-…`.
  public let report: String
  public internal(set) var verdict = Verdict.unknown
  /// The incident that has it, after the last version seen.
  public internal(set) var incident: FateIncident?

  /// What Intake said.
  public enum Verdict: Sendable, Equatable {
    case unknown
    /// With what it noted, by the names of `Flag`.
    case accepted(noting: [String])
    case rejected(Rejection)
  }

  init(report: String) { self.report = report }

  /// Nothing more is to come.
  var isSettled: Bool {
    switch verdict {
    case .unknown: false
    case .rejected: true
    case .accepted: incident != nil
    }
  }
}

/// An incident as far as a report's sender wants to know.
public struct FateIncident: Sendable, Equatable {
  /// `i-…`.
  public let id: String
  public let version: Int
  /// `created`, `updated`, … as in incident/1.
  public let change: String
  public let reports: Int
  public let origins: Int
  public let place: String
}
