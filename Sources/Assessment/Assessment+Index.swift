import Model

/// The space-time index: chains of reports and of incidents by level and cell, and searching them.
extension Assessment {
  /// Which reports are looked for: precise ones and vague ones that make incidents, or what is only
  /// attached to them.
  enum Sought { case precise, vague, voices }

  /// The chain a report stands in; nil when nothing can be compared with it.
  private func cellKey(_ row: UnsafePointer<ReportRow>) -> UInt64? {
    let outline = Outline(row)
    guard outline.hasPoint, outline.span <= Reach.vagueSpan else { return nil }
    let isVoice = row.pointee.isVoice
    if outline.radius > Reach.vagueRadius {
      guard outline.place != 0 else { return nil }
      let middle = Int64(outline.earliest) + Int64(outline.span) / 2
      return Cell.key(
        wide: isVoice ? Cell.wideVoice : Cell.wide, Cell.group(outline.kind), place: outline.place,
        bucket: middle / Cell.wideSeconds)
    }
    let level = CellLevel(outline)
    let chain = isVoice ? Cell.voice : level == .precise ? Cell.fine : Cell.vague
    return CellWindow.key(chain, level, outline)
  }

  // MARK: Reports

  /// Puts a standing report into the chain of its cell.
  func indexReport(_ slot: Int32) {
    guard let key = cellKey(memory.reports.row(slot)) else { return }
    let row = memory.reports.relink(slot)
    guard !row.pointee.has(ReportRow.indexedBit) else { return }
    row.pointee.set(ReportRow.indexedBit, true)
    row.pointee.nearNext = push(slot, key)
    memory.meta.indexed.add(key, 1)
  }

  /// Takes a report out of the chain of its cell. Costs a walk along the chain.
  func unindexReport(_ slot: Int32) {
    let row = memory.reports.row(slot)
    guard row.pointee.has(ReportRow.indexedBit), let key = cellKey(row) else { return }
    let next = row.pointee.nearNext
    memory.meta.indexed.add(key, -1)
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

  /// Visits the slots of every report that may be near enough, and more. False when a level had too
  /// many to look at: none of that level was visited.
  func search(_ outline: Outline, _ sought: Sought, _ body: (Int32) -> Void) -> Bool {
    guard outline.hasPoint, outline.span <= Reach.vagueSpan else { return true }
    if outline.radius > Reach.vagueRadius {
      guard sought != .precise else { return true }
      return searchWide(outline, sought == .voices ? Cell.wideVoice : Cell.wide, body)
    }
    func follow(_ head: Int32) {
      var slot = head
      while slot >= 0 {
        let next = memory.reports.row(slot).pointee.nearNext
        body(slot)
        slot = next
      }
    }
    guard sought != .precise else {
      let window = CellWindow(Cell.fine, .precise, around: outline)
      return visit(window, most: AssessmentLimits.candidatesMax, follow)
    }
    let chain = sought == .voices ? Cell.voice : Cell.vague
    var isClear = true
    for level in memory.meta.indexed.levels(chain) {
      let window = CellWindow(chain, level, around: outline)
      if !visit(window, most: AssessmentLimits.vagueCandidatesMax, follow) { isClear = false }
    }
    return isClear
  }

  private func searchWide(
    _ outline: Outline, _ chain: UInt64, _ body: (Int32) -> Void
  ) -> Bool {
    guard outline.place != 0 else { return true }
    let half = Int64(Reach.vagueSpan) / 2 + Reach.gap
    let seconds = Cell.wideSeconds
    let group = Cell.group(outline.kind)
    let buckets =
      max(0, outline.earliestSeconds - half) / seconds...(outline.latestSeconds + half) / seconds
    var total = 0
    for bucket in buckets {
      total += length(Cell.key(wide: chain, group, place: outline.place, bucket: bucket))
    }
    guard total <= AssessmentLimits.candidatesMax else { return false }
    for bucket in buckets {
      let found = memory.cells.find(
        Cell.key(wide: chain, group, place: outline.place, bucket: bucket))
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

  private func incidentKey(_ row: UnsafePointer<IncidentRow>) -> UInt64? {
    let outline = Outline(row)
    guard outline.hasPoint, outline.span <= Reach.vagueSpan,
      outline.radius <= Reach.vagueRadius
    else { return nil }
    return CellWindow.key(Cell.incident, CellLevel(outline), outline)
  }

  /// Puts a settled incident into its chain.
  func index(_ incident: Int32) {
    guard let key = incidentKey(memory.incidents.row(incident)) else { return }
    let row = memory.incidents.relink(incident)
    guard !row.pointee.has(IncidentRow.indexedBit) else { return }
    row.pointee.set(IncidentRow.indexedBit, true)
    memory.meta.indexed.add(key, 1)
    let head = push(incident, key)
    row.pointee.coarseNext = head
    row.pointee.coarsePrevious = -1
    if head >= 0 { memory.incidents.relink(head).pointee.coarsePrevious = incident }
  }

  /// Takes an incident out of its chain, by the position it was put in with.
  func unindex(_ incident: Int32) {
    guard memory.incidents.row(incident).pointee.has(IncidentRow.indexedBit),
      let key = incidentKey(memory.incidents.row(incident))
    else { return }
    let row = memory.incidents.relink(incident)
    row.pointee.set(IncidentRow.indexedBit, false)
    memory.meta.indexed.add(key, -1)
    let (before, after) = (row.pointee.coarsePrevious, row.pointee.coarseNext)
    if before >= 0 { memory.incidents.relink(before).pointee.coarseNext = after }
    if after >= 0 { memory.incidents.relink(after).pointee.coarsePrevious = before }
    pop(key, newHead: before < 0 ? after : nil)
  }

  /// Visits every incident that a vague report or a voice may be about, precise ones alone or all;
  /// false as for `search`.
  func searchIncidents(
    _ outline: Outline, isPrecise: Bool, _ body: (Int32) -> Void
  ) -> Bool {
    guard outline.hasPoint, outline.span <= Reach.vagueSpan, outline.radius <= Reach.vagueRadius
    else { return true }
    var isClear = true
    for level in memory.meta.indexed.levels(Cell.incident) where !isPrecise || level == .precise {
      let window = CellWindow(Cell.incident, level, around: outline)
      let isSeen = visit(window, most: AssessmentLimits.candidatesMax) { head in
        var slot = head
        while slot >= 0 {
          let next = memory.incidents.row(slot).pointee.coarseNext
          body(slot)
          slot = next
        }
      }
      if !isSeen { isClear = false }
    }
    return isClear
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
