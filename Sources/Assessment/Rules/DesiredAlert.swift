import Model
import Theatre

/// An alert that a rule wants, now: compared with the one that stands.
struct DesiredAlert {
  var id = Fingerprint.zero
  /// Into the plan.
  var rule: Int
  var subject: Subject
  /// What it rests on, as subjects of facts, oldest first but for the first, which it hangs on.
  var grounds: [Int32] = []
  /// Index of the calendar's entry and of the polling place.
  var entry: Int?
  var polling: Int?
  var numbers: [AlertNumber] = []
  var severity = AlertSeverity.unknown
  var certainty = AlertCertainty.possible
  /// Family plus one of the likely actor (at least 50 percent); 0 for none.
  var family: UInt32 = 0
  var tollBand: UInt8 = 0
  var groundsDigest: UInt64 = 0
  var area: UInt64 = 0
  /// Above the higher mark; else it only keeps an alert that stands.
  var isHigh = true
  /// The latest that it rests on, for what is old news; nil never is.
  var latest: UInt32?
  /// Only of a score: its level.
  var level: Int64 = 0

  /// Grounds that are kept and told at most.
  static let groundsMost = 32
}
