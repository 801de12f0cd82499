import Model

/// What is remembered of an incident: who belongs to it, and its core for comparing. 128 bytes.
///
/// The core is that of its precise reports, and in place and time of the most precise one, never an
/// average: a vague report cannot move or widen an incident, so incidents do not chain through
/// vague reports. All but identity, version and times is derived from the
/// reports and built again when memory is restored.
struct IncidentRow: KeyedRow {
  var id = Fingerprint.zero
  var targets: UInt64 = 0
  var themes: UInt64 = 0
  var tactics: UInt32 = 0
  var weapons: UInt32 = 0
  var latitude: Int32 = 0
  var longitude: Int32 = 0
  var radius: Int32 = 0
  var earliest: UInt32 = 0
  var span: UInt32 = 0
  /// Number of the place's name.
  var place: UInt32 = 0
  /// Reports and claims, each in the order of their slots.
  var first: Int32 = -1
  var last: Int32 = -1
  var firstClaim: Int32 = -1
  var members: Int32 = 0
  /// Neighbours in the chain of its cell.
  var coarseNext: Int32 = -1
  var coarsePrevious: Int32 = -1
  var version: Int32 = 0
  var founder: Int32 = -1
  var firstAlert: Int32 = -1
  /// The first of the alerts that hang on another incident and rest on this one as well.
  var firstRested: Int32 = -1
  /// The campaign alert it belongs to, or −1.
  var campaign: Int32 = -1
  /// The incident that its reports went to when it ended, or −1.
  var mergedInto: Int32 = -1
  var created: UInt32 = 0
  var updated: UInt32 = 0
  var killedLow: UInt16 = .max
  var killedHigh: UInt16 = 0
  /// Families of the likely perpetrators, plus one; 0 is none.
  var familyA: UInt16 = 0
  var familyB: UInt16 = 0
  var subEvent = SubEventType.unknown
  var bits: UInt8 = 0
  /// Kind in the low half, precision in the high half.
  private var codes = TimePrecision.year.rawValue << 4
  private var marks: UInt8 = 0

  var kind: ReportKind {
    @inline(__always) get { ReportKind(rawValue: codes & 15) ?? .security }
    set { codes = codes & 0xf0 | newValue.rawValue & 15 }
  }

  var precision: TimePrecision {
    get { TimePrecision(rawValue: codes >> 4) ?? .year }
    set { codes = codes & 15 | newValue.rawValue << 4 }
  }

  /// An analyst confirmed it.
  var isConfirmed: Bool {
    get { marks & 1 != 0 }
    set { marks = newValue ? marks | 1 : marks & ~1 }
  }

  /// An analyst took it back.
  var isWithdrawn: Bool {
    get { marks & 2 != 0 }
    set { marks = newValue ? marks | 2 : marks & ~2 }
  }

  /// Vague reports or claims belong to it, which its core leaves out.
  var hasAttached: Bool {
    get { marks & 4 != 0 }
    set { marks = newValue ? marks | 4 : marks & ~4 }
  }

  static let indexedBit: UInt8 = 1
  static let preciseBit: UInt8 = 2
  static let pointBit: UInt8 = 4
  /// Its id is not its founder's alone: the founder had founded another before.
  static let saltedBit: UInt8 = 8
  /// No report stands.
  static let retractedBit: UInt8 = 16
  static let linkedBit: UInt8 = 32
  /// A report of it matches one of another incident, and something keeps them apart.
  static let blockedBit: UInt8 = 64
  /// An analyst decided something about one of its reports.
  static let decidedBit: UInt8 = 128

  @inline(__always)
  func has(_ bit: UInt8) -> Bool { bits & bit != 0 }

  mutating func set(_ bit: UInt8, _ value: Bool) {
    bits = value ? bits | bit : bits & ~bit
  }

  var key: Fingerprint { id }
  static func hash(_ key: Fingerprint) -> UInt64 { key.low }

  var point: Coordinates { Coordinates(latitude: latitude, longitude: longitude) }

  @inline(__always)
  var latest: UInt32 { earliest &+ span }

  /// It has reports of its own, and no analyst took it back.
  var stands: Bool { first >= 0 && mergedInto < 0 && !isWithdrawn }

  /// What people are told when an alert on it ends because its fact is gone.
  var goneReason: AlertReason {
    if mergedInto >= 0 { return .incidentMerged }
    return stands ? .conditionsGone : .incidentRetracted
  }
}

/// The contenders of an incident that has some: at most four, the best.
struct LinkRow: KeyedRow {
  var incident: Int32
  var links: InlineArray<4, Link> = .init(repeating: Link())

  /// Best first, then by slot, so that the order does not tell what was there before.
  mutating func sort(_ weights: EvidenceWeights) {
    for end in 1..<4 {
      var at = end
      while at > 0, links[at].comesBefore(links[at - 1], weights) {
        links.swapAt(at, at - 1)
        at -= 1
      }
    }
  }

  var key: Int32 { incident }
  static func hash(_ key: Int32) -> UInt64 { mixed(UInt64(UInt32(bitPattern: key))) }
}

struct Link: BitwiseCopyable {
  var incident: Int32 = -1
  var evidence: UInt32 = 0

  func score(_ weights: EvidenceWeights) -> Int {
    weights.score(CodeSet(bits: UInt64(evidence)))
  }

  func comesBefore(_ other: Link, _ weights: EvidenceWeights) -> Bool {
    guard incident >= 0, other.incident >= 0 else { return incident >= 0 && other.incident < 0 }
    return (other.score(weights), incident) < (score(weights), other.incident)
  }
}

/// A bucket of the space-time index, or of another chain: first of a chain, and its length.
struct CellRow: KeyedRow {
  var cell: UInt64
  var head: Int32 = -1
  var length: Int32 = 0

  @inline(__always)
  var key: UInt64 { cell }

  @inline(__always)
  static func hash(_ key: UInt64) -> UInt64 { mixed(key) }
}
