import Model

/// Ten minutes of log time: the grain in which things fall due.
///
/// An alert's expiry is the begin of a tick, so a tick is done whole or not at all, and what comes
/// out does not hang on which record moved log time, nor how far.
enum Tick {
  static let seconds: Int64 = 600
  /// Every so many ticks (six hours) the clock asks what only time decides: silence, the calendar,
  /// watch levels that may be left.
  static let perWatch: Int64 = 36

  static func of(_ moment: UInt32) -> Int64 { Int64(moment) / seconds }

  /// The moment at which the tick of a moment begins.
  static func begin(of moment: UInt32) -> UInt32 { moment - moment % UInt32(seconds) }
}

/// Log time, and what its passing brings about.
///
/// Log time moves with the reports' times of submission and with clock records, and only forward.
/// Whatever falls due on the way is done in order, each at its own time, before the record that
/// moved it is looked at. So silence, expiry and renewal follow from the log alone: clock records
/// only see to it that they are not kept waiting for the next report, and a history without any
/// expires and falls silent as it would have live.
extension Assessment {
  func advance(to instant: Instant) {
    let bounded = received.map { min($0, instant) } ?? instant
    let target = max(memory.meta.clock, Moment.packed(bounded))
    defer { memory.meta.clock = target }
    let last = Tick.of(target)
    guard last > memory.meta.doneThrough else { return }
    // The first time that is known: nothing was before it.
    if memory.meta.doneThrough == 0 { memory.meta.doneThrough = last - 1 }
    var tick = memory.meta.doneThrough + 1
    while tick <= last {
      // Beyond what is due only the watches are left.
      if tick > memory.meta.dueMost, tick % Tick.perWatch != 0 {
        tick += Tick.perWatch - tick % Tick.perWatch
        continue
      }
      memory.meta.clock = max(memory.meta.clock, UInt32(clamping: tick * Tick.seconds))
      memory.meta.doneThrough = tick
      if memory.watches.count > 0 { workOutLevels(&passing) }
      fallDue(tick)
      if tick % Tick.perWatch == 0 { watch(&passing) }
      tick += 1
    }
    memory.meta.doneThrough = last
  }

  private func fallDue(_ tick: Int64) {
    let found = memory.cells.find(Cell.key(due: tick))
    guard found >= 0 else { return }
    var due: [(id: Fingerprint, slot: Int32)] = []
    var slot = memory.cells.row(found).pointee.head
    while slot >= 0 {
      let row = memory.alerts.row(slot)
      due.append((row.pointee.id, slot))
      slot = row.pointee.dueNext
    }
    due.sort { $0.id < $1.id }
    for alert in due { fallDue(alert.slot, &passing) }
  }

  /// Puts a watched alert into its tick's chain.
  func rejoinDue(_ slot: Int32) {
    let row = memory.alerts.relink(slot)
    let head = push(slot, Cell.key(due: Tick.of(row.pointee.due)))
    row.pointee.dueNext = head
    row.pointee.duePrevious = -1
    if head >= 0 { memory.alerts.relink(head).pointee.duePrevious = slot }
  }

  func joinDue(_ slot: Int32) {
    rejoinDue(slot)
    let tick = Tick.of(memory.alerts.row(slot).pointee.due)
    memory.meta.dueMost = max(memory.meta.dueMost, tick)
  }

  /// Takes a watched alert out of its tick's chain.
  func leaveDue(_ slot: Int32) {
    let row = memory.alerts.row(slot).pointee
    guard row.isWatched else { return }
    if row.duePrevious >= 0 {
      memory.alerts.relink(row.duePrevious).pointee.dueNext = row.dueNext
    }
    if row.dueNext >= 0 {
      memory.alerts.relink(row.dueNext).pointee.duePrevious = row.duePrevious
    }
    pop(Cell.key(due: Tick.of(row.due)), newHead: row.duePrevious < 0 ? row.dueNext : nil)
  }
}
