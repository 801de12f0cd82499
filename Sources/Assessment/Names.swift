/// Texts that recur (sources, origins, actors, places), each kept once under a number.
///
/// Numbers count up and are never given back; 0 is no text. Bounded: beyond `most` names or
/// `bytesMost` bytes a new text becomes 0 and is counted. What a name means to the theatre is found
/// once, when it comes in.
final class Names {
  /// 2¹⁹ would still fit a packed actor.
  static let most = 250_000
  static let bytesMost = 48 << 20
  static let textBytesMost = 2_048

  /// What a name is to the theatre: indexes of an actor and a source of that id, −1 for none, and
  /// the actor's family plus one, 0 for none.
  struct Meaning {
    var actor: Int16 = -1
    var family: UInt16 = 0
    var source: Int16 = -1
    /// The source tells of one happening in several reports.
    var repeats = false
    /// Of a place's name: the country and units it lies in; 0 and −1 where they are not known.
    var country: UInt16 = 0
    var area1: Int16 = -1
    var area2: Int16 = -1
    /// Of a rule's id: its number in the plan, or −1.
    var rule: Int16 = -1
  }

  // Unchecked is safe, because names stay on one thread and no access of one of these lasts while
  // another begins; the check costs more than a look-up.
  @exclusivity(unchecked) private var text: [UInt8] = []
  @exclusivity(unchecked) private var ends: [UInt32] = [0]
  @exclusivity(unchecked) private var meanings: [Meaning] = [Meaning()]
  /// Of a source: the number of the source its news comes from in the end; 0 is not yet asked.
  @exclusivity(unchecked) private var origins: [UInt32] = [0]
  @exclusivity(unchecked) private var index = SlotIndex()
  private var countAtCheckpoint = 1
  private let resolve: (UnsafeRawBufferPointer) -> Meaning

  init(resolve: @escaping (UnsafeRawBufferPointer) -> Meaning) { self.resolve = resolve }

  var count: Int { ends.count }
  var bytes: Int {
    text.capacity + ends.capacity * 4 + meanings.capacity * MemoryLayout<Meaning>.stride
      + origins.capacity * 4 + index.bytes
  }

  @inline(__always)
  private func range(_ number: UInt32) -> Range<Int> {
    let at = Int(number)
    return at == 0 ? 0..<0 : Int(ends[at - 1])..<Int(ends[at])
  }

  func withText<R>(_ number: UInt32, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    text.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(number)])) }
  }

  func string(_ number: UInt32) -> String {
    String(decoding: text[range(number)], as: UTF8.self)
  }

  @inline(__always)
  func meaning(_ number: UInt32) -> Meaning { meanings[Int(number)] }

  @inline(__always)
  func origin(_ number: UInt32) -> UInt32 { origins[Int(number)] }

  func setOrigin(_ number: UInt32, _ origin: UInt32) { origins[Int(number)] = origin }

  private static func isSame(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    guard a.count == b.count else { return false }
    var at = 0
    while at + 8 <= a.count {
      guard
        a.loadUnaligned(fromByteOffset: at, as: UInt64.self)
          == b.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      else { return false }
      at += 8
    }
    while at < a.count {
      guard a[at] == b[at] else { return false }
      at += 1
    }
    return true
  }

  /// Eight bytes at a time; only for the index, whose layout nobody sees.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9e37_79b9_7f4a_7c15
    var at = 0
    while at + 8 <= bytes.count {
      hash =
        (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        &* 0xff51_afd7_ed55_8ccd
      hash ^= hash >> 29
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    return mixed(hash ^ rest)
  }

  /// The number of a text; 0 when it is empty, too long, or there is no more room.
  func number(_ bytes: UnsafeRawBufferPointer, missed: inout Int64) -> UInt32 {
    guard bytes.count > 0 else { return 0 }
    let found = index.find(Self.hash(bytes)) { slot in
      withText(UInt32(slot)) { Self.isSame($0, bytes) }
    }
    if found >= 0 { return UInt32(found) }
    guard ends.count < Self.most, text.count + bytes.count <= Self.bytesMost,
      bytes.count <= Self.textBytesMost
    else {
      missed += 1
      return 0
    }
    append(bytes)
    return UInt32(ends.count - 1)
  }

  private func append(_ bytes: UnsafeRawBufferPointer) {
    text.append(contentsOf: bytes)
    ends.append(UInt32(text.count))
    meanings.append(resolve(bytes))
    origins.append(0)
    index.insert(Int32(ends.count - 1), hash: hash(Int32(ends.count - 1)), hash)
  }

  private func hash(_ slot: Int32) -> UInt64 {
    withText(UInt32(slot)) { Self.hash($0) }
  }

  func open() { countAtCheckpoint = ends.count }

  func forEachChange(_ visit: (UInt32) -> Void) {
    for number in countAtCheckpoint..<ends.count { visit(UInt32(number)) }
  }

  func commit() { countAtCheckpoint = ends.count }

  func rollback() {
    guard ends.count > countAtCheckpoint else { return }
    // What was asked meanwhile may point at a name that goes.
    for at in origins.indices { origins[at] = 0 }
    while ends.count > countAtCheckpoint {
      let last = Int32(ends.count - 1)
      index.remove(last, hash: hash(last), hash)
      ends.removeLast()
      meanings.removeLast()
      origins.removeLast()
    }
    text.removeLast(text.count - Int(ends[ends.count - 1]))
  }

  /// For restoring, in the order of the numbers.
  func restore(_ bytes: UnsafeRawBufferPointer) { append(bytes) }
}
