import JSON

/// Names to small integers, in slots of the plan's own tables.
///
/// `JSON.NameTable` answers the same, but holds arrays: reached through a table it costs a retain
/// and a release for each name (measured: a third of `accepts`). Here a name of up to 16 bytes is
/// two words and its length, found and compared without a branch on how long it is. The hash is not
/// keyed, as only the schema's author chooses what lies in the slots.
struct NameIndex: BitwiseCopyable {
  /// In `nameSlots`: a power of two of them, at most half full.
  var slots: Int32
  var mask: UInt32

  struct Slot: BitwiseCopyable {
    var key = NameKey()
    /// −1 for an empty slot.
    var value: Int32 = -1
    var start: Int32 = 0
  }

  /// The name's value, −1 when it has none.
  @inline(__always)
  func find(_ text: Text, _ tables: UnsafePointer<Tables>) -> Int32 {
    if text.hasEscapes { return findDecoded(text, tables) }
    return find(NameKey(inDocument: text.raw), text.raw, tables)
  }

  /// The same for a name that is spelled without escapes.
  @inline(__always)
  func find(plain name: UnsafeRawBufferPointer, _ tables: UnsafePointer<Tables>) -> Int32 {
    find(NameKey(inDocument: name), name, tables)
  }

  /// The same, with a guess that is looked at first; the names are those of the properties.
  @inline(__always)
  func find(
    _ text: Text, guess: Int32, _ properties: UnsafePointer<Property>,
    _ tables: UnsafePointer<Tables>
  ) -> Int32 {
    if text.hasEscapes { return findDecoded(text, tables) }
    let property = properties + Int(guess)
    let count = text.raw.count
    // Safe because the bytes of a name in a document are followed by padding, as for `NameKey`.
    if let base = text.raw.baseAddress, property.pointee.key.count == count,
      base.loadUnaligned(as: UInt64.self) & property.pointee.mask == property.pointee.key.first,
      count <= 8
        || count <= 16
          && base.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            == property.pointee.key.last
    {
      return guess
    }
    return find(NameKey(inDocument: text.raw), text.raw, tables)
  }

  /// Whether two names of the same length, above 16 bytes, are equal: eight bytes at a time.
  @inline(never)
  private static func areEqual(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer
  ) -> Bool {
    var at = 0
    while at &+ 8 <= a.count {
      if a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        != b.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      {
        return false
      }
      at &+= 8
    }
    // The keys have told that the last eight are equal.
    return true
  }

  @inline(never)
  private func findDecoded(_ text: Text, _ tables: UnsafePointer<Tables>) -> Int32 {
    text.withDecoded { find(NameKey($0), $0, tables) }
  }

  @inline(__always)
  private func find(
    _ key: NameKey, _ name: UnsafeRawBufferPointer, _ tables: UnsafePointer<Tables>
  ) -> Int32 {
    var at = key.hash & mask
    // Safe because the mask keeps `at` within the index's slots; half of them are empty, so it
    // ends.
    let slots = tables.pointee.nameSlots.base + Int(self.slots)
    while true {
      let slot = slots + Int(at)
      let value = slot.pointee.value
      if value < 0 { return -1 }
      if slot.pointee.key == key {
        if key.count <= 16 { return value }
        let range = IndexRange(start: slot.pointee.start, count: Int32(key.count))
        if Self.areEqual(tables.pointee.bytes[bytes: range], name) { return value }
      }
      at = (at &+ 1) & mask
    }
  }
}

/// A name's first and last eight bytes and its length: all of a name of up to 16 bytes.
struct NameKey: BitwiseCopyable, Equatable {
  var first: UInt64 = 0
  var last: UInt64 = 0
  var count = 0

  init() {}

  /// Reads a name where it stands in a document, eight bytes at a time.
  @inline(__always)
  init(inDocument name: UnsafeRawBufferPointer) {
    guard let base = name.baseAddress else { return }
    count = name.count
    // Safe because a name in a document is followed by its quote and the parser's padding of at
    // least 64 bytes (SEAMS: the input is copied into the parser's padded buffer); what is read
    // beyond the name is masked off.
    let unused = UInt64(truncatingIfNeeded: (8 &- min(count, 8)) &* 8)
    let mask = count == 0 ? 0 : UInt64.max &>> unused
    first = base.loadUnaligned(as: UInt64.self) & mask
    last = base.loadUnaligned(fromByteOffset: max(count &- 8, 0), as: UInt64.self) & mask
  }

  /// Reads a name from anywhere, byte by byte.
  init(_ name: some Collection<UInt8>) {
    count = name.count
    for (at, byte) in name.prefix(8).enumerated() { first |= UInt64(byte) << UInt64(at * 8) }
    for (at, byte) in name.suffix(8).enumerated() { last |= UInt64(byte) << UInt64(at * 8) }
  }

  /// Ones for the bytes of `first` that the name has.
  var mask: UInt64 { count == 0 ? 0 : .max >> UInt64((8 - min(count, 8)) * 8) }

  @inline(__always)
  var hash: UInt32 {
    var mixed = first ^ (last &<< 29 | last &>> 35) ^ UInt64(truncatingIfNeeded: count)
    mixed = mixed &* 0x9E37_79B9_7F4A_7C15
    return UInt32(truncatingIfNeeded: (mixed ^ mixed &>> 29) &>> 32)
  }

  @inline(__always)
  static func == (a: NameKey, b: NameKey) -> Bool {
    (a.first ^ b.first) | (a.last ^ b.last)
      | UInt64(truncatingIfNeeded: a.count ^ b.count) == 0
  }
}

extension PlanDraft {
  /// Indexes names by their order; of equal names the last wins.
  mutating func append(index list: [[UInt8]]) -> NameIndex {
    var capacity = 4
    while capacity < list.count * 2 { capacity *= 2 }
    let index = NameIndex(slots: Int32(nameSlots.count), mask: UInt32(capacity - 1))
    var slots = [NameIndex.Slot](repeating: .init(), count: capacity)
    for (value, name) in list.enumerated() {
      let key = NameKey(name)
      var at = Int(key.hash & index.mask)
      while slots[at].value >= 0, list[Int(slots[at].value)] != name {
        at = (at + 1) & (capacity - 1)
      }
      slots[at] = NameIndex.Slot(key: key, value: Int32(value), start: append(name).start)
    }
    nameSlots += slots
    return index
  }
}
