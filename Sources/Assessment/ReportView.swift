import Model

/// A remembered report with its tolls and actors, wherever they stand.
struct ReportView {
  let row: UnsafePointer<ReportRow>
  private let spill: UnsafePointer<SpillRow>?

  init(_ slot: Int32, _ memory: Memory) {
    row = memory.reports.row(slot)
    if row.pointee.has(ReportRow.spilledBit) {
      let found = memory.spills.find(slot)
      spill = found >= 0 ? memory.spills.row(found) : nil
    } else {
      spill = nil
    }
  }

  @inline(__always)
  func forEachActor(_ body: (PackedActor) -> Void) {
    if let spill {
      for index in 0..<16 where !spill.pointee.actors[index].isNone {
        body(spill.pointee.actors[index])
      }
    } else {
      for index in 0..<4 where !row.pointee.actors[index].isNone {
        body(row.pointee.actors[index])
      }
    }
  }

  @inline(__always)
  func forEachToll(_ body: (_ cell: Int, TollRange) -> Void) {
    if let spill {
      for cell in 0..<PackedToll.cells where spill.pointee.tolls[cell].isPresent {
        body(cell, spill.pointee.tolls[cell])
      }
    } else {
      for index in 0..<3 where row.pointee.tolls[index] != .none {
        body(row.pointee.tolls[index].cell, row.pointee.tolls[index].range)
      }
    }
  }

  var actorCount: Int {
    var count = 0
    forEachActor { _ in count += 1 }
    return count
  }

  var hasTolls: Bool {
    var has = false
    forEachToll { _, _ in has = true }
    return has
  }
}
