import Model

/// The space-time index: chains of reports by cell, chains of incidents by coarse cell, and
/// searching them.
extension Assessment {
  /// Which reports are looked for.
  enum Sought { case precise, vague }

  private func cell(
    _ chain: UInt64, _ group: UInt64, _ outline: Outline
  ) -> UInt64 {
    let size = Cell.size(chain)
    let middle = Int64(outline.earliest) + Int64(outline.span) / 2
    return Cell.key(
      chain, group, bucket: middle / size.seconds,
      Cell.latitude(Int64(outline.latitude), size.degrees),
      Cell.longitude(Int64(outline.longitude), size.degrees))
  }

  /// The chain a report stands in; nil when nothing can be compared with it.
  private func cellKey(_ outline: Outline) -> UInt64? {
    guard outline.hasPoint, outline.span <= Reach.vagueSpan else { return nil }
    let group = Cell.group(outline.kind)
    if outline.radius > Reach.vagueRadius {
      guard outline.place != 0 else { return nil }
      let middle = Int64(outline.earliest) + Int64(outline.span) / 2
      return Cell.key(
        wide: outline.place, group, bucket: middle / Cell.size(Cell.coarse).seconds)
    }
    return cell(outline.isPrecise ? Cell.fine : Cell.vague, group, outline)
  }

  // MARK: Reports

  /// Puts a standing report into the chain of its cell.
  func indexReport(_ slot: Int32) {
    guard let key = cellKey(Outline(memory.reports.row(slot))) else { return }
    let row = memory.reports.relink(slot)
    guard !row.pointee.has(ReportRow.indexedBit) else { return }
    row.pointee.set(ReportRow.indexedBit, true)
    row.pointee.nearNext = push(slot, key)
    count(UnsafePointer(row), 1)
  }

  private func count(_ row: UnsafePointer<ReportRow>, _ change: Int32) {
    if row.pointee.isVoice {
      memory.meta.claimsIndexed += change
    } else if !row.pointee.isPrecise {
      memory.meta.vagueIndexed += change
    }
  }

  /// Takes a report out of the chain of its cell. Costs a walk along the chain.
  func unindexReport(_ slot: Int32) {
    let row = memory.reports.row(slot)
    guard row.pointee.has(ReportRow.indexedBit), let key = cellKey(Outline(row)) else { return }
    let next = row.pointee.nearNext
    count(row, -1)
    memory.reports.relink(slot).pointee.set(ReportRow.indexedBit, false)
    let found = memory.cells.find(key)
    precondition(found >= 0, "what is in a chain has its cell")
    var at = memory.cells.row(found).pointee.head
    guard at != slot else {
      pop(key, newHead: next)
      return
    }
    while memory.reports.row(at).pointee.nearNext != slot {
      at = memory.reports.row(at).pointee.nearNext
    }
    memory.reports.relink(at).pointee.nearNext = next
    pop(key, newHead: nil)
  }

  /// Visits the slots of every report that may be near enough, and more; false when there are too
  /// many to look at, and none was visited.
  func search(_ outline: Outline, _ sought: Sought, _ body: (Int32) -> Void) -> Bool {
    guard outline.hasPoint, outline.span <= Reach.vagueSpan else { return true }
    let half = Int64(Reach.vagueSpan) / 2 + Reach.gap
    if outline.radius > Reach.vagueRadius {
      return sought == .vague ? searchWide(outline, half, body) : true
    }
    let margin = Int64(Reach.margin + outline.radius)
    let window: CellWindow
    switch sought {
    case .precise:
      window = CellWindow(
        Cell.fine, outline, meters: margin + Int64(Reach.preciseRadius),
        seconds: Reach.gap + Int64(Reach.preciseSpan) / 2)
    case .vague:
      window = CellWindow(
        Cell.vague, outline, meters: margin + Int64(Reach.vagueRadius), seconds: half)
    }
    let most =
      sought == .precise ? AssessmentLimits.candidatesMax : AssessmentLimits.vagueCandidatesMax
    return visit(window, most: most) { head in
      var slot = head
      while slot >= 0 {
        let next = memory.reports.row(slot).pointee.nearNext
        body(slot)
        slot = next
      }
    }
  }

  private func searchWide(_ outline: Outline, _ half: Int64, _ body: (Int32) -> Void) -> Bool {
    guard outline.place != 0 else { return true }
    let seconds = Cell.size(Cell.coarse).seconds
    let group = Cell.group(outline.kind)
    let buckets =
      max(0, outline.earliestSeconds - half) / seconds...(outline.latestSeconds + half) / seconds
    var total = 0
    for bucket in buckets {
      total += length(Cell.key(wide: outline.place, group, bucket: bucket))
    }
    guard total <= AssessmentLimits.candidatesMax else { return false }
    for bucket in buckets {
      let found = memory.cells.find(Cell.key(wide: outline.place, group, bucket: bucket))
      var slot = found < 0 ? -1 : memory.cells.row(found).pointee.head
      while slot >= 0 {
        let next = memory.reports.row(slot).pointee.nearNext
        body(slot)
        slot = next
      }
    }
    return true
  }

  // MARK: Incidents

  private func coarseKey(_ row: UnsafePointer<IncidentRow>) -> UInt64? {
    let outline = Outline(row)
    guard outline.hasPoint, outline.span <= Reach.vagueSpan,
      outline.radius <= Reach.vagueRadius
    else { return nil }
    return cell(Cell.coarse, Cell.group(outline.kind), outline)
  }

  /// Puts a settled incident into its chain.
  func index(_ incident: Int32) {
    guard let key = coarseKey(memory.incidents.row(incident)) else { return }
    let row = memory.incidents.relink(incident)
    guard !row.pointee.has(IncidentRow.indexedBit) else { return }
    row.pointee.set(IncidentRow.indexedBit, true)
    let head = push(incident, key)
    row.pointee.coarseNext = head
    row.pointee.coarsePrevious = -1
    if head >= 0 { memory.incidents.relink(head).pointee.coarsePrevious = incident }
  }

  /// Takes an incident out of its chain, by the position it was put in with.
  func unindex(_ incident: Int32) {
    guard memory.incidents.row(incident).pointee.has(IncidentRow.indexedBit),
      let key = coarseKey(memory.incidents.row(incident))
    else { return }
    let row = memory.incidents.relink(incident)
    row.pointee.set(IncidentRow.indexedBit, false)
    let (before, after) = (row.pointee.coarsePrevious, row.pointee.coarseNext)
    if before >= 0 { memory.incidents.relink(before).pointee.coarseNext = after }
    if after >= 0 { memory.incidents.relink(after).pointee.coarsePrevious = before }
    pop(key, newHead: before < 0 ? after : nil)
  }

  /// Visits every incident that a vague report may be about; false as for `search`.
  func searchIncidents(_ outline: Outline, _ body: (Int32) -> Void) -> Bool {
    guard outline.hasPoint, outline.span <= Reach.vagueSpan, outline.radius <= Reach.vagueRadius
    else { return true }
    let window = CellWindow(
      Cell.coarse, outline, meters: Int64(Reach.margin + outline.radius + Reach.vagueRadius),
      seconds: Int64(Reach.vagueSpan) / 2 + Reach.gap)
    return visit(window, most: AssessmentLimits.candidatesMax) { head in
      var slot = head
      while slot >= 0 {
        let next = memory.incidents.row(slot).pointee.coarseNext
        body(slot)
        slot = next
      }
    }
  }

  // MARK: Chains

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

  private func length(_ key: UInt64) -> Int {
    let found = memory.cells.find(key)
    return found < 0 ? 0 : Int(memory.cells.row(found).pointee.length)
  }

  private func visit(_ window: CellWindow, most: Int, _ follow: (_ head: Int32) -> Void) -> Bool {
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
      window.forEachKey { key in
        let found = memory.cells.find(key)
        if found >= 0 { follow(memory.cells.row(found).pointee.head) }
      }
    } else {
      for index in 0..<count { follow(heads[index]) }
    }
    return true
  }
}
