import Model
import Theatre

/// What the rules see of an incident, or of a report of a kind that makes none. Derived, and always
/// as the reports are now. 80 bytes.
///
/// What stands in the incident's or report's own row is read there; here is what takes a walk over
/// the reports, and the chains by which windows over area, actor and kind are walked.
struct FactRow: KeyedRow {
  /// The slot of an incident times two, or of a report times two and one.
  var subject: Int32
  /// Of everything a rule may look at: rules are asked again when it changes.
  var digest: UInt64 = 0
  /// The middle of its time, by which it is chained.
  var when: UInt32 = 0
  var place: UInt32 = 0
  var killed: Int32 = 0
  var areaNext: Int32 = -1
  var areaPrevious: Int32 = -1
  var actorNext: Int32 = -1
  var actorPrevious: Int32 = -1
  var kindNext: Int32 = -1
  var kindPrevious: Int32 = -1
  var country: UInt16 = 0
  var area1: Int16 = -1
  var area2: Int16 = -1
  /// Families plus one: of the likely perpetrator (at least 50 percent); of the community he fights
  /// for, or his own; of whom he struck, alike.
  var family: UInt16 = 0
  var side: UInt16 = 0
  var victim: UInt16 = 0
  /// ACLED's inter codes, code n as bit n−1.
  var perpetrators: UInt8 = 0
  var victims: UInt8 = 0
  var stances: UInt8 = 0
  var percent: UInt8 = 0
  var certainty = AlertCertainty.possible
  var tollBand: UInt8 = 0
  /// What the actor was able to do, in half points.
  var points: UInt8 = 0
  var kind = ReportKind.security
  var subEvent = SubEventType.unknown
  var bits: UInt8 = 0

  static let successBit: UInt8 = 1
  static let ambiguousBit: UInt8 = 2
  static let communityBit: UInt8 = 4
  static let complexBit: UInt8 = 8
  /// It hangs in its chains.
  static let chainedBit: UInt8 = 16

  func has(_ bit: UInt8) -> Bool { bits & bit != 0 }
  mutating func set(_ bit: UInt8, _ value: Bool) { bits = value ? bits | bit : bits & ~bit }

  var isReport: Bool { subject & 1 == 1 }
  var slot: Int32 { subject >> 1 }

  var key: Int32 { subject }
  static func hash(_ key: Int32) -> UInt64 { mixed(UInt64(UInt32(bitPattern: key))) }

  static func subject(incident: Int32) -> Int32 { incident << 1 }
  static func subject(report: Int32) -> Int32 { report << 1 | 1 }

  /// Seconds a bucket of a chain is long.
  static let bucket: Int64 = 16 * 86_400
  /// Facts that are older than this are not kept: no rule looks farther back.
  static let horizon: Int64 = 400 * 86_400

  static func bucket(of moment: UInt32) -> Int64 { Int64(moment) / bucket }
}

/// A fact as a rule looks at it: the derived row and the core of its incident or report.
struct Fact {
  let at: Int32
  let row: FactRow
  let id: Fingerprint
  let features: Features
  let earliest: UInt32
  let span: UInt32
  let point: Coordinates?
  let radius: Int32
  let assertion: Assertion

  init(_ at: Int32, _ memory: Memory) {
    self.at = at
    row = memory.facts.row(at).pointee
    if row.isReport {
      let report = memory.reports.row(row.slot)
      id = report.pointee.id
      features = Features(report)
      earliest = report.pointee.earliest
      span = report.pointee.span
      point = report.pointee.has(ReportRow.pointBit) ? report.pointee.point : nil
      radius = report.pointee.radius
      assertion = report.pointee.assertion
    } else {
      let incident = memory.incidents.row(row.slot)
      id = incident.pointee.id
      features = memory.features(of: row.slot)
      earliest = incident.pointee.earliest
      span = incident.pointee.span
      point = incident.pointee.has(IncidentRow.pointBit) ? incident.pointee.point : nil
      radius = incident.pointee.radius
      assertion = .asserted
    }
  }

  var targets: UInt64 { features.targets }
  var themes: UInt64 { features.themes }
  var tactics: UInt32 { features.tactics }
  var weapons: UInt32 { features.weapons }
  var latest: UInt32 { earliest &+ span }

  /// Earlier first, then by id, so that order never hangs on arrival.
  func comesBefore(_ other: Fact) -> Bool { (row.when, id) < (other.row.when, other.id) }

  var timeSpan: TimeSpan {
    TimeSpan(
      earliest: Moment.instant(earliest), latest: Moment.instant(latest), precision: .day)
  }
}
