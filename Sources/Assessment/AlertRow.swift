import Model

/// What is remembered of an alert: its life and what was last said, as digests.
struct AlertRow: KeyedRow {
  var id = Fingerprint.zero
  /// What the last version said: a change of one is a material change.
  var grounds: UInt64 = 0
  var area: UInt64 = 0
  /// The incident it hangs on (of a campaign: the earliest when it was raised), and the next alert
  /// of that incident.
  var incident: Int32 = -1
  var next: Int32 = -1
  /// Neighbour in the chain of its hour of expiry.
  var expiryNext: Int32 = -1
  var version: Int32 = 0
  var raised: UInt32 = 0
  var updated: UInt32 = 0
  var expires: UInt32 = 0
  /// Names (not indexes, which move when the pack changes): the rule, the calendar's entry or 0, the
  /// head of the likely actor's family or 0.
  var rule: UInt32 = 0
  var entry: UInt32 = 0
  var actor: UInt32 = 0
  var state = AlertState.firing
  var severity = AlertSeverity.unknown
  var certainty = AlertCertainty.unknown
  var tollBand: UInt8 = 0

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

/// An incident that counts for a campaign rule: by family and time. Derived.
struct AttackRow: KeyedRow {
  var incident: Int32
  var family: UInt16
  var earliest: UInt32
  var latest: UInt32
  var next: Int32 = -1
  var previous: Int32 = -1

  var key: Int32 { incident }
  static func hash(_ key: Int32) -> UInt64 { mixed(UInt64(UInt32(bitPattern: key))) }
}
