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
  /// What falls due was done up to this tick, and nothing is due after that one (`Tick`).
  var doneThrough: Int64 = 0
  var dueMost: Int64 = 0
  /// Buckets of facts that were dropped, up to this one; derived.
  var factsForgotten: Int64 = 0
  var counts = AssessmentCounts()
  /// What stands in the index; derived.
  var indexed = IndexedLevels()
}
