internal import JSON
internal import Model
internal import Reading

/// A report in the making: what the mapping caught and the later stages settle.
///
/// Reused: `clear` keeps every buffer's capacity.
struct Draft {
  var report = Report()

  var latitude: Decimal?
  var longitude: Decimal?
  /// Position in `MappingTarget.placePrecisions`; nil when the document does not say.
  var placePrecision: UInt8?
  var placeRadius: Int32?
  /// Coordinates in one text: degrees, minutes and seconds, MGRS, UTM.
  var placeCoordinates = Extent.none
  /// What a sentence said of the place; nil when nothing was read.
  var placeRead: PlaceReadOut?
  var country = Extent.none
  var admin1 = Extent.none
  var admin2 = Extent.none

  var occurredEarliest: TimeSpan?
  var occurredLatest: TimeSpan?
  var occurredPrecision: TimePrecision?
  /// Times written as people write them, which need the time of submission to be understood.
  var looseEarliest: DateReading?
  var looseLatest: DateReading?
  var looseObserved: DateReading?
  /// The time that the text gives.
  var textDate: DateReading?
  var dateText = DateText()
  /// The text that carries the facts.
  var facts = Extent.none
  /// The document names its origin.
  var hasOrigin = false
  var hasSubmitted = false
  var hasReliability = false

  /// Ranges that were given, one bit each: 18 tolls, then the measures.
  var ranges: UInt64 = 0

  /// What the reporter's contact is made of; it never goes into `report`.
  var secretBytes: [UInt8] = []
  var secrets: [Secret] = []

  // Work space of the mapping.
  var actor = ReportActor()
  var candidate = ActorCandidate()
  /// Every candidate becomes an actor of its own: the names stood in one text.
  var isSplit = false
  var row = MappedRow()
  /// Where computed texts are put together; taken out while it is read.
  var scratch: [UInt8] = []

  mutating func clear() {
    report.clear()
    latitude = nil
    longitude = nil
    placePrecision = nil
    placeRadius = nil
    placeCoordinates = .none
    placeRead = nil
    country = .none
    admin1 = .none
    admin2 = .none
    occurredEarliest = nil
    occurredLatest = nil
    occurredPrecision = nil
    looseEarliest = nil
    looseLatest = nil
    looseObserved = nil
    textDate = nil
    facts = .none
    hasOrigin = false
    hasSubmitted = false
    hasReliability = false
    ranges = 0
    forgetSecrets()
  }

  mutating func forgetSecrets() {
    if !secretBytes.isEmpty { secretBytes.removeAll(keepingCapacity: true) }
    if !secrets.isEmpty { secrets.removeAll(keepingCapacity: true) }
  }
}

/// One element of a list that counts people or things.
struct MappedRow {
  var harm: Harm?
  var party = Party.all
  var measure: Measure?
  var count = TollRange.absent
}

/// A part of a reporter's contact.
struct Secret {
  enum Kind { case name, phone, email }

  var kind: Kind
  /// Into `Draft.secretBytes`.
  var extent: Extent
}
