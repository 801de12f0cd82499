import Glibc

/// A member's name while an object is sorted: its node, and its first eight decoded bytes as a
/// number that sorts like them.
struct OrderedName {
  var prefix: UInt64
  var node: UInt32
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

  /// Sorts names; insertion for the usual handful, otherwise n log n.
  func sort(_ order: UnsafeMutableBufferPointer<OrderedName>) {
    if order.count > 64 {
      var order = order
      order.sort { precedes($0, $1) }
      return
    }
    guard let names = order.baseAddress else { return }
    var i = 1
    while i < order.count {
      let moving = names[i]
      var hole = i
      while hole > 0, precedes(moving, names[hole &- 1]) {
        names[hole] = names[hole &- 1]
        hole &-= 1
      }
      names[hole] = moving
      i &+= 1
    }
  }
}
