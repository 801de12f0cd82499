/// Finds duplicate member names of one object at a time; its table is reused without clearing.
///
/// Linear in the members for any names: the hash is keyed by a random seed, so a sender cannot choose
/// collisions. The seed changes how long it takes, never what is found.
struct NameSet {
  /// Each slot: the generation that wrote it, above the node of a name.
  private var slots: UnsafeMutablePointer<UInt64>
  private var capacity = 256
  private var generation: UInt32 = 0
  private let seed = UInt64.random(in: .min ... .max)

  init() {
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
  }

  func deallocate() { slots.deallocate() }

  /// The offset of the first name which an earlier member of the object has too. The object's
  /// nodes reach from `object` to before `end`.
  mutating func duplicate(
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
      let tag = UInt16(truncatingIfNeeded: hash >> 48)
      tape[at].tag = tag
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >> 32 == mark >> 32 {
        let other = tape[Int(UInt32(truncatingIfNeeded: slots[slot]))]
        if other.tag == tag, areEqual(name, other, bytes) { return Int(name.offset) }
        slot = (slot &+ 1) & mask
      }
      slots[slot] = mark | UInt64(at)
      at = Int(name.next)
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
    if name.flags & Node.hasEscapes == 0 {
      return ByteHash.of(start, Int(name.length), seed: seed)
    }
    return decodedHash(text(name, bytes))
  }

  private func decodedHash(_ text: Text) -> UInt64 {
    text.withDecoded { decoded in
      guard let base = decoded.baseAddress else { return 0 }
      return ByteHash.of(base.assumingMemoryBound(to: UInt8.self), decoded.count, seed: seed)
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
