import JSON
import Model

/// What the rules remember, read back.
extension Assessment {
  func restoreSpoken(_ reader: MemoryReader) throws(MemoryFault) {
    let n = try reader.numbers("spoken", 3)
    memory.spoken.restore(
      SpokenRow(
        source: UInt32(truncatingIfNeeded: reader.number), last: UInt32(truncatingIfNeeded: n[1]),
        days: UInt32(truncatingIfNeeded: n[2])),
      at: Int32(truncatingIfNeeded: n[0]))
  }

  func restoreWatch(_ reader: MemoryReader) throws(MemoryFault) {
    let n = try reader.numbers("watch", 8)
    memory.watches.restore(
      WatchRow(
        area: UInt32(truncatingIfNeeded: reader.number),
        version: Int32(truncatingIfNeeded: n[1]), points: Int32(truncatingIfNeeded: n[2]),
        since: UInt32(truncatingIfNeeded: n[3]), below: UInt32(truncatingIfNeeded: n[4]),
        level: UInt8(truncatingIfNeeded: n[5]), terms: UInt8(truncatingIfNeeded: n[6]),
        isStale: n[7] != 0),
      at: Int32(truncatingIfNeeded: n[0]))
  }

  /// Builds the facts of all that is remembered. Nothing is asked: what stands is as it was.
  func restoreFacts() {
    memory.meta.factsForgotten =
      (Int64(memory.meta.clock) - FactRow.horizon) / FactRow.bucket - 1
    memory.reports.forEachLive { slot, row in
      if Self.isSaid(row.pointee.kind), row.pointee.state == .standing { said.append(slot) }
    }
    refreshFacts()
    moved.removeAll(keepingCapacity: true)
  }
}
