private import Glibc

/// Tables of names → small numbers, all in one block that is never changed.
///
/// Like JSON's `NameTable`, but owned by the plan: reaching a table that holds arrays through
/// another costs two retains and releases, which is as much as the look-up itself.
struct FlatNames {
  /// One table: where its slots begin, and their number less one.
  struct Table {
    var first: Int32
    var mask: Int32
  }

  private struct Slot {
    var hash: UInt32 = 0
    var start: UInt32 = 0
    /// All ones for an empty slot.
    var count: UInt32 = .max
    var value: Int32 = -1
  }

  private let slots: UnsafeMutableBufferPointer<Slot>
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let tables: UnsafeMutableBufferPointer<Table>

  /// Of entries with one name the last wins.
  init(_ lists: [[(name: String, value: Int32)]]) {
    var slots: [Slot] = []
    var bytes: [UInt8] = []
    var tables: [Table] = []
    for list in lists {
      var capacity = 4
      while capacity < list.count * 2 { capacity *= 2 }
      let first = slots.count
      slots += [Slot](repeating: Slot(), count: capacity)
      tables.append(Table(first: Int32(first), mask: Int32(capacity - 1)))
      for entry in list {
        let name = Array(entry.name.utf8)
        let hash = name.withUnsafeBytes { Self.hash($0) }
        var at = Int(hash) & (capacity - 1)
        while slots[first + at].count != .max {
          let slot = slots[first + at]
          if bytes[Int(slot.start)..<Int(slot.start + slot.count)].elementsEqual(name) { break }
          at = (at + 1) & (capacity - 1)
        }
        slots[first + at] = Slot(
          hash: hash, start: UInt32(bytes.count), count: UInt32(name.count), value: entry.value)
        bytes += name
      }
    }
    self.slots = Self.copy(slots)
    self.bytes = Self.copy(bytes)
    self.tables = Self.copy(tables)
  }

  func deallocate() {
    slots.deallocate()
    bytes.deallocate()
    tables.deallocate()
  }

  private static func copy<T: BitwiseCopyable>(_ array: [T]) -> UnsafeMutableBufferPointer<T> {
    let buffer = UnsafeMutableBufferPointer<T>.allocate(capacity: array.count)
    _ = buffer.initialize(from: array)
    return buffer
  }

  /// The value of a name in a table, or −1.
  func find(_ name: UnsafeRawBufferPointer, in index: Int) -> Int32 {
    let table = tables[index]
    let hash = Self.hash(name)
    var at = Int32(truncatingIfNeeded: hash) & table.mask
    // Safe because at least half of a table's slots are empty, so that the loop ends, and the mask
    // keeps it within them.
    while true {
      let slot = slots[Int(table.first + at)]
      if slot.count == .max { return -1 }
      if slot.hash == hash, slot.count == UInt32(truncatingIfNeeded: name.count),
        isEqual(name, Int(slot.start))
      {
        return slot.value
      }
      at = (at + 1) & table.mask
    }
  }

  private func isEqual(_ name: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    guard let left = name.baseAddress, let right = bytes.baseAddress else { return true }
    return memcmp(left, right + start, name.count) == 0
  }

  /// Of the length and the first and last eight bytes: names that differ only between are rare, and
  /// are then compared.
  private static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
    let count = name.count
    var head: UInt64 = 0
    var tail: UInt64 = 0
    if count >= 8 {
      head = name.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
      tail = name.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else if count >= 4 {
      head = UInt64(name.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      tail = UInt64(name.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    } else if count > 0 {
      head = UInt64(name[0]) | UInt64(name[count / 2]) << 8 | UInt64(name[count - 1]) << 16
    }
    var mixed = (head ^ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 32) ^ tail) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }
}
