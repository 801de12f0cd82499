/// A frozen table of names as bytes, each with a small integer: members, enum values, places.
///
/// Open addressing, at most half full. Names are compared exactly. Finding one costs a hash,
/// usually
/// one comparison, and no allocation.
public struct NameTable: Sendable {
  @usableFromInline
  struct Slot: Sendable {
    @usableFromInline var hash: UInt32
    @usableFromInline var start: UInt32
    @usableFromInline var length: UInt32
    @usableFromInline var value: Int32

    @usableFromInline
    init(hash: UInt32, start: UInt32, length: UInt32, value: Int32) {
      self.hash = hash
      self.start = start
      self.length = length
      self.value = value
    }
  }

  /// The number of different names.
  public let count: Int

  @usableFromInline let slots: [Slot]
  @usableFromInline let names: [UInt8]
  @usableFromInline let mask: Int

  /// Makes a table; of entries with the same name the last wins.
  public init(_ entries: [(name: [UInt8], value: Int32)]) {
    var capacity = 8
    while capacity < entries.count * 2 { capacity *= 2 }
    let empty = Slot(hash: 0, start: 0, length: .max, value: -1)
    var slots = [Slot](repeating: empty, count: capacity)
    var names: [UInt8] = []
    var count = 0
    for entry in entries {
      let hash = Self.hash(entry.name)
      var at = Int(hash) & (capacity - 1)
      while slots[at].length != .max {
        let slot = slots[at]
        if names[Int(slot.start)..<Int(slot.start + slot.length)].elementsEqual(entry.name) {
          break
        }
        at = (at + 1) & (capacity - 1)
      }
      if slots[at].length == .max {
        count += 1
        slots[at] = Slot(
          hash: hash, start: UInt32(names.count), length: UInt32(entry.name.count), value: 0)
        names += entry.name
      }
      slots[at].value = entry.value
    }
    // Never empty, so that its buffer always has an address.
    names.append(0)
    self.count = count
    self.slots = slots
    self.names = names
    self.mask = capacity - 1
  }

  /// Makes a table that gives each name its position in `names`.
  public init(_ names: [String]) {
    self.init(
      names.enumerated().map { (name: Array($0.element.utf8), value: Int32($0.offset)) })
  }

  /// The name's value, or −1 when it is not in the table.
  @inlinable
  public func find(_ name: UnsafeRawBufferPointer) -> Int32 {
    guard let base = name.baseAddress else { return find(nil, 0) }
    // Safe because bytes are a trivial type, so the memory may be read as them.
    return find(base.assumingMemoryBound(to: UInt8.self), name.count)
  }

  /// The value of a document's string, decoded, or −1.
  @inlinable
  public func find(_ text: Text) -> Int32 {
    if text.hasEscapes { return text.withDecoded { find($0) } }
    return find(text.start, text.count)
  }

  @inlinable @inline(__always)
  func find(_ name: UnsafePointer<UInt8>?, _ length: Int) -> Int32 {
    slots.withUnsafeBufferPointer { slots in
      names.withUnsafeBufferPointer { names in
        guard let table = slots.baseAddress, let bytes = names.baseAddress else { return -1 }
        let start = name ?? bytes
        let hash = UInt32(truncatingIfNeeded: ByteHash.of(start, length, seed: 0))
        var at = Int(hash) & mask
        // Safe because `mask` keeps `at` within the slots, and every slot's range lies in `names`;
        // at least half of the slots are empty, so the loop ends.
        while table[at].length != .max {
          let slot = table[at]
          if slot.hash == hash, slot.length == UInt32(truncatingIfNeeded: length),
            ByteHash.areEqual(bytes + Int(slot.start), start, length)
          {
            return slot.value
          }
          at = (at &+ 1) & mask
        }
        return -1
      }
    }
  }

  private static func hash(_ name: [UInt8]) -> UInt32 {
    (name + [0]).withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return UInt32(truncatingIfNeeded: ByteHash.of(base, name.count, seed: 0))
    }
  }
}
