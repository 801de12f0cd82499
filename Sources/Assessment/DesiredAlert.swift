import Model
import Theatre

/// An alert that a rule wants, now: compared with the one that stands.
struct DesiredAlert {
  var id: Fingerprint
  var rule: Rule
  /// The incidents it rests on; the first is the one it hangs on.
  var incidents: [Int32]
  /// Index of the calendar's entry and of the polling place.
  var entry: Int?
  var polling: Int?
  var numbers: [AlertNumber] = []
  var severity: AlertSeverity
  var certainty: AlertCertainty
  /// Family plus one of the likely actor (at least 50 percent); 0 for none.
  var family: UInt32
  var tollBand: UInt8
  var grounds: UInt64 = 0
  var area: UInt64 = 0
}
