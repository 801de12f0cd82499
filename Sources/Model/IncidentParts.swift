/// Who may have had a part, over all reports.
public struct IncidentActor: Sendable, Equatable {
  public var role = ActorRole.perpetrator
  public var attribution = Attribution.reported
  /// The registry's id, or none and the name as written.
  public var id = Extent.none
  public var written = Extent.none
  public var percent: UInt8 = 0
  public var from = Fingerprint.zero

  public init() {}
}

/// A toll over all reports: best of the best-graded, low and high over all that still stand.
public struct IncidentToll: Sendable, Equatable {
  public var harm = Harm.killed
  public var party = Party.all
  public var range = TollRange.absent
  public var from = Fingerprint.zero

  public init() {}
}

/// Another count, combined as tolls are; never summed over reports.
public struct IncidentMeasure: Sendable, Equatable {
  public var measure = Measure.devices
  public var range = TollRange.absent
  public var from = Fingerprint.zero

  public init() {}
}

/// A report of the incident, who said it, and why it belongs there.
public struct IncidentReport: Sendable, Equatable {
  public var id = Fingerprint.zero
  public var revision: Int32 = 1
  public var source = Extent.none
  public var kind = ReportKind.security
  /// Its source sent another content under the same id and revision.
  public var isConflicted = false
  /// A later count of the same source stands in for its numbers.
  public var isSuperseded = false
  public var evidence = CodeSet<IncidentEvidence>()

  public init() {}
}

/// An incident that was compared and kept apart, and why.
public struct IncidentContender: Sendable, Equatable {
  public var id = Fingerprint.zero
  public var evidence = CodeSet<IncidentEvidence>()

  public init() {}
}

/// What somebody said about the incident: that it was theirs, that it never was, what they think of
/// it. A fact of its own, with its own date.
public struct IncidentVoice: Sendable, Equatable {
  public var from = Fingerprint.zero
  public var source = Extent.none
  /// `claim`, `statement`, or `security` for a denial that it happened.
  public var kind = ReportKind.claim
  /// Who speaks, where the report says so: the registry's id.
  public var actor = Extent.none
  public var submitted = Instant(seconds: 0)

  public init() {}
}

/// Another place that a report gives, out of reach of the incident's.
public struct IncidentAlternative: Sendable, Equatable {
  public var name = Extent.none
  public var coordinates: Coordinates?
  public var radius: Int32 = 0
  public var from = Fingerprint.zero

  public init() {}
}

/// What an analyst decided about the incident or its reports.
public struct IncidentDecision: Sendable, Equatable {
  public var verdict = Verdict.same
  public var source = Extent.none
  public var from = Fingerprint.zero

  public init() {}
}
