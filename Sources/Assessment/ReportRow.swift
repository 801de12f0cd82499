import Model

/// What is remembered of a report: all that fusing, correlating and the ledger need. 160 bytes.
struct ReportRow: KeyedRow {
  var id = Fingerprint.zero
  /// Half of the digest of the report's bytes: tells a replay from a conflict.
  var digest: UInt64 = 0
  var targets: UInt64 = 0
  var themes: UInt64 = 0
  var tolls: InlineArray<3, PackedToll> = .init(repeating: .none)
  var earliest: UInt32 = 0
  var span: UInt32 = 0
  var submitted: UInt32 = 0
  var tactics: UInt32 = 0
  var weapons: UInt32 = 0
  var latitude: Int32 = 0
  var longitude: Int32 = 0
  var radius: Int32 = 0
  var revision: Int32 = 0
  /// A place's number in `Names`, and over it what needs few bits: kind, precision, geoPrecision
  /// and state.
  private var placeAndCodes = initialCodes
  /// Numbers in `Names`.
  var source: UInt32 = 0
  var origin: UInt32 = 0
  /// The incident it belongs to, or −1, and its neighbours there.
  var incident: Int32 = -1
  var next: Int32 = -1
  var previous: Int32 = -1
  /// Neighbour in the chain of its cell.
  var nearNext: Int32 = -1
  /// Killed as `KilledRange` and families as `Outline` have them: derived from tolls and actors.
  var killedLow: UInt16 = .max
  var killedHigh: UInt16 = 0
  var familyA: UInt16 = 0
  var familyB: UInt16 = 0
  /// Bits of `IncidentEvidence`: why it belongs there.
  var evidence: UInt32 = 0
  var actors: InlineArray<4, PackedActor> = .init(repeating: .none)
  var assertion = Assertion.asserted
  var subEvent = SubEventType.unknown
  /// Reliability A…F as 0…5 in the high half, credibility 1…6 in the low half: less is better.
  var grade: UInt8 = 0x56
  var bits: UInt8 = 0

  private static let initialCodes = UInt32(TimePrecision.year.rawValue) << 24 | 3 << 28

  /// Bits 0…19, `Names.most` at most.
  var place: UInt32 {
    @inline(__always) get { placeAndCodes & 0xf_ffff }
    set { placeAndCodes = placeAndCodes & ~0xf_ffff | newValue & 0xf_ffff }
  }

  /// Bits 20…23.
  var kind: ReportKind {
    @inline(__always) get { ReportKind(rawValue: UInt8(placeAndCodes >> 20 & 15)) ?? .security }
    set { placeAndCodes = placeAndCodes & ~(15 << 20) | UInt32(newValue.rawValue & 15) << 20 }
  }

  /// Bits 24…27.
  var precision: TimePrecision {
    get { TimePrecision(rawValue: UInt8(placeAndCodes >> 24 & 15)) ?? .year }
    set { placeAndCodes = placeAndCodes & ~(15 << 24) | UInt32(newValue.rawValue & 15) << 24 }
  }

  /// Bits 28 and 29.
  var geoPrecision: UInt8 {
    get { UInt8(placeAndCodes >> 28 & 3) }
    set { placeAndCodes = placeAndCodes & ~(3 << 28) | UInt32(newValue & 3) << 28 }
  }

  /// Bits 30 and 31.
  var state: ReportState {
    get { ReportState(rawValue: UInt8(placeAndCodes >> 30)) ?? .standing }
    set { placeAndCodes = placeAndCodes & ~(3 << 30) | UInt32(newValue.rawValue & 3) << 30 }
  }

  static let successBit: UInt8 = 1
  static let anotherBit: UInt8 = 2
  static let pointBit: UInt8 = 4
  static let spilledBit: UInt8 = 8
  /// A vague report that fits several incidents, or a claim that waits: asked again when one nearby
  /// changes.
  static let openBit: UInt8 = 16
  /// An analyst decided something about it.
  static let decidedBit: UInt8 = 32
  /// Its source sent something else under the same id and revision.
  static let conflictBit: UInt8 = 128
  /// It stands in the chain of its cell; derived.
  static let indexedBit: UInt8 = 64
  /// What is kept of the bits in its record.
  static let keptBits: UInt8 = ~indexedBit

  @inline(__always)
  func has(_ bit: UInt8) -> Bool { bits & bit != 0 }

  @inline(__always)
  var key: Fingerprint { id }

  @inline(__always)
  static func hash(_ key: Fingerprint) -> UInt64 { key.low }

  @inline(__always)
  var point: Coordinates { Coordinates(latitude: latitude, longitude: longitude) }

  @inline(__always)
  var latest: UInt32 { earliest &+ span }

  /// Good to 15 km and to a day with its night: it can be told from its neighbours, and so may hold
  /// an incident together. Vague reports are attached to what precise ones make.
  @inline(__always)
  var isPrecise: Bool {
    has(Self.pointBit) && radius <= Reach.preciseRadius && span <= Reach.preciseSpan
  }

  /// The order in which incidents are made, whatever the order of arrival.
  @inline(__always)
  var turn: (UInt32, Fingerprint) { (submitted, id) }

  mutating func set(_ bit: UInt8, _ value: Bool) {
    bits = value ? bits | bit : bits & ~bit
  }

  /// It speaks about a happening that others tell of, and holds nothing together: a claim, a denial
  /// that it happened, a statement about a report.
  @inline(__always)
  var isVoice: Bool {
    kind == .claim || kind == .statement || (kind == .security && assertion == .negated)
  }

  /// Whether it can make or join an incident that stands for itself.
  var makesIncident: Bool {
    guard assertion == .asserted, state == .standing else { return false }
    switch kind {
    case .security, .displacement, .closure, .polling, .presence: return true
    case .statement, .claim, .retraction, .decision, .acknowledgement: return false
    }
  }
}

/// What became of a report that is remembered.
enum ReportState: UInt8 {
  case standing, replaced, retracted
}

/// A toll or measure in eight bytes: which (1…32), low, best and high of 19 bits each.
struct PackedToll: BitwiseCopyable, Equatable {
  var bits: UInt64

  static let none = PackedToll(bits: 0)
  static let most: Int32 = (1 << 19) - 1
  /// 18 tolls, then the measures.
  static let cells = 18 + Measure.every.count

  init(bits: UInt64) { self.bits = bits }

  init?(cell: Int, _ range: TollRange) {
    guard range.high <= Self.most, range.best <= Self.most, range.low <= Self.most else {
      return nil
    }
    bits =
      UInt64(cell + 1) << 57 | UInt64(UInt32(range.low)) << 38 | UInt64(UInt32(range.best)) << 19
      | UInt64(UInt32(range.high))
  }

  /// −1 for none.
  var cell: Int { Int(bits >> 57) - 1 }

  var range: TollRange {
    let mask: UInt64 = (1 << 19) - 1
    return TollRange(
      low: Int32(bits >> 38 & mask), best: Int32(bits >> 19 & mask), high: Int32(bits & mask))
  }
}

/// An actor's candidate in four bytes: name 19 bits, role 3, attribution 3, percent 7.
struct PackedActor: BitwiseCopyable, Equatable {
  var bits: UInt32

  static let none = PackedActor(bits: 0)

  init(bits: UInt32) { self.bits = bits }

  init(name: UInt32, _ role: ActorRole, _ attribution: Attribution, percent: UInt8) {
    bits =
      name << 13 | UInt32(role.rawValue) << 10 | UInt32(attribution.rawValue) << 7
      | UInt32(min(percent, 100))
  }

  var isNone: Bool { bits == 0 }
  var name: UInt32 { bits >> 13 }
  var role: ActorRole { ActorRole(rawValue: UInt8(bits >> 10 & 7)) ?? .other }
  var attribution: Attribution { Attribution(rawValue: UInt8(bits >> 7 & 7)) ?? .reported }
  var percent: UInt8 { UInt8(bits & 127) }
}

/// The tolls and actors of a report that do not fit its row.
struct SpillRow: KeyedRow {
  var report: Int32
  var tolls: InlineArray<32, TollRange> = .init(repeating: .absent)
  var actors: InlineArray<16, PackedActor> = .init(repeating: .none)

  var key: Int32 { report }
  static func hash(_ key: Int32) -> UInt64 { mixed(UInt64(UInt32(bitPattern: key))) }
}

/// An update that came before its original: what it takes back or replaces, and which report it is.
struct HeldRow: KeyedRow {
  var target: Fingerprint
  var by: Int32

  var key: Fingerprint { target }
  static func hash(_ key: Fingerprint) -> UInt64 { key.low }
}
