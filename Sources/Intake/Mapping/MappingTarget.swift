private import JSON
internal import Model

/// What a rule of a mapping fills.
enum MappingTarget: Sendable, Equatable {
  case source, sourceReport, revision, refersTo, origin
  case kind, assertion, type, success, another, tactics, weapons, targets
  case occurredEarliest, occurredLatest, occurredPrecision, observed, submitted
  case placeName, placeLatitude, placeLongitude, placePrecision, placeRadius
  case placeCountry, placeAdmin1, placeAdmin2, mentions
  /// A group of rules that makes actors; one that makes candidates within an actor.
  case actors, candidates
  case role, attribution, name, probability, percent
  case toll(Harm, Party, Bound)
  case count(Measure, Bound)
  case reliability, credibility, language, title, description
  case withheldName, withheldPhone, withheldEmail

  /// Which part of a range a rule gives; `whole` is a number or an object of the three.
  enum Bound: UInt8, Sendable { case whole, low, best, high }

  /// The closed list of words that a value must be in, if there is one.
  enum Words: Sendable { case none, one, several }

  var words: Words {
    switch self {
    case .kind, .assertion, .type, .occurredPrecision, .placePrecision, .role, .attribution,
      .success, .another:
      .one
    case .tactics, .weapons, .targets: .several
    default: .none
    }
  }

  /// The words of a target with `words`; their positions are raw values.
  var vocabulary: [String] {
    switch self {
    case .kind: ReportKind.names
    case .assertion: Assertion.names
    case .type: SubEventType.names
    case .occurredPrecision: TimePrecision.names
    case .placePrecision: Self.placePrecisions
    case .role: ActorRole.names
    case .attribution: Attribution.names
    case .tactics: Tactic.names
    case .weapons: Weapon.names
    case .targets: TargetClass.names
    case .success, .another: ["false", "true"]
    default: []
    }
  }

  /// ACLED's geo_precision 1, 2 and 3 in words.
  static let placePrecisions = ["exact", "near", "area"]
}
