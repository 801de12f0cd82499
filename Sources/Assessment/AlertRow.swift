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
  /// Names (not indexes, which move when the pack changes): the rule, the calendar's entry or 0,
  /// the
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

/// An incident that counts for the campaign rule: by family and time. Derived, and always as the
/// incident's reports are now.
struct AttackRow: KeyedRow {
  var incident: Int32
  var family: UInt16
  var certainty: AlertCertainty
  var tollBand: UInt8
  var area: UInt64
  var middle: UInt32
  var latitude: Int32
  var longitude: Int32
  var next: Int32 = -1
  var previous: Int32 = -1

  var key: Int32 { incident }
  static func hash(_ key: Int32) -> UInt64 { mixed(UInt64(UInt32(bitPattern: key))) }

  /// Whether it is where and when another row of the same incident says.
  func isAt(_ other: AttackRow) -> Bool {
    family == other.family && middle == other.middle && latitude == other.latitude
      && longitude == other.longitude
  }

  /// Seconds between the middles, and metres between the points.
  func apart(_ other: AttackRow) -> (seconds: Int64, meters: Int32) {
    let a = Coordinates(latitude: latitude, longitude: longitude)
    let b = Coordinates(latitude: other.latitude, longitude: other.longitude)
    return (abs(Int64(middle) - Int64(other.middle)), a.meters(to: b))
  }

  func isPair(_ other: AttackRow, seconds: Int64, meters: Int32) -> Bool {
    guard family == other.family, abs(Int64(middle) - Int64(other.middle)) <= seconds else {
      return false
    }
    // A degree is between 110 and 112 km of latitude, and at most that of longitude.
    let north = Int64(abs(latitude - other.latitude))
    let east = Int64(abs(longitude - other.longitude))
    if north * 110 / 1_000 >= Int64(meters) { return true }
    if (north + east) * 112 / 1_000 < Int64(meters) { return false }
    return apart(other).meters >= meters
  }
}
