import Model

/// What was done since memory began; part of memory, so it goes on after a restart.
public struct AssessmentCounts: Sendable, Equatable {
  /// By `ReportOutcome`.
  private var outcomes: InlineArray<12, Int64> = .init(repeating: 0)
  /// Reports that say it did not, may or will happen: remembered, never an incident.
  public var notAsserted: Int64 = 0
  /// Reports whose surroundings held more incidents than are looked at: on their own.
  public var crowded: Int64 = 0
  /// Reports without a point, which nothing can be compared with.
  public var placeless: Int64 = 0
  /// Vague reports that fit several incidents.
  public var ambiguous: Int64 = 0
  /// Reports forgotten because memory is full.
  public var forgotten: Int64 = 0
  /// Texts that found no room among the names.
  public var namesMissed: Int64 = 0
  /// Tolls or actors beyond what one report may carry.
  public var trimmed: Int64 = 0
  public var incidentsFounded: Int64 = 0
  public var alertsRaised: Int64 = 0
  /// Incidents that fit a campaign which is full.
  public var campaignsFull: Int64 = 0
  /// Decisions about something that is not remembered.
  public var subjectsMissing: Int64 = 0
  /// Updates whose original did not come in time.
  public var letGo: Int64 = 0
  /// Windows of rules that held more facts than are looked at: not asked.
  public var rulesCrowded: Int64 = 0
  /// Alerts that another one spoke for, or that came back too soon.
  public var alertsSuppressed: Int64 = 0

  public init() {}

  public subscript(outcome: ReportOutcome) -> Int64 {
    get { outcomes[Int(outcome.rawValue)] }
    set { outcomes[Int(outcome.rawValue)] = newValue }
  }

  /// Every record that was assessed.
  public var total: Int64 {
    var sum: Int64 = 0
    for index in 0..<12 { sum += outcomes[index] }
    return sum
  }

  static let width = 26

  /// In one fixed order, for the record.
  var numbers: [Int64] {
    (0..<12).map { outcomes[$0] } + [
      notAsserted, crowded, placeless, ambiguous, forgotten, namesMissed, trimmed,
      incidentsFounded, alertsRaised, campaignsFull, subjectsMissing, letGo,
      rulesCrowded, alertsSuppressed,
    ]
  }

  init(numbers: [Int64]) {
    for index in 0..<12 { outcomes[index] = numbers[index] }
    notAsserted = numbers[12]
    crowded = numbers[13]
    placeless = numbers[14]
    ambiguous = numbers[15]
    forgotten = numbers[16]
    namesMissed = numbers[17]
    trimmed = numbers[18]
    incidentsFounded = numbers[19]
    alertsRaised = numbers[20]
    campaignsFull = numbers[21]
    subjectsMissing = numbers[22]
    letGo = numbers[23]
    rulesCrowded = numbers[24]
    alertsSuppressed = numbers[25]
  }

  public static func == (left: Self, right: Self) -> Bool { left.numbers == right.numbers }
}
