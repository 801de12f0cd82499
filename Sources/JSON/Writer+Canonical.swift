extension Writer {
  /// Writes a value in its one form: members sorted by the bytes of their decoded names, numbers
  /// and
  /// strings spelled in one way, no spaces. Equal values give equal bytes.
  ///
  /// Numbers are compared as exact decimals, so `1`, `1.0` and `10e-1` are written alike, `-0` is
  /// `0`, and no digit is lost. Recursion is bounded by the parser's depth limit.
  public mutating func canonical(_ value: Value) {
    let comma = takeComma()
    let (room, strings) = Self.room(for: value)
    if strings + NameOrder.smallMax > order.count {
      order = [OrderedName](
        repeating: OrderedName(prefix: 0, node: 0, position: 0),
        count: strings * 2 + NameOrder.smallMax)
    }
    if learned.isEmpty { learned = NameOrder.unlearned }
    var names = order
    var orders = learned
    order = []
    learned = []
    put(room) { out in
      out[0] = UInt8(ascii: ",")
      return names.withUnsafeMutableBufferPointer { names -> Int in
        orders.withUnsafeMutableBufferPointer { orders -> Int in
          // Safe because neither array is empty, and `names` has a place for every string of the
          // value and the spare ones which sorting needs.
          guard let order = names.baseAddress, let learned = orders.baseAddress else { return 0 }
          var form = CanonicalForm(
            value: value, out: out, at: comma, order: order, learned: learned)
          form.write(value.index)
          assert(form.at <= room, "the canonical form is longer than its bound")
          return form.at
        }
      }
    }
    order = names
    learned = orders
  }

  /// What the canonical form of a value takes at most, and how many names it can have: strings
  /// never
  /// grow, numbers by a point and an exponent, or by up to 21 zeros when spelled with an exponent.
  private static func room(for value: Value) -> (bytes: Int, strings: Int) {
    var room = value.source.count + 8
    var strings = 1
    var at = Int(value.index)
    let end = Int(value.tape.after(value.index))
    while at < end {
      let node = value.tape[at]
      if node.kind == .string { strings &+= 1 }
      if node.kind == .number { room &+= 40 }
      at &+= 1
    }
    return (room, strings)
  }
}
