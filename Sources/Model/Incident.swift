/// One happening, fused from one or more reports; a version of it.
///
/// Flat and reused like `Report`: text lives in `storage`. Every value says which report gave it,
/// so
/// that a wrong merge can be seen and undone. `Incident+Write` and `Incident+Read` give its one
/// written form, `incident/1`.
public struct Incident: Sendable {
  /// The bytes of every text, UTF-8.
  public var storage: [UInt8] = []

  /// Digest of the founding report's id.
  public var id = Fingerprint.zero
  /// Counts up by one with every version that is published.
  public var version: Int32 = 1
  public var change = IncidentChange.created
  public var reason = IncidentReason.founded
  public var kind = ReportKind.security
  public var status = IncidentStatus.candidate
  /// Log time of the first and of this version.
  public var created = Instant(seconds: 0)
  public var updated = Instant(seconds: 0)

  public var occurred = TimeSpan(
    earliest: Instant(seconds: 0), latest: Instant(seconds: 0), precision: .year)
  public var occurredFrom = Fingerprint.zero
  /// Precise reports contradict one another on the time; the span covers them all.
  public var isTimeDisputed = false

  public var place = ReportPlace()
  public var placeFrom = Fingerprint.zero

  public var subEvent = SubEventType.unknown
  public var subEventFrom = Fingerprint.zero
  public var isSuccess = true
  public var tactics = CodeSet<Tactic>()
  public var weapons = CodeSet<Weapon>()
  public var targets = CodeSet<TargetClass>()
  public var themes = CodeSet<Theme>()

  public var actors: [IncidentActor] = []
  public var tolls: [IncidentToll] = []
  public var measures: [IncidentMeasure] = []

  /// Distinct origins: reports that share one corroborate nothing.
  public var corroboration: Int32 = 0
  /// The best grade among the reports.
  public var reliability = UInt8(ascii: "F")
  public var credibility: UInt8 = 6

  /// The reports that are fused, in the order they arrived; at most 64, `reportsTotal` counts all.
  public var reports: [IncidentReport] = []
  public var reportsTotal: Int32 = 0
  /// Incidents that may be the same happening.
  public var contenders: [IncidentContender] = []
  /// What others said about it.
  public var voices: [IncidentVoice] = []
  /// Places that contradict the incident's.
  public var alternatives: [IncidentAlternative] = []
  public var decisions: [IncidentDecision] = []
  /// The incident that has the reports of this one, whose id ended; zero while it stands.
  public var mergedInto = Fingerprint.zero
  /// What it shares with the incidents that belong with it; zero for none.
  public var campaign = Fingerprint.zero
  public var campaignReason = CampaignReason.coordinated
  /// What the reasons count; of the theatre, not of this incident.
  public var weights = EvidenceWeights.standard

  public init() {}

  /// Back to empty; keeps every buffer's capacity.
  public mutating func clear() {
    var fresh = Incident()
    swap(&fresh.storage, &storage)
    swap(&fresh.actors, &actors)
    swap(&fresh.tolls, &tolls)
    swap(&fresh.measures, &measures)
    swap(&fresh.reports, &reports)
    swap(&fresh.contenders, &contenders)
    swap(&fresh.voices, &voices)
    swap(&fresh.alternatives, &alternatives)
    swap(&fresh.decisions, &decisions)
    fresh.storage.removeAll(keepingCapacity: true)
    fresh.actors.removeAll(keepingCapacity: true)
    fresh.tolls.removeAll(keepingCapacity: true)
    fresh.measures.removeAll(keepingCapacity: true)
    fresh.reports.removeAll(keepingCapacity: true)
    fresh.contenders.removeAll(keepingCapacity: true)
    fresh.voices.removeAll(keepingCapacity: true)
    fresh.alternatives.removeAll(keepingCapacity: true)
    fresh.decisions.removeAll(keepingCapacity: true)
    fresh.weights = weights
    self = fresh
  }

  /// The id that stands in keys and documents: `i-` and 26 characters.
  public var idText: String { "i-\(id)" }

  /// Copies text in and says where it stands.
  public mutating func keep(_ bytes: UnsafeRawBufferPointer) -> Extent {
    guard bytes.count > 0 else { return .none }
    let start = storage.count
    storage.append(contentsOf: bytes)
    return Extent(start: start, count: bytes.count)
  }

  /// For people and tests: allocates.
  public func string(_ extent: Extent) -> String {
    String(decoding: storage[extent.range], as: UTF8.self)
  }
}
