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

  func prefix(of name: Node) -> UInt64 {
    if name.flags & Node.hasEscapes != 0 {
      return text(name).withDecoded { decoded in
        var prefix: UInt64 = 0
        for i in 0..<8 { prefix = prefix << 8 | (i < decoded.count ? UInt64(decoded[i]) : 0) }
        return prefix
      }
    }
    let word = UInt64(bigEndian: ByteHash.word(bytes + (Int(name.offset) &+ 1)))
    return name.length >= 8 ? word : word & ~(UInt64.max >> (UInt64(name.length) &* 8))
  }

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

  /// Sorts the names from `base` on; insertion for the usual handful, otherwise n log n.
  func sort(_ order: inout [OrderedName], from base: Int) {
    if order.count - base > 48 {
      order[base...].sort { precedes($0, $1) }
      return
    }
    var i = base + 1
    while i < order.count {
      let moving = order[i]
      var hole = i
      while hole > base, precedes(moving, order[hole - 1]) {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = moving
      i += 1
    }
  }
}
