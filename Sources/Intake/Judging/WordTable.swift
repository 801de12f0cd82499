/// Closed lists of words, each with what a word means: one multiplication finds a word, because for
/// each list a multiplier was looked for by which no two of its words share a slot.
struct WordTables {
  /// One list: where its slots begin, their number less one, and the multiplier.
  struct List {
    var first: Int32 = 0
    var mask: UInt32 = 0
    var multiplier: UInt64 = 0
  }

  private struct Slot {
    var head: UInt64 = 0
    var tail: UInt64 = 0
    /// All ones for an empty slot.
    var count: UInt32 = .max
    var meaning: Int32 = -1
    var start: Int = 0
  }

  private var slots: [Slot] = []
  private var bytes: [UInt8] = []

  /// Nil when no multiplier parts the words, or a word is empty.
  mutating func add(_ words: [(word: [UInt8], meaning: Int32)]) -> List? {
    guard words.allSatisfy({ !$0.word.isEmpty }) else { return nil }
    var capacity = 4
    while capacity < words.count * 4 { capacity *= 2 }
    for round in 1...UInt64(1_000) {
      let list = List(
        first: Int32(slots.count), mask: UInt32(capacity - 1),
        multiplier: round &* 0x9E37_79B9_7F4A_7C15 | 1)
      if let filled = Self.fill(words, list, &bytes) {
        slots += filled
        return list
      }
    }
    return nil
  }

  private static func fill(
    _ words: [(word: [UInt8], meaning: Int32)], _ list: List, _ bytes: inout [UInt8]
  ) -> [Slot]? {
    var slots = [Slot](repeating: Slot(), count: Int(list.mask) + 1)
    var end = bytes.count
    for entry in words {
      var slot = Slot(count: UInt32(entry.word.count), meaning: entry.meaning, start: end)
      for (at, byte) in entry.word.prefix(8).enumerated() {
        slot.head |= UInt64(byte) << UInt64(8 * at)
      }
      for (at, byte) in entry.word.suffix(8).enumerated() where entry.word.count > 8 {
        slot.tail |= UInt64(byte) << UInt64(8 * at)
      }
      let at = Frozen.place(slot.head, slot.tail, list)
      guard slots[at].count == .max else { return nil }
      slots[at] = slot
      end += entry.word.count
    }
    for entry in words { bytes += entry.word }
    return slots
  }

  /// The tables as they are read.
  struct Frozen {
    // Safe because the plan that holds the tables frees them, and nobody writes to them.
    private let slots: UnsafeMutablePointer<Slot>
    private let bytes: UnsafeMutablePointer<UInt8>

    init(_ tables: WordTables) {
      slots = .allocate(capacity: max(1, tables.slots.count))
      slots.initialize(from: tables.slots, count: tables.slots.count)
      bytes = .allocate(capacity: max(1, tables.bytes.count))
      bytes.initialize(from: tables.bytes, count: tables.bytes.count)
    }

    func deallocate() {
      slots.deallocate()
      bytes.deallocate()
    }

    @inline(__always)
    fileprivate static func place(_ head: UInt64, _ tail: UInt64, _ list: List) -> Int {
      let mixed = (head &+ (tail &<< 7 | tail &>> 57)) &* list.multiplier
      return Int(truncatingIfNeeded: mixed &>> 32) & Int(list.mask)
    }

    /// What a word of a document means; nil when the list does not have it.
    @inline(__always)
    func find(_ word: UnsafeRawBufferPointer, in list: List) -> Int32? {
      guard let base = word.baseAddress, word.count > 0 else { return nil }
      let count = word.count
      // Safe because a text of a document is followed by its parser's padding; what is read beyond
      // a short word is shifted out.
      let spare = UInt64(truncatingIfNeeded: max(8 &- count, 0) &* 8)
      let head =
        base.loadUnaligned(as: UInt64.self).littleEndian & (UInt64.max &>> spare)
      let tail =
        count > 8
        ? base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self).littleEndian : 0
      // Safe because a place is at most the mask.
      let slot = slots + (Int(list.first) &+ Self.place(head, tail, list))
      guard slot.pointee.head == head, slot.pointee.tail == tail,
        slot.pointee.count == UInt32(truncatingIfNeeded: count),
        count <= 16 || isEqual(base, slot.pointee.start, count)
      else { return nil }
      return slot.pointee.meaning
    }

    /// The first and the last eight bytes are equal already.
    @inline(never)
    private func isEqual(_ word: UnsafeRawPointer, _ start: Int, _ count: Int) -> Bool {
      let known = UnsafeRawPointer(bytes + start)
      var at = 8
      while at < count &- 8 {
        let step = min(at, count &- 8)
        if word.loadUnaligned(fromByteOffset: step, as: UInt64.self)
          != known.loadUnaligned(fromByteOffset: step, as: UInt64.self)
        {
          return false
        }
        at &+= 8
      }
      return true
    }
  }
}
