import Model

/// What is remembered of an alert: its life and what was last said, as digests.
struct AlertRow: KeyedRow {
  var id = Fingerprint.zero
  /// What the last version said: a change of one is a material change.
  var grounds: UInt64 = 0
  var area: UInt64 = 0
  /// The incident it hangs on, or −1, and the next alert of that incident.
  var incident: Int32 = -1
  var next: Int32 = -1
  /// The incident before it that it rests on too, or −1, and neighbours among the alerts that rest
  /// on that one.
  var other: Int32 = -1
  var otherNext: Int32 = -1
  var otherPrevious: Int32 = -1
  /// Neighbours in the chain of the tick in which something falls due for it.
  var dueNext: Int32 = -1
  var duePrevious: Int32 = -1
  var version: Int32 = 0
  var raised: UInt32 = 0
  var updated: UInt32 = 0
  var expires: UInt32 = 0
  /// When something falls due: expiry, the end of waiting, an acknowledgement that did not come.
  var due: UInt32 = 0
  /// Since when the condition does not hold any more; 0 while it does.
  var below: UInt32 = 0
  /// Log times of the versions before this one, latest first: what an update stands in for.
  var sent: InlineArray<4, UInt32> = .init(repeating: 0)
  /// Names, not indexes, which move when the pack changes: the rule, the calendar's entry or 0, the
  /// head of the likely actor's family or 0, and the subject: a unit, actor, place or source.
  var rule: UInt32 = 0
  var entry: UInt32 = 0
  var actor: UInt32 = 0
  var subject: UInt32 = 0
  var state = AlertState.firing
  var severity = AlertSeverity.unknown
  var certainty = AlertCertainty.unknown
  var tollBand: UInt8 = 0
  var bits: UInt8 = 0

  static let acknowledgedBit: UInt8 = 1
  static let escalatedBit: UInt8 = 2
  static let easedBit: UInt8 = 4

  func has(_ bit: UInt8) -> Bool { bits & bit != 0 }

  /// Whether something can fall due for it.
  var isWatched: Bool { state.isLive || state == .pending || state == .suppressed }

  var key: Fingerprint { id }
  static func hash(_ key: Fingerprint) -> UInt64 { key.low }
}

/// The incidents of a campaign alert.
struct CampaignRow: KeyedRow {
  static let most = 32

  var alert: Int32
  var count: Int32 = 0
  var incidents: InlineArray<32, Int32> = .init(repeating: -1)

  var key: Int32 { alert }
  static func hash(_ key: Int32) -> UInt64 { mixed(UInt64(UInt32(bitPattern: key))) }
}

/// A source and when it spoke.
struct SpokenRow: KeyedRow {
  /// Number of its name.
  var source: UInt32
  var last: UInt32 = 0
  /// Days with a report: bit 0 is the day of `last`, bit n the nth before it.
  var days: UInt32 = 0

  var key: UInt32 { source }
  static func hash(_ key: UInt32) -> UInt64 { mixed(UInt64(key)) }
}

/// The watch level of a unit.
struct WatchRow: KeyedRow {
  /// Number of its text.
  var area: UInt32
  var version: Int32 = 0
  var points: Int32 = 0
  var since: UInt32 = 0
  var below: UInt32 = 0
  var level: UInt8 = 0
  /// Terms that count.
  var terms: UInt8 = 0
  /// Something happened there since it was last worked out.
  var isStale = false

  var key: UInt32 { area }
  static func hash(_ key: UInt32) -> UInt64 { mixed(UInt64(key)) }
}
