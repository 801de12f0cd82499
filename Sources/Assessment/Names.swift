import Model

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

  private var text: [UInt8] = []
  private var ends: [UInt32] = [0]
  private var actors: [Int16] = [-1]
  private var sources: [Int16] = [-1]
  private var index = SlotIndex()
  private var countAtCheckpoint = 1
  private let resolve: (UnsafeRawBufferPointer) -> (actor: Int16, source: Int16)

  /// `resolve` gives the theatre's actor and source of that id, −1 for none.
  init(resolve: @escaping (UnsafeRawBufferPointer) -> (actor: Int16, source: Int16)) {
    self.resolve = resolve
  }

  var count: Int { ends.count }
  var bytes: Int {
    text.capacity + ends.capacity * 4 + actors.capacity * 2 + sources.capacity * 2 + index.bytes
  }

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
  func actor(_ number: UInt32) -> Int16 { actors[Int(number)] }

  @inline(__always)
  func source(_ number: UInt32) -> Int16 { sources[Int(number)] }

  /// The number of a text; 0 when it is empty, too long, or there is no more room.
  func number(_ bytes: UnsafeRawBufferPointer, missed: inout Int64) -> UInt32 {
    guard bytes.count > 0 else { return 0 }
    let hash = Fingerprint(of: bytes).low
    let found = index.find(hash) { slot in
      withText(UInt32(slot)) { $0.elementsEqual(bytes) }
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
    let meaning = resolve(bytes)
    actors.append(meaning.actor)
    sources.append(meaning.source)
    index.insert(Int32(ends.count - 1), hash: hash(Int32(ends.count - 1)), hash)
  }

  private func hash(_ slot: Int32) -> UInt64 {
    withText(UInt32(slot)) { Fingerprint(of: $0).low }
  }

  func open() { countAtCheckpoint = ends.count }

  func forEachChange(_ visit: (UInt32) -> Void) {
    for number in countAtCheckpoint..<ends.count { visit(UInt32(number)) }
  }

  func commit() { countAtCheckpoint = ends.count }

  func rollback() {
    while ends.count > countAtCheckpoint {
      let last = Int32(ends.count - 1)
      index.remove(last, hash: hash(last), hash)
      ends.removeLast()
      actors.removeLast()
      sources.removeLast()
    }
    text.removeLast(text.count - Int(ends[ends.count - 1]))
  }

  /// For restoring, in the order of the numbers.
  func restore(_ bytes: UnsafeRawBufferPointer) { append(bytes) }
}
