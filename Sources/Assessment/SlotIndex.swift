/// An open-addressing hash index of slots: a byte of each hash and the slot, nothing of the key.
///
/// Linear probing over the bytes, so that a search touches a row only when the byte agrees (1 in
/// 255 by accident). Removal shifts back: no tombstones, the layout has no memory of what was.
struct SlotIndex {
  private var tags: [UInt8] = [UInt8](repeating: 0, count: 16)
  private var slots: [Int32] = [Int32](repeating: -1, count: 16)
  private var mask = 15
  private(set) var count = 0

  var bytes: Int { tags.capacity + slots.capacity * 4 }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 56) | 1 }

  @inline(__always)
  func find(_ hash: UInt64, _ isIt: (Int32) -> Bool) -> Int32 {
    let tag = Self.tag(hash)
    return tags.withUnsafeBufferPointer { tags in
      var at = Int(truncatingIfNeeded: hash) & mask
      while tags[at] != 0 {
        if tags[at] == tag, isIt(slots[at]) { return slots[at] }
        at = (at + 1) & mask
      }
      return -1
    }
  }

  /// The slot is new; `hashOf` is asked for others when the table grows.
  mutating func insert(_ slot: Int32, hash: UInt64, _ hashOf: (Int32) -> UInt64) {
    if (count + 1) * 4 > (mask + 1) * 3 { grow(hashOf) }
    place(slot, hash)
    count += 1
  }

  private mutating func place(_ slot: Int32, _ hash: UInt64) {
    var at = Int(truncatingIfNeeded: hash) & mask
    while tags[at] != 0 { at = (at + 1) & mask }
    tags[at] = Self.tag(hash)
    slots[at] = slot
  }

  private mutating func grow(_ hashOf: (Int32) -> UInt64) {
    let old = (tags, slots)
    mask = mask * 2 + 1
    tags = [UInt8](repeating: 0, count: mask + 1)
    slots = [Int32](repeating: -1, count: mask + 1)
    for at in old.0.indices where old.0[at] != 0 { place(old.1[at], hashOf(old.1[at])) }
  }

  mutating func remove(_ slot: Int32, hash: UInt64, _ hashOf: (Int32) -> UInt64) {
    var at = Int(truncatingIfNeeded: hash) & mask
    while slots[at] != slot || tags[at] == 0 {
      precondition(tags[at] != 0, "a slot is removed that was never put in")
      at = (at + 1) & mask
    }
    var hole = at
    var probe = (at + 1) & mask
    while tags[probe] != 0 {
      let home = Int(truncatingIfNeeded: hashOf(slots[probe])) & mask
      // It may fill the hole when its home does not lie cyclically between hole and itself.
      if (probe &- home) & mask >= (probe &- hole) & mask {
        tags[hole] = tags[probe]
        slots[hole] = slots[probe]
        hole = probe
      }
      probe = (probe + 1) & mask
    }
    tags[hole] = 0
    slots[hole] = -1
    count -= 1
  }
}
