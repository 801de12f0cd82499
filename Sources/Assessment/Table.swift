/// Rows in chunks of fixed size, found by key, with a journal that can undo.
///
/// A row's slot is its number for life: slots count up and are never used again, so a slot can
/// stand
/// in records and in other rows. A chunk whose rows are all gone is given back. While a checkpoint
/// is open, the first change of a row keeps its previous bytes; `rollback` puts them back, index
/// included, and costs what was changed, not what is remembered.
///
/// Cost: size of a row, one byte, and 7–13 bytes of index.
final class Table<Row: KeyedRow> {
  private struct Chunk {
    var rows: UnsafeMutablePointer<Row>?
    var marks: UnsafeMutablePointer<UInt8>?
    var live: Int32 = 0
  }

  struct Entry {
    let slot: Int32
    let marks: UInt8
    let previous: Row
  }

  private static var shift: Int32 { 9 }
  private static var rowsPerChunk: Int { 1 << 9 }
  private static var liveMark: UInt8 { 1 }
  private static var journalledMark: UInt8 { 2 }
  private static var dirtyMark: UInt8 { 4 }

  private struct State {
    var chunks: [Chunk] = []
    var index = SlotIndex()
    var journal: [Entry] = []
    var nextAtCheckpoint: Int32 = 0
    var isOpen = false
    var next: Int32 = 0
    var count = 0
    var chunksHeld = 0
  }

  /// Behind a pointer, because a class's own properties are checked for exclusive access each time,
  /// which costs more than reading a row.
  ///
  /// Safe because it is allocated with the table, freed with it, and the table stays on one thread.
  private let state: UnsafeMutablePointer<State>

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    for chunk in state.pointee.chunks {
      chunk.rows?.deallocate()
      chunk.marks?.deallocate()
    }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// The slot of the next row.
  var next: Int32 { state.pointee.next }
  var count: Int { state.pointee.count }

  /// Heap bytes of rows, marks and index; the journal's are not counted, it is empty between
  /// batches.
  var bytes: Int {
    state.pointee.chunksHeld * Self.rowsPerChunk * (MemoryLayout<Row>.stride + 1)
      + state.pointee.chunks.capacity * MemoryLayout<Chunk>.stride + state.pointee.index.bytes
  }

  // MARK: Reading

  @inline(__always)
  func isLive(_ slot: Int32) -> Bool {
    guard slot >= 0, slot < next else { return false }
    let chunk = state.pointee.chunks[Int(slot >> Self.shift)]
    guard let marks = chunk.marks else { return false }
    return marks[Int(slot) & (Self.rowsPerChunk - 1)] & Self.liveMark != 0
  }

  /// The row of a live slot, valid until the next insertion or removal.
  @inline(__always)
  func row(_ slot: Int32) -> UnsafePointer<Row> { UnsafePointer(pointer(slot)) }

  @inline(__always)
  private func pointer(_ slot: Int32) -> UnsafeMutablePointer<Row> {
    // Safe because a slot is only kept where its row lives, and a chunk with live rows is held.
    state.pointee.chunks[Int(slot >> Self.shift)].rows.unsafelyUnwrapped
      + (Int(slot) & (Self.rowsPerChunk - 1))
  }

  @inline(__always)
  private func mark(_ slot: Int32) -> UnsafeMutablePointer<UInt8> {
    // Safe because rows and marks of a chunk are allocated and given back together.
    state.pointee.chunks[Int(slot >> Self.shift)].marks.unsafelyUnwrapped
      + (Int(slot) & (Self.rowsPerChunk - 1))
  }

  /// The slot of a key, or −1.
  func find(_ key: Row.Key) -> Int32 {
    state.pointee.index.find(Row.hash(key)) { pointer($0).pointee.key == key }
  }

  // MARK: Changing

  /// A row to change, its previous bytes kept; the change will be emitted by `commit`.
  @inline(__always)
  func edit(_ slot: Int32) -> UnsafeMutablePointer<Row> {
    touch(slot, dirty: Self.dirtyMark)
    return pointer(slot)
  }

  /// A row to change in what is derived (links), which is not emitted.
  @inline(__always)
  func relink(_ slot: Int32) -> UnsafeMutablePointer<Row> {
    touch(slot, dirty: 0)
    return pointer(slot)
  }

  @inline(__always)
  private func touch(_ slot: Int32, dirty: UInt8) {
    guard state.pointee.isOpen else { return }
    let mark = mark(slot)
    if mark.pointee & Self.journalledMark == 0 {
      state.pointee.journal.append(
        Entry(slot: slot, marks: mark.pointee, previous: pointer(slot).pointee))
      mark.pointee |= Self.journalledMark
    }
    mark.pointee |= dirty
  }

  @discardableResult
  func insert(_ row: Row) -> Int32 {
    let slot = next
    insert(row, at: slot)
    return slot
  }

  /// For restoring: a later record of a key stands in for an earlier one.
  func restore(_ row: Row, at slot: Int32) {
    let known = find(row.key)
    if known >= 0 { remove(known) }
    insert(row, at: slot)
  }

  /// For restoring: the slot may be any.
  func insert(_ row: Row, at slot: Int32) {
    hold(slot)
    state.pointee.next = max(next, slot + 1)
    let mark = mark(slot)
    if state.pointee.isOpen, mark.pointee & Self.journalledMark == 0 {
      state.pointee.journal.append(Entry(slot: slot, marks: mark.pointee, previous: row))
      mark.pointee |= Self.journalledMark
    }
    pointer(slot).pointee = row
    mark.pointee |= Self.liveMark | (state.pointee.isOpen ? Self.dirtyMark : 0)
    state.pointee.chunks[Int(slot >> Self.shift)].live += 1
    state.pointee.count += 1
    addToIndex(slot)
  }

  func remove(_ slot: Int32) {
    touch(slot, dirty: Self.dirtyMark)
    removeFromIndex(slot)
    mark(slot).pointee &= ~Self.liveMark
    state.pointee.chunks[Int(slot >> Self.shift)].live -= 1
    state.pointee.count -= 1
    if !state.pointee.isOpen { giveBack(slot) }
  }

  /// Slots below this one are never used; for restoring.
  func raiseNext(to slot: Int32) {
    state.pointee.next = max(next, slot)
    while state.pointee.chunks.count << Int(Self.shift) < Int(next) {
      state.pointee.chunks.append(Chunk())
    }
  }

  // MARK: Checkpoint

  func open() {
    state.pointee.isOpen = true
    state.pointee.nextAtCheckpoint = next
  }

  /// Visits every row whose emitted part may have changed since the checkpoint, in the order of its
  /// first change. `now` is nil for a row that is gone.
  func forEachChange(
    _ visit: (_ slot: Int32, _ before: Row, _ now: UnsafePointer<Row>?) -> Void
  ) {
    for entry in state.pointee.journal {
      let marks = mark(entry.slot).pointee
      let isLive = marks & Self.liveMark != 0
      let wasLive = entry.marks & Self.liveMark != 0
      if marks & Self.dirtyMark != 0, isLive || wasLive {
        visit(entry.slot, entry.previous, isLive ? row(entry.slot) : nil)
      }
    }
  }

  /// Closes the checkpoint: what was changed stays.
  func commit() {
    for entry in state.pointee.journal {
      mark(entry.slot).pointee &= ~(Self.journalledMark | Self.dirtyMark)
    }
    for entry in state.pointee.journal { giveBack(entry.slot) }
    close()
  }

  func rollback() {
    for entry in state.pointee.journal where mark(entry.slot).pointee & Self.liveMark != 0 {
      removeFromIndex(entry.slot)
      state.pointee.chunks[Int(entry.slot >> Self.shift)].live -= 1
      state.pointee.count -= 1
    }
    for entry in state.pointee.journal {
      mark(entry.slot).pointee = entry.marks
      pointer(entry.slot).pointee = entry.previous
      guard entry.marks & Self.liveMark != 0 else { continue }
      state.pointee.chunks[Int(entry.slot >> Self.shift)].live += 1
      state.pointee.count += 1
      addToIndex(entry.slot)
    }
    state.pointee.next = state.pointee.nextAtCheckpoint
    for entry in state.pointee.journal { giveBack(entry.slot) }
    close()
  }

  private func close() {
    // A large batch's state.pointee.journal is not kept for the small ones.
    if state.pointee.journal.capacity > 1 << 16 {
      state.pointee.journal = []
    } else {
      state.pointee.journal.removeAll(keepingCapacity: true)
    }
    state.pointee.isOpen = false
  }

  // MARK: Chunks and index

  private func hold(_ slot: Int32) {
    let number = Int(slot >> Self.shift)
    while state.pointee.chunks.count <= number { state.pointee.chunks.append(Chunk()) }
    guard state.pointee.chunks[number].rows == nil else { return }
    let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.rowsPerChunk)
    marks.initialize(repeating: 0, count: Self.rowsPerChunk)
    state.pointee.chunks[number].marks = marks
    state.pointee.chunks[number].rows = .allocate(capacity: Self.rowsPerChunk)
    state.pointee.chunksHeld += 1
  }

  /// Gives the chunk back when nothing in it lives and no new row will come into it.
  private func giveBack(_ slot: Int32) {
    let number = Int(slot >> Self.shift)
    guard state.pointee.chunks[number].live == 0, number < Int(next >> Self.shift),
      let rows = state.pointee.chunks[number].rows, let marks = state.pointee.chunks[number].marks
    else { return }
    rows.deallocate()
    marks.deallocate()
    state.pointee.chunks[number] = Chunk()
    state.pointee.chunksHeld -= 1
  }

  private func addToIndex(_ slot: Int32) {
    state.pointee.index.insert(slot, hash: Row.hash(pointer(slot).pointee.key)) {
      Row.hash(pointer($0).pointee.key)
    }
  }

  private func removeFromIndex(_ slot: Int32) {
    state.pointee.index.remove(slot, hash: Row.hash(pointer(slot).pointee.key)) {
      Row.hash(pointer($0).pointee.key)
    }
  }

  /// Live slots in ascending order; a full scan, for restoring and tests.
  func forEachLive(_ body: (Int32, UnsafePointer<Row>) -> Void) {
    for slot in 0..<max(next, 0) where isLive(slot) { body(slot, row(slot)) }
  }
}
