import Glibc

/// A member's name while an object is sorted: its node, and its first eight decoded bytes as a
/// number that sorts like them.
struct OrderedName {
  var prefix: UInt64
  var node: UInt32
  /// Where the member stood in its object.
  var position: UInt32
}

/// The order of member names by their decoded bytes.
struct NameOrder {
  let bytes: UnsafePointer<UInt8>
  let tape: UnsafePointer<Node>

  func text(_ node: Node) -> Text {
    Text(
      start: bytes + (Int(node.offset) + 1), count: Int(node.length),
      hasEscapes: node.flags & Node.hasEscapes != 0)
  }

  @inline(__always)
  func prefix(of name: Node) -> UInt64 {
    if name.flags & Node.hasEscapes != 0 { return decodedPrefix(of: name) }
    // Safe because the source has padding, so eight bytes are readable at any name.
    return ByteHash.maskedWord(bytes + (Int(name.offset) &+ 1), Int(name.length)).byteSwapped
  }

  @inline(never)
  private func decodedPrefix(of name: Node) -> UInt64 {
    text(name).withDecoded { decoded in
      var prefix: UInt64 = 0
      for i in 0..<8 { prefix = prefix << 8 | (i < decoded.count ? UInt64(decoded[i]) : 0) }
      return prefix
    }
  }

  @inline(__always)
  private func precedes(_ a: OrderedName, _ b: OrderedName) -> Bool {
    a.prefix != b.prefix ? a.prefix < b.prefix : precedesSlowly(a, b)
  }

  @inline(never)
  private func precedesSlowly(_ a: OrderedName, _ b: OrderedName) -> Bool {
    text(tape[Int(a.node)]).withDecoded { first in
      text(tape[Int(b.node)]).withDecoded { second in
        let shared = min(first.count, second.count)
        if let x = first.baseAddress, let y = second.baseAddress {
          let order = memcmp(x, y, shared)
          if order != 0 { return order < 0 }
        }
        return first.count < second.count
      }
    }
  }

  /// Objects up to this many members are sorted by insertion.
  static let smallMax = 64

  /// For each size up to `smallMax`, a row of positions: no order is known yet, so as they stand.
  static let unlearned: [UInt8] =
    (0...smallMax).flatMap { _ in (0..<smallMax).map { UInt8($0) } }

  /// Sorts names. Objects of one size mostly come in one order, so the names are first put in the
  /// order that was right for the last object of that size, which leaves insertion nothing to move;
  /// when it was not right, the new one is learned. The result does not depend on what was learned.
  func sort(
    _ names: UnsafeMutablePointer<OrderedName>, _ count: Int, learned: UnsafeMutablePointer<UInt8>
  ) {
    guard count <= Self.smallMax else {
      var all = UnsafeMutableBufferPointer(start: names, count: count)
      all.sort { precedes($0, $1) }
      return
    }
    // Safe because each row is a permutation of 0..<count, and the room of `names` goes on for
    // `smallMax` places after any object's names.
    let row = learned + count &* Self.smallMax
    let spare = names + count
    spare.update(from: names, count: count)
    var i = 0
    while i < count {
      names[i] = spare[Int(row[i])]
      i &+= 1
    }
    if insert(names, count) {
      for i in 0..<count { row[i] = UInt8(truncatingIfNeeded: names[i].position) }
    }
  }

  /// Sorts by insertion; true when anything had to move.
  @inline(__always)
  private func insert(_ names: UnsafeMutablePointer<OrderedName>, _ count: Int) -> Bool {
    var hasMoved = false
    var i = 1
    while i < count {
      let moving = names[i]
      var hole = i
      while hole > 0, precedes(moving, names[hole &- 1]) {
        names[hole] = names[hole &- 1]
        hole &-= 1
      }
      if hole != i {
        names[hole] = moving
        hasMoved = true
      }
      i &+= 1
    }
    return hasMoved
  }
}
