public import JSON

/// How the nouns are written; shared by every outbound document.
extension Writer {
  public mutating func member(_ name: StaticString, _ code: some Code) {
    self.name(name)
    string(code.name)
  }

  /// An array of the codes in ascending order; nothing when empty.
  public mutating func member<C: Code>(_ name: StaticString, _ codes: CodeSet<C>) {
    guard !codes.isEmpty else { return }
    self.name(name)
    beginArray()
    var rest = codes.bits
    while rest != 0 {
      if let code = C(rawValue: UInt8(rest.trailingZeroBitCount)) { string(code.name) }
      rest &= rest - 1
    }
    endArray()
  }

  /// Text that stands in `storage`; nothing when empty.
  public mutating func member(
    _ name: StaticString, _ extent: Extent, _ storage: UnsafeRawBufferPointer
  ) {
    guard !extent.isEmpty else { return }
    self.name(name)
    string(utf8: UnsafeRawBufferPointer(rebasing: storage[extent.range]))
  }

  /// Text; nothing when empty.
  public mutating func member(_ name: StaticString, _ text: String) {
    guard !text.isEmpty else { return }
    self.name(name)
    string(text)
  }

  public mutating func member(_ name: StaticString, _ instant: Instant) {
    self.name(name)
    value(instant)
  }

  public mutating func member(_ name: StaticString, _ span: TimeSpan) {
    self.name(name)
    beginObject()
    member("earliest", span.earliest)
    member("latest", span.latest)
    member("precision", span.precision)
    endObject()
  }

  public mutating func value(_ instant: Instant) {
    withUnsafeTemporaryAllocation(byteCount: 20, alignment: 1) { buffer in
      instant.write(to: buffer)
      string(utf8: UnsafeRawBufferPointer(buffer))
    }
  }

  /// `latitude` and `longitude` in degrees.
  public mutating func members(_ point: Coordinates) {
    name("latitude")
    decimal(significand: Int64(point.latitude), exponent: -6)
    name("longitude")
    decimal(significand: Int64(point.longitude), exponent: -6)
  }

  public mutating func value(_ range: TollRange) {
    beginObject()
    name("low")
    integer(Int64(range.low))
    name("best")
    integer(Int64(range.best))
    name("high")
    integer(Int64(range.high))
    endObject()
  }

  public mutating func member(_ name: StaticString, _ tolls: Tolls) {
    self.name(name)
    beginObject()
    for harm in Harm.every where tolls.mentions(harm) {
      self.name(harm.name)
      beginObject()
      for party in Party.every where tolls[harm, party].isPresent {
        self.name(party.name)
        value(tolls[harm, party])
      }
      endObject()
    }
    endObject()
  }

  /// A prefix such as `r-` and the fingerprint's 26 characters.
  public mutating func identifier(_ prefix: StaticString, _ id: Fingerprint) {
    withUnsafeTemporaryAllocation(byteCount: 2 + Fingerprint.textCount, alignment: 1) { buffer in
      buffer[0] = prefix.utf8Start[0]
      buffer[1] = prefix.utf8Start[1]
      id.write(to: UnsafeMutableRawBufferPointer(rebasing: buffer[2...]))
      string(utf8: UnsafeRawBufferPointer(buffer))
    }
  }
}
