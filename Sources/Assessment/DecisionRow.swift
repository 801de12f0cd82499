import Model

/// What an analyst decided about two reports, or about one (then both are the same).
///
/// All decisions are kept, so that one can be taken back and the one before it holds again; of
/// those about one pair the last to be submitted holds.
struct DecisionRow: KeyedRow {
  var id = Fingerprint.zero
  var one = Fingerprint.zero
  var other = Fingerprint.zero
  /// The report of the decision.
  var by = Fingerprint.zero
  var submitted: UInt32 = 0
  /// Name of who decided.
  var source: UInt32 = 0
  var verdict = Verdict.same

  var key: Fingerprint { id }
  static func hash(_ key: Fingerprint) -> UInt64 { key.low }

  var turn: (UInt32, Fingerprint) { (submitted, by) }
}

/// A report that somebody decided about, by how many rows; derived.
struct DecidedRow: KeyedRow {
  var report: Fingerprint
  var count: Int32 = 0

  var key: Fingerprint { report }
  static func hash(_ key: Fingerprint) -> UInt64 { key.low }
}
