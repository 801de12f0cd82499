/// One canonical writing in progress, over a buffer that is long enough from the start.
struct CanonicalForm {
  let bytes: UnsafePointer<UInt8>
  let tape: UnsafePointer<Node>
  let out: UnsafeMutablePointer<UInt8>
  var at: Int
  /// Room for all names of the value, used as a stack: the names of the objects we are inside of.
  let order: UnsafeMutablePointer<OrderedName>
  var ordered = 0
  let learned: UnsafeMutablePointer<UInt8>

  private let names: NameOrder

  init(
    value: Value, out: UnsafeMutablePointer<UInt8>, at: Int,
    order: UnsafeMutablePointer<OrderedName>, learned: UnsafeMutablePointer<UInt8>
  ) {
    self.learned = learned
    bytes = value.bytes
    tape = value.tape
    self.out = out
    self.at = at
    self.order = order
    names = NameOrder(bytes: value.bytes, tape: value.tape)
  }

  // Safe because `Writer.room` bounds what is written here, with a slack of 64 bytes for block
  // copies,
  // and the source has 64 bytes of padding behind it for block reads.
  mutating func write(_ index: UInt32) {
    let node = tape[Int(index)]
    switch node.kind {
    case .string: string(node)
    case .number: number(node)
    case .null, .boolean: copy(Int(node.offset), Int(node.length))
    case .array:
      put(UInt8(ascii: "["))
      var child = index &+ 1
      while child < node.next &- 1 {
        if child != index &+ 1 { put(UInt8(ascii: ",")) }
        write(child)
        child = tape.after(child)
      }
      put(UInt8(ascii: "]"))
    case .object: object(index, node)
    }
  }

  private mutating func object(_ index: UInt32, _ node: Node) {
    put(UInt8(ascii: "{"))
    let base = ordered
    var end = base
    var isSorted = true
    var previous: UInt64 = 0
    var name = index &+ 1
    while name < node.next &- 1 {
      let entry = tape[Int(name)]
      let prefix = names.prefix(of: entry)
      if prefix <= previous { isSorted = false }
      previous = prefix
      order[end] = OrderedName(
        prefix: prefix, node: name, position: UInt32(truncatingIfNeeded: end &- base))
      end &+= 1
      name = tape.nameAfter(name)
    }
    ordered = end
    if !isSorted { names.sort(order + base, end &- base, learned: learned) }
    var position = base
    while position < end {
      if position != base { put(UInt8(ascii: ",")) }
      let name = order[position].node
      string(tape[Int(name)])
      put(UInt8(ascii: ":"))
      let value = tape[Int(name) &+ 1]
      if value.kind == .string { string(value) } else { write(name &+ 1) }
      position &+= 1
    }
    ordered = base
    put(UInt8(ascii: "}"))
  }

  @inline(__always)
  private mutating func string(_ node: Node) {
    if node.flags & Node.hasEscapes == 0 {
      copy(Int(node.offset), Int(node.length) &+ 2)
    } else {
      escapedString(node)
    }
  }

  @inline(never)
  private mutating func escapedString(_ node: Node) {
    let out = out + at
    at += names.text(node).withDecoded { Writer.quote($0, into: out) }
  }

  @inline(__always)
  private mutating func number(_ node: Node) {
    if isCanonical(bytes + Int(node.offset), Int(node.length), node.flags) {
      copy(Int(node.offset), Int(node.length))
    } else {
      respelled(node)
    }
  }

  @inline(never)
  private mutating func respelled(_ node: Node) {
    let start = bytes + Int(node.offset)
    let count = Int(node.length)
    var whole = 0
    let isNegative = start[0] == UInt8(ascii: "-")
    let out = out + at
    at += withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { room in
      guard let digits = room.baseAddress else { return 0 }
      var exponent = 0
      var afterPoint = false
      var position = isNegative ? 1 : 0
      while position < count {
        let byte = start[position]
        position += 1
        if Token.isDigit(byte) {
          digits[whole] = byte
          whole += 1
          if afterPoint { exponent -= 1 }
        } else if byte == UInt8(ascii: ".") {
          afterPoint = true
        } else {
          exponent += Numeral.exponent(start + position, count - position)
          break
        }
      }
      return NumeralForm(
        digits: UnsafePointer(digits), count: whole, exponent: exponent, isNegative: isNegative
      ).write(into: out)
    }
  }

  /// Whether a number is spelled in its one form already, as most are: integers of up to 20 digits,
  /// and fractions that neither end in a zero nor start with several.
  private func isCanonical(_ start: UnsafePointer<UInt8>, _ count: Int, _ flags: UInt8) -> Bool {
    if count > 20 || flags & Node.hasExponent != 0 { return false }
    let first = start[0] == UInt8(ascii: "-") ? 1 : 0
    if flags == 0 { return first == 0 || start[1] != UInt8(ascii: "0") }
    guard start[count &- 1] != UInt8(ascii: "0") else { return false }
    return start[first] != UInt8(ascii: "0") || start[first &+ 2] != UInt8(ascii: "0")
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    out[at] = byte
    at &+= 1
  }

  /// Copies by blocks of 32 bytes, over the end.
  @inline(__always)
  private mutating func copy(_ offset: Int, _ count: Int) {
    let from = UnsafeRawPointer(bytes + offset)
    let to = UnsafeMutableRawPointer(out + at)
    var done = 0
    repeat {
      to.storeBytes(
        of: (from + done).loadUnaligned(as: SIMD32<UInt8>.self), toByteOffset: done,
        as: SIMD32<UInt8>.self)
      done &+= 32
    } while done < count
    at &+= count
  }
}
