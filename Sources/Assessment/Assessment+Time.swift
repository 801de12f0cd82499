import Model

/// Ten minutes of log time: the grain in which things fall due.
///
/// An alert's expiry is the begin of a tick, so a tick is done whole or not at all, and what comes
/// out does not hang on which record moved log time, nor how far.
enum Tick {
  static let seconds: Int64 = 600

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
    var tick = memory.meta.doneThrough + 1
    while tick <= min(last, memory.meta.dueMost) {
      memory.meta.clock = max(memory.meta.clock, UInt32(clamping: tick * Tick.seconds))
      fallDue(tick)
      tick += 1
    }
    memory.meta.doneThrough = last
  }

  /// Ends the alerts whose time passes with this tick.
  private func fallDue(_ tick: Int64) {
    let found = memory.cells.find(Cell.key(due: tick))
    guard found >= 0 else { return }
    var due: [(id: Fingerprint, slot: Int32)] = []
    var slot = memory.cells.row(found).pointee.head
    while slot >= 0 {
      let row = memory.alerts.row(slot)
      due.append((row.pointee.id, slot))
      slot = row.pointee.expiryNext
    }
    due.sort { $0.id < $1.id }
    for alert in due { cancel(alert.slot, .timePassed, grounds(alert.slot), &passing) }
  }

  /// Puts a live alert into its tick's chain.
  func rejoinExpiry(_ slot: Int32) {
    let row = memory.alerts.relink(slot)
    row.pointee.expiryNext = push(slot, Cell.key(due: Tick.of(row.pointee.expires)))
  }

  func joinExpiry(_ slot: Int32) {
    rejoinExpiry(slot)
    let tick = Tick.of(memory.alerts.row(slot).pointee.expires)
    memory.meta.dueMost = max(memory.meta.dueMost, tick)
  }

  /// Takes a live alert out of its tick's chain.
  func leaveExpiry(_ slot: Int32) {
    let row = memory.alerts.row(slot).pointee
    guard row.state.isLive else { return }
    let key = Cell.key(due: Tick.of(row.expires))
    let found = memory.cells.find(key)
    guard found >= 0 else { return }
    var at = memory.cells.row(found).pointee.head
    if at == slot {
      pop(key, newHead: row.expiryNext)
      return
    }
    while at >= 0 {
      let next = memory.alerts.row(at).pointee.expiryNext
      if next == slot {
        memory.alerts.relink(at).pointee.expiryNext = row.expiryNext
        pop(key, newHead: nil)
        return
      }
      at = next
    }
  }
}
