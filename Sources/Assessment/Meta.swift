import Model

/// The one row of memory that is no table: position, clock, counters.
struct Meta {
  /// Offset of the next record of `reports.accepted`.
  var position: Int64 = 0
  /// Log time: the latest time of submission seen, or of a clock record.
  var clock: UInt32 = 0
  /// Slot of the oldest report that is remembered.
  var oldest: Int32 = 0
  /// Held updates below this slot are gone.
  var heldFront: Int32 = 0
  /// Alerts are checked for expiry up to this hour since the epoch of `Moment`, and live to that
  /// one.
  var expiredThrough: Int64 = 0
  var expiryMost: Int64 = 0
  var counts = AssessmentCounts()
}
