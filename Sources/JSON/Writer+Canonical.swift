extension Writer {
  /// Writes a value in its one form: members sorted by the bytes of their decoded names, numbers and
  /// strings spelled in one way, no spaces. Equal values give equal bytes.
  ///
  /// Numbers are compared as exact decimals, so `1`, `1.0` and `10e-1` are written alike, `-0` is
  /// `0`, and no digit is lost. Recursion is bounded by the parser's depth limit.
  public mutating func canonical(_ value: Value) {
    let comma = takeComma()
    let room = Self.room(for: value)
    reserve(room)
    let start = count
    var sorted = order
    order = []
    put(room) { out in
      out[0] = UInt8(ascii: ",")
      var form = CanonicalForm(value: value, out: out, at: comma, order: sorted)
      form.write(value.index)
      sorted = form.order
      return form.at
    }
    order = sorted
    assert(count - start <= room, "the canonical form is longer than its bound")
  }

  /// What the canonical form of a value takes at most: strings never grow, numbers by a sign, a
  /// point and an exponent, or by zeros when they were spelled with an exponent.
  private static func room(for value: Value) -> Int {
    var room = value.source.count + 8
    var at = Int(value.index)
    let end = Int(value.node.next)
    while at < end {
      let node = value.tape[at]
      if node.kind == .number { room += node.flags & Node.hasExponent != 0 ? 400 : 16 }
      at &+= 1
    }
    return room
  }
}
