import Model

/// The space-time index: chains of incidents by cell, and searching them.
extension Assessment {
  private func cellKeys(_ row: IncidentRow) -> (near: UInt64, coarse: UInt64?)? {
    guard row.has(IncidentRow.pointBit), row.span <= Reach.vagueSpan else { return nil }
    let group = Cell.group(row.kind)
    let middle = Int64(row.earliest) + Int64(row.span) / 2
    let days = Cell.size(Cell.coarse).seconds
    if row.radius > Reach.vagueRadius {
      guard row.place != 0 else { return nil }
      return (Cell.key(wide: row.place, group, bucket: middle / days), nil)
    }
    func key(_ chain: UInt64) -> UInt64 {
      let size = Cell.size(chain)
      return Cell.key(
        chain, group, bucket: middle / size.seconds,
        Cell.latitude(Int64(row.latitude), size.degrees),
        Cell.longitude(Int64(row.longitude), size.degrees))
    }
    return (
      key(row.has(IncidentRow.preciseBit) ? Cell.fine : Cell.vague), key(Cell.coarse)
    )
  }

  /// Puts a settled incident into its chains.
  func index(_ incident: Int32) {
    let row = memory.incidents.relink(incident)
    guard !row.pointee.has(IncidentRow.indexedBit), let keys = cellKeys(row.pointee) else {
      return
    }
    row.pointee.set(IncidentRow.indexedBit, true)
    let nearHead = push(incident, keys.near)
    row.pointee.nearNext = nearHead
    row.pointee.nearPrevious = -1
    if nearHead >= 0 { memory.incidents.relink(nearHead).pointee.nearPrevious = incident }
    guard let coarse = keys.coarse else { return }
    let head = push(incident, coarse)
    row.pointee.coarseNext = head
    row.pointee.coarsePrevious = -1
    if head >= 0 { memory.incidents.relink(head).pointee.coarsePrevious = incident }
  }

  /// Makes a slot the head of a chain; returns the old head.
  func push(_ slot: Int32, _ key: UInt64) -> Int32 {
    let found = memory.cells.find(key)
    guard found >= 0 else {
      memory.cells.insert(CellRow(cell: key, head: slot, length: 1))
      return -1
    }
    let cell = memory.cells.edit(found)
    let head = cell.pointee.head
    cell.pointee.head = slot
    cell.pointee.length += 1
    return head
  }

  /// One fewer in a chain, with a new head when the head left; an empty chain is given back.
  func pop(_ key: UInt64, newHead: Int32?) {
    let found = memory.cells.find(key)
    precondition(found >= 0, "what is in a chain has its cell")
    let cell = memory.cells.edit(found)
    if let newHead { cell.pointee.head = newHead }
    cell.pointee.length -= 1
    if cell.pointee.length == 0 { memory.cells.remove(found) }
  }

  /// Takes an incident out of its chains, by the position it was put in with.
  func unindex(_ incident: Int32) {
    guard memory.incidents.row(incident).pointee.has(IncidentRow.indexedBit) else { return }
    let row = memory.incidents.relink(incident)
    guard let keys = cellKeys(row.pointee) else { return }
    row.pointee.set(IncidentRow.indexedBit, false)
    let (previous, next) = (row.pointee.nearPrevious, row.pointee.nearNext)
    if previous >= 0 { memory.incidents.relink(previous).pointee.nearNext = next }
    if next >= 0 { memory.incidents.relink(next).pointee.nearPrevious = previous }
    pop(keys.near, newHead: previous < 0 ? next : nil)
    guard let coarse = keys.coarse else { return }
    let (before, after) = (row.pointee.coarsePrevious, row.pointee.coarseNext)
    if before >= 0 { memory.incidents.relink(before).pointee.coarseNext = after }
    if after >= 0 { memory.incidents.relink(after).pointee.coarsePrevious = before }
    pop(coarse, newHead: before < 0 ? after : nil)
  }

  // MARK: Searching

  /// Visits the slots of every incident that may be near enough, and more; false when there are too
  /// many to look at, and none was visited.
  func search(_ probe: Probe, _ body: (Int32) -> Void) -> Bool {
    guard probe.row.has(ReportRow.pointBit), probe.row.span <= Reach.vagueSpan else { return true }
    let half = Int64(Reach.vagueSpan) / 2 + Reach.gap
    if probe.row.radius > Reach.vagueRadius { return searchWide(probe, half, body) }
    let margin = Int64(Reach.margin + probe.row.radius)
    guard probe.isPrecise else {
      let window = CellWindow(
        Cell.coarse, probe, meters: margin + Int64(Reach.vagueRadius), seconds: half)
      return visit(window, isNear: false, most: AssessmentLimits.candidatesMax / 2, body)
    }
    let fine = CellWindow(
      Cell.fine, probe, meters: margin + Int64(Reach.preciseRadius),
      seconds: Reach.gap + Int64(Reach.preciseSpan) / 2)
    let isClear = visit(fine, isNear: true, most: AssessmentLimits.candidatesMax, body)
    let vague = CellWindow(
      Cell.vague, probe, meters: margin + Int64(Reach.vagueRadius), seconds: half)
    // Near one of many vague ones means nothing: not even crowded.
    _ = visit(vague, isNear: true, most: AssessmentLimits.vagueCandidatesMax, body)
    return isClear
  }

  private func searchWide(_ probe: Probe, _ half: Int64, _ body: (Int32) -> Void) -> Bool {
    guard probe.row.place != 0 else { return true }
    let seconds = Cell.size(Cell.coarse).seconds
    let group = Cell.group(probe.row.kind)
    let buckets = max(0, probe.earliest - half) / seconds...(probe.latest + half) / seconds
    var total = 0
    for bucket in buckets {
      total += length(Cell.key(wide: probe.row.place, group, bucket: bucket))
    }
    guard total <= AssessmentLimits.candidatesMax else { return false }
    for bucket in buckets {
      follow(Cell.key(wide: probe.row.place, group, bucket: bucket), isNear: true, body)
    }
    return true
  }

  private func length(_ key: UInt64) -> Int {
    let found = memory.cells.find(key)
    return found < 0 ? 0 : Int(memory.cells.row(found).pointee.length)
  }

  private func visit(
    _ window: CellWindow, isNear: Bool, most: Int, _ body: (Int32) -> Void
  ) -> Bool {
    // The sum is asked first: whether there are too many must not hang on the order of a chain.
    var heads: InlineArray<64, Int32> = .init(repeating: -1)
    var count = 0
    var total = 0
    var overflows = false
    window.forEachKey { key in
      let found = memory.cells.find(key)
      guard found >= 0 else { return }
      let cell = memory.cells.row(found)
      total += Int(cell.pointee.length)
      if count < 64 {
        heads[count] = cell.pointee.head
        count += 1
      } else {
        overflows = true
      }
    }
    guard total <= most else { return false }
    if overflows {
      window.forEachKey { follow($0, isNear: isNear, body) }
    } else {
      for index in 0..<count { follow(head: heads[index], isNear: isNear, body) }
    }
    return true
  }

  private func follow(_ key: UInt64, isNear: Bool, _ body: (Int32) -> Void) {
    let found = memory.cells.find(key)
    if found >= 0 { follow(head: memory.cells.row(found).pointee.head, isNear: isNear, body) }
  }

  private func follow(head: Int32, isNear: Bool, _ body: (Int32) -> Void) {
    var slot = head
    while slot >= 0 {
      let row = memory.incidents.row(slot)
      let next = isNear ? row.pointee.nearNext : row.pointee.coarseNext
      body(slot)
      slot = next
    }
  }
}
