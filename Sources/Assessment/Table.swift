/// Rows in chunks of fixed size, found by key, with a journal that can undo.
///
/// A row's slot is its number for life: slots count up and are never used again, so a slot can stand
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

  private var chunks: [Chunk] = []
  private var index = SlotIndex()
  private var journal: [Entry] = []
  private var nextAtCheckpoint: Int32 = 0
  private var isOpen = false
  /// The slot of the next row.
  private(set) var next: Int32 = 0
  private(set) var count = 0
  private var chunksHeld = 0

  deinit {
    for chunk in chunks {
      chunk.rows?.deallocate()
      chunk.marks?.deallocate()
    }
  }

  /// Heap bytes of rows, marks and index; the journal's are not counted, it is empty between batches.
  var bytes: Int {
    chunksHeld * Self.rowsPerChunk * (MemoryLayout<Row>.stride + 1)
      + chunks.capacity * MemoryLayout<Chunk>.stride + index.bytes
  }

  // MARK: Reading

  @inline(__always)
  func isLive(_ slot: Int32) -> Bool {
    guard slot >= 0, slot < next else { return false }
    let chunk = chunks[Int(slot >> Self.shift)]
    guard let marks = chunk.marks else { return false }
    return marks[Int(slot) & (Self.rowsPerChunk - 1)] & Self.liveMark != 0
  }

  /// The row of a live slot, valid until the next insertion or removal.
  @inline(__always)
  func row(_ slot: Int32) -> UnsafePointer<Row> { UnsafePointer(pointer(slot)) }

  @inline(__always)
  private func pointer(_ slot: Int32) -> UnsafeMutablePointer<Row> {
    // Safe because a slot is only kept where its row lives, and a chunk with live rows is held.
    chunks[Int(slot >> Self.shift)].rows.unsafelyUnwrapped
      + (Int(slot) & (Self.rowsPerChunk - 1))
  }

  @inline(__always)
  private func mark(_ slot: Int32) -> UnsafeMutablePointer<UInt8> {
    // Safe because rows and marks of a chunk are allocated and given back together.
    chunks[Int(slot >> Self.shift)].marks.unsafelyUnwrapped
      + (Int(slot) & (Self.rowsPerChunk - 1))
  }

  /// The slot of a key, or −1.
  func find(_ key: Row.Key) -> Int32 {
    index.find(Row.hash(key)) { pointer($0).pointee.key == key }
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
    guard isOpen else { return }
    let mark = mark(slot)
    if mark.pointee & Self.journalledMark == 0 {
      journal.append(Entry(slot: slot, marks: mark.pointee, previous: pointer(slot).pointee))
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
    next = max(next, slot + 1)
    let mark = mark(slot)
    if isOpen, mark.pointee & Self.journalledMark == 0 {
      journal.append(Entry(slot: slot, marks: mark.pointee, previous: row))
      mark.pointee |= Self.journalledMark
    }
    pointer(slot).pointee = row
    mark.pointee |= Self.liveMark | (isOpen ? Self.dirtyMark : 0)
    chunks[Int(slot >> Self.shift)].live += 1
    count += 1
    addToIndex(slot)
  }

  func remove(_ slot: Int32) {
    touch(slot, dirty: Self.dirtyMark)
    removeFromIndex(slot)
    mark(slot).pointee &= ~Self.liveMark
    chunks[Int(slot >> Self.shift)].live -= 1
    count -= 1
    if !isOpen { giveBack(slot) }
  }

  /// Slots below this one are never used; for restoring.
  func raiseNext(to slot: Int32) {
    next = max(next, slot)
    while chunks.count << Int(Self.shift) < Int(next) { chunks.append(Chunk()) }
  }

  // MARK: Checkpoint

  func open() {
    isOpen = true
    nextAtCheckpoint = next
  }

  /// Visits every row whose emitted part may have changed since the checkpoint, in the order of its
  /// first change. `now` is nil for a row that is gone.
  func forEachChange(
    _ visit: (_ slot: Int32, _ before: Row, _ now: UnsafePointer<Row>?) -> Void
  ) {
    for entry in journal {
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
    for entry in journal { mark(entry.slot).pointee &= ~(Self.journalledMark | Self.dirtyMark) }
    for entry in journal { giveBack(entry.slot) }
    close()
  }

  func rollback() {
    for entry in journal where mark(entry.slot).pointee & Self.liveMark != 0 {
      removeFromIndex(entry.slot)
      chunks[Int(entry.slot >> Self.shift)].live -= 1
      count -= 1
    }
    for entry in journal {
      mark(entry.slot).pointee = entry.marks
      pointer(entry.slot).pointee = entry.previous
      guard entry.marks & Self.liveMark != 0 else { continue }
      chunks[Int(entry.slot >> Self.shift)].live += 1
      count += 1
      addToIndex(entry.slot)
    }
    next = nextAtCheckpoint
    for entry in journal { giveBack(entry.slot) }
    close()
  }

  private func close() {
    // A large batch's journal is not kept for the small ones.
    if journal.capacity > 1 << 16 {
      journal = []
    } else {
      journal.removeAll(keepingCapacity: true)
    }
    isOpen = false
  }

  // MARK: Chunks and index

  private func hold(_ slot: Int32) {
    let number = Int(slot >> Self.shift)
    while chunks.count <= number { chunks.append(Chunk()) }
    guard chunks[number].rows == nil else { return }
    let marks = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.rowsPerChunk)
    marks.initialize(repeating: 0, count: Self.rowsPerChunk)
    chunks[number].marks = marks
    chunks[number].rows = .allocate(capacity: Self.rowsPerChunk)
    chunksHeld += 1
  }

  /// Gives the chunk back when nothing in it lives and no new row will come into it.
  private func giveBack(_ slot: Int32) {
    let number = Int(slot >> Self.shift)
    guard chunks[number].live == 0, number < Int(next >> Self.shift),
      let rows = chunks[number].rows, let marks = chunks[number].marks
    else { return }
    rows.deallocate()
    marks.deallocate()
    chunks[number] = Chunk()
    chunksHeld -= 1
  }

  private func addToIndex(_ slot: Int32) {
    index.insert(slot, hash: Row.hash(pointer(slot).pointee.key)) {
      Row.hash(pointer($0).pointee.key)
    }
  }

  private func removeFromIndex(_ slot: Int32) {
    index.remove(slot, hash: Row.hash(pointer(slot).pointee.key)) {
      Row.hash(pointer($0).pointee.key)
    }
  }

  /// Live slots in ascending order; a full scan, for restoring and tests.
  func forEachLive(_ body: (Int32, UnsafePointer<Row>) -> Void) {
    for slot in 0..<max(next, 0) where isLive(slot) { body(slot, row(slot)) }
  }
}
