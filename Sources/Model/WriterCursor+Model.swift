internal import JSON

/// How the nouns are written where room has been made. `name` is all that stands before the value:
/// a comma where there is one, the quoted name and the colon.
extension WriterCursor {
  @inline(__always)
  mutating func code(_ code: some Code) {
    byte(UInt8(ascii: "\""))
    plain(code.name)
    byte(UInt8(ascii: "\""))
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ code: some Code) {
    literal(name)
    self.code(code)
  }

  /// An array of the codes in ascending order; nothing when empty.
  @inline(__always)
  mutating func member<C: Code>(_ name: StaticString, _ codes: CodeSet<C>) {
    guard !codes.isEmpty else { return }
    literal(name)
    byte(UInt8(ascii: "["))
    var rest = codes.bits
    while rest != 0 {
      if let code = C(rawValue: UInt8(truncatingIfNeeded: rest.trailingZeroBitCount)) {
        self.code(code)
        byte(UInt8(ascii: ","))
      }
      rest &= rest &- 1
    }
    close("]")
  }

  /// Text that stands in `storage`; nothing when empty.
  @inline(__always)
  mutating func member(
    _ name: StaticString, _ extent: Extent, _ storage: UnsafeRawBufferPointer
  ) {
    guard !extent.isEmpty else { return }
    literal(name)
    string(UnsafeRawBufferPointer(rebasing: storage[extent.range]))
  }

  /// Text that stands in `storage` and a comma after it; nothing when empty.
  @inline(__always)
  mutating func element(
    _ name: StaticString, _ extent: Extent, _ storage: UnsafeRawBufferPointer
  ) {
    guard !extent.isEmpty else { return }
    member(name, extent, storage)
    byte(UInt8(ascii: ","))
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Int64) {
    literal(name)
    integer(value)
  }

  @inline(__always)
  mutating func member(_ name: StaticString, _ instant: Instant) {
    literal(name)
    byte(UInt8(ascii: "\""))
    bytes(Instant.textCount) { instant.write(to: $0) }
    byte(UInt8(ascii: "\""))
  }

  /// What stands after a count's name, with a comma at the end.
  @inline(__always)
  mutating func counts(_ range: TollRange) {
    member(#":{"low":"#, Int64(range.low))
    member(#","best":"#, Int64(range.best))
    member(#","high":"#, Int64(range.high))
    literal("},")
  }
}
