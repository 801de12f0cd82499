internal import Model

/// What a rule of a mapping fills.
enum MappingTarget: Sendable, Equatable {
  case source, sourceReport, revision, refersTo, origin
  case kind, assertion, type, success, another, tactics, weapons, targets, themes
  case occurredEarliest, occurredLatest, occurredPrecision, observed, submitted
  case placeName, placeLatitude, placeLongitude, placePrecision, placeRadius, placeCoordinates
  case placeCountry, placeAdmin1, placeAdmin2, mentions
  case verdict, subjects
  case movedFrom(PlaceText), movedTo(PlaceText)
  /// A group of rules that makes actors; one that makes candidates within an actor; one whose
  /// every element adds to a toll or a count.
  case actors, candidates, rows
  case rowHarm, rowParty, rowMeasure, rowCount
  case role, attribution, name, probability, percent
  case toll(Harm, Party, Bound)
  case count(Measure, Bound)
  case reliability, credibility, language, title, description, facts
  case withheldName, withheldPhone, withheldEmail

  /// Which part of a range a rule gives; `whole` is a number or an object of the three.
  enum Bound: UInt8, Sendable { case whole, low, best, high }

  /// What is written of a place besides its coordinates.
  enum PlaceText: UInt8, Sendable { case written, country, admin1, admin2 }

  /// The closed list of words that a value must be in, if there is one.
  enum Words: Sendable { case none, one, several }

  /// Whether a text goes into the report as it stands.
  var isText: Bool {
    switch self {
    case .source, .sourceReport, .refersTo, .origin, .placeName, .placeCountry, .placeAdmin1,
      .placeAdmin2, .name, .title, .description, .facts, .withheldName, .withheldPhone,
      .withheldEmail:
      true
    default: false
    }
  }

  var words: Words {
    switch self {
    case .kind, .assertion, .type, .occurredPrecision, .placePrecision, .role, .attribution,
      .success, .another, .verdict, .rowHarm, .rowParty, .rowMeasure:
      .one
    case .tactics, .weapons, .targets, .themes: .several
    default: .none
    }
  }

  /// The words of a target with `words`; their positions are raw values.
  var vocabulary: [String] {
    switch self {
    case .kind: ReportKind.names
    case .assertion: Assertion.names
    case .verdict: Verdict.names
    case .type: SubEventType.names
    case .occurredPrecision: TimePrecision.names
    case .placePrecision: Self.placePrecisions
    case .role: ActorRole.names
    case .attribution: Attribution.names
    case .rowHarm: Harm.names
    case .rowParty: Party.names
    case .rowMeasure: Measure.names
    case .tactics: Tactic.names
    case .weapons: Weapon.names
    case .targets: TargetClass.names
    case .themes: Theme.names
    case .success, .another: ["false", "true"]
    default: []
    }
  }

  /// The vocabulary and other spellings that need no table.
  var spellings: [(name: String, index: Int)] {
    var spellings = vocabulary.enumerated().map { (name: $0.element, index: $0.offset) }
    switch self {
    case .type:
      spellings += Self.acledSubEvents.enumerated().map { (name: $0.element, index: $0.offset) }
    case .success, .another: spellings += [("0", 0), ("1", 1), ("no", 0), ("yes", 1)]
    default: break
    }
    return spellings
  }

  /// ACLED's own spelling of the sub-event types (codebook, 2019 and later), in the codebook's
  /// order, which is that of `SubEventType`.
  static let acledSubEvents = [
    "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike",
    "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
    "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance", "Agreement",
    "Arrests", "Change to group/activity", "Disrupted weapons use",
    "Headquarters or base established", "Looting/property destruction",
    "Non-violent transfer of territory", "Other",
  ]

  /// ACLED's geo_precision 1, 2 and 3 in words.
  static let placePrecisions = ["exact", "near", "area"]
}
