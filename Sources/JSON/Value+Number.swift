extension Value {
  /// The number as spelled; nil for other kinds.
  @inlinable @inline(__always)
  public var numberText: UnsafeRawBufferPointer? {
    let node = node
    guard node.kind == .number else { return nil }
    return UnsafeRawBufferPointer(start: bytes + Int(node.offset), count: Int(node.length))
  }

  /// Whether this is a number spelled without a point or an exponent.
  @inlinable @inline(__always)
  public var isPlainInteger: Bool {
    let node = node
    return node.kind == .number && node.flags & (Node.hasFraction | Node.hasExponent) == 0
  }

  /// Whether this is a number spelled with an exponent.
  @inlinable
  public var hasExponent: Bool {
    let node = node
    return node.kind == .number && node.flags & Node.hasExponent != 0
  }

  /// The number when it is spelled as at most eight digits without a sign.
  @inlinable @inline(__always)
  public var smallInteger: Int64? {
    let node = node
    guard node.kind == .number, node.flags & (Node.hasFraction | Node.hasExponent) == 0,
      node.length <= 8
    else { return nil }
    // Safe because a node's bytes lie in the source.
    let start = bytes + Int(node.offset)
    if start[0] == UInt8(ascii: "-") { return nil }
    var value: Int64 = 0
    var at = 0
    while at < Int(node.length) {
      value = value &* 10 &+ Int64(start[at] &- UInt8(ascii: "0"))
      at &+= 1
    }
    return value
  }

  /// The number as an integer: nil unless it is mathematically one and in range (`1`, `1.0`,
  /// `1e2`).
  public var int64: Int64? {
    let node = node
    guard node.kind == .number else { return nil }
    let start = bytes + Int(node.offset)
    let count = Int(node.length)
    // 18 digits cannot overflow, and are nearly all there are.
    if node.flags == 0, count <= 18 {
      var value: Int64 = 0
      let isNegative = start[0] == UInt8(ascii: "-")
      var at = isNegative ? 1 : 0
      while at < count {
        value = value &* 10 &+ Int64(start[at] &- UInt8(ascii: "0"))
        at &+= 1
      }
      return isNegative ? 0 &- value : value
    }
    return Numeral(start, count).int64
  }

  /// The number as a double, correctly rounded; nil for other kinds, and for integers spelled out
  /// which are beyond a double.
  public var double: Double? {
    let node = node
    guard node.kind == .number else { return nil }
    let value = Numeral.double(bytes + Int(node.offset), Int(node.length))
    return value.isFinite ? value : nil
  }

  /// The number as an exact decimal; nil for other kinds, and when the digits do not fit in 64
  /// bits.
  public var decimal: Decimal64? {
    let node = node
    guard node.kind == .number else { return nil }
    return Numeral(bytes + Int(node.offset), Int(node.length)).decimal
  }
}
