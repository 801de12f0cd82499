/// Finds duplicate member names of one object at a time; its table is reused without clearing.
///
/// Linear in the members for any names: the hash is keyed by a random seed, so a sender cannot
/// choose
/// collisions. The seed changes how long it takes, never what is found.
struct NameSet {
  /// Each slot: the generation that wrote it, above the node of a name.
  private var slots: UnsafeMutablePointer<UInt64>
  private var capacity = 256
  private var generation: UInt32 = 0
  /// A byte for each of 4,096 short hashes: the round that wrote it.
  private let marks: UnsafeMutablePointer<UInt8>
  private var round: UInt8 = 0
  // Tidy: random on purpose; it decides how quickly a duplicate is found, never what is found.
  private let seed = UInt64.random(in: .min ... .max)

  init() {
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    marks = .allocate(capacity: Self.marksCount)
    marks.initialize(repeating: 0, count: Self.marksCount)
  }

  func deallocate() {
    slots.deallocate()
    marks.deallocate()
  }

  private static let marksCount = 4_096
  /// Beyond so many members, equal short hashes are likely.
  private static let membersMarkedMax = 128

  /// The offset of the first name which an earlier member of the object has too. The object's
  /// nodes reach from `object` to before `end`.
  ///
  /// Nearly always a glance tells that there is none. Its hash has no key: who chooses collisions
  /// only has the object looked at properly.
  @inline(__always)
  mutating func duplicate(
    of object: Int, bytes: UnsafePointer<UInt8>, tape: UnsafeMutablePointer<Node>, end: Int
  ) -> Int? {
    let members = Int(tape[object].length)
    if members <= Self.membersMarkedMax, areSurelyDifferent(object, members, bytes, tape, end) {
      return nil
    }
    return exactDuplicate(of: object, bytes: bytes, tape: tape, end: end)
  }

  /// Whether no two names of the object have the same short hash, and none has escapes.
  @inline(never)
  private mutating func areSurelyDifferent(
    _ object: Int, _ members: Int, _ bytes: UnsafePointer<UInt8>,
    _ tape: UnsafeMutablePointer<Node>, _ end: Int
  ) -> Bool {
    let tape = UnsafePointer(tape)
    if members == 2 {
      let (a, b) = (
        tape[object &+ 1], tape[Int(tape.nameAfter(UInt32(truncatingIfNeeded: object &+ 1)))]
      )
      return (a.flags | b.flags) & Node.hasEscapes == 0
        && (a.length != b.length || head(a, bytes) != head(b, bytes))
    }
    if round == .max {
      marks.update(repeating: 0, count: Self.marksCount)
      round = 0
    }
    round &+= 1
    let (marks, round) = (marks, round)
    var at = object &+ 1
    var isDoubtful = false
    // Safe because a short hash is below `marksCount`.
    while at < end {
      let name = tape[at]
      let start = bytes + (Int(name.offset) &+ 1)
      let count = Int(name.length)
      let tail = ByteHash.word(start + max(count &- 8, 0)).littleEndian & ByteHash.mask(count)
      let mixed = head(name, bytes) ^ (tail &<< 29 | tail &>> 35) ^ UInt64(name.length)
      let mark = marks + Int((mixed &* 0x9E37_79B9_7F4A_7C15) &>> 52)
      isDoubtful = isDoubtful || mark.pointee == round || name.flags & Node.hasEscapes != 0
      mark.pointee = round
      at = Int(tape.nameAfter(UInt32(truncatingIfNeeded: at)))
    }
    return !isDoubtful
  }

  /// The first eight bytes of a name.
  @inline(__always)
  private func head(_ name: Node, _ bytes: UnsafePointer<UInt8>) -> UInt64 {
    ByteHash.maskedWord(bytes + (Int(name.offset) &+ 1), Int(name.length))
  }

  @inline(never)
  private mutating func exactDuplicate(
    of object: Int, bytes: UnsafePointer<UInt8>, tape: UnsafeMutablePointer<Node>, end: Int
  ) -> Int? {
    begin(members: Int(tape[object].length))
    let mark = UInt64(generation) << 32
    let mask = capacity &- 1
    var at = object &+ 1
    // Safe because every name's nodes and bytes lie in the buffers, and the table is at most half
    // full, so each search ends at a slot of another generation.
    while at < end {
      let name = tape[at]
      let hash = hash(of: name, bytes)
      // A name's `next` has no other meaning.
      let tag = UInt32(truncatingIfNeeded: hash >> 32)
      tape[at].next = tag
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >> 32 == mark >> 32 {
        let other = tape[Int(UInt32(truncatingIfNeeded: slots[slot]))]
        if other.next == tag, areEqual(name, other, bytes) { return Int(name.offset) }
        slot = (slot &+ 1) & mask
      }
      slots[slot] = mark | UInt64(at)
      at = Int(UnsafePointer(tape).nameAfter(UInt32(truncatingIfNeeded: at)))
    }
    return nil
  }

  private mutating func begin(members: Int) {
    if members * 2 > capacity {
      while members * 2 > capacity { capacity *= 2 }
      slots.deallocate()
      slots = .allocate(capacity: capacity)
      slots.initialize(repeating: 0, count: capacity)
      generation = 0
    }
    if generation == .max {
      slots.update(repeating: 0, count: capacity)
      generation = 0
    }
    generation += 1
  }

  @inline(__always)
  private func hash(of name: Node, _ bytes: UnsafePointer<UInt8>) -> UInt64 {
    let start = bytes + (Int(name.offset) &+ 1)
    if name.flags & Node.hasEscapes == 0 { return padded(start, Int(name.length)) }
    return decodedHash(text(name, bytes))
  }

  /// The hash of a name in the source, where the padding makes eight bytes readable anywhere: no
  /// branch on the length but for long names.
  @inline(__always)
  private func padded(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    if count > 16 { return long(start, count) }
    let first = ByteHash.maskedWord(start, count)
    let last = ByteHash.word(start + max(count &- 8, 0)).littleEndian & ByteHash.mask(count)
    return ByteHash.mix(first ^ seed, last ^ ByteHash.lengthKey(count))
  }

  @inline(never)
  private func long(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    ByteHash.of(start, count, seed: seed)
  }

  /// The same hash of a name with escapes, from its decoded bytes and eight zeros.
  @inline(never)
  private func decodedHash(_ text: Text) -> UInt64 {
    text.withDecoded { decoded in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: decoded.count + 8) { room in
        // Safe because the room holds the decoded bytes and the padding.
        guard let base = room.baseAddress else { return 0 }
        base.initialize(repeating: 0, count: decoded.count + 8)
        if let from = decoded.baseAddress {
          UnsafeMutableRawPointer(base).copyMemory(from: from, byteCount: decoded.count)
        }
        return padded(base, decoded.count)
      }
    }
  }

  @inline(__always)
  private func areEqual(_ a: Node, _ b: Node, _ bytes: UnsafePointer<UInt8>) -> Bool {
    if (a.flags | b.flags) & Node.hasEscapes == 0 {
      return a.length == b.length
        && ByteHash.areEqual(
          bytes + (Int(a.offset) &+ 1), bytes + (Int(b.offset) &+ 1), Int(a.length))
    }
    return text(a, bytes).withDecoded { text(b, bytes).equals($0) }
  }

  private func text(_ name: Node, _ bytes: UnsafePointer<UInt8>) -> Text {
    Text(
      start: bytes + (Int(name.offset) + 1), count: Int(name.length),
      hasEscapes: name.flags & Node.hasEscapes != 0)
  }
}
