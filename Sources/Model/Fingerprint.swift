/// A 128-bit digest of bytes, for ids that come from content.
///
/// SipHash-2-4-128 (Aumasson and Bernstein, 2012) with a fixed key: fast on short input, the same
/// on every machine. It tells accidents apart, never forgeries: whoever wants two reports with one
/// fingerprint and has 2⁶⁴ tries can make them, and gains a replay of his own report.
@frozen
public struct Fingerprint: Hashable, Sendable, Comparable {
  public var high: UInt64
  public var low: UInt64

  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  @inlinable
  public static var zero: Fingerprint { Fingerprint(high: 0, low: 0) }

  @inlinable
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  /// Already uniform, so a table may take `low` as its hash.
  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(low) }

  public init(of bytes: UnsafeRawBufferPointer) {
    var state = SipState()
    var position = 0
    let end = bytes.count & ~7
    while position < end {
      state.compress(
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
      position += 8
    }
    var last = UInt64(truncatingIfNeeded: bytes.count) << 56
    var shift: UInt64 = 0
    while position < bytes.count {
      last |= UInt64(bytes[position]) << shift
      shift += 8
      position += 1
    }
    state.compress(last)
    self = state.finish()
  }

  public init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Fingerprint(of: $0) }
  }

  public init(of text: String) {
    self.init(of: Array(text.utf8))
  }
}

/// SipHash's four words.
private struct SipState {
  // The reference key 00 01 … 0f: it is public on purpose, see `Fingerprint`.
  var v0: UInt64 = 0x736f_6d65_7073_6575 ^ 0x0706_0504_0302_0100
  var v1: UInt64 = 0x646f_7261_6e64_6f6d ^ 0x0f0e_0d0c_0b0a_0908 ^ 0xee
  var v2: UInt64 = 0x6c79_6765_6e65_7261 ^ 0x0706_0504_0302_0100
  var v3: UInt64 = 0x7465_6462_7974_6573 ^ 0x0f0e_0d0c_0b0a_0908

  @inline(__always)
  mutating func round() {
    v0 = v0 &+ v1
    v2 = v2 &+ v3
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 = v0 << 32 | v0 >> 32
    v2 = v2 &+ v1
    v0 = v0 &+ v3
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 = v2 << 32 | v2 >> 32
  }

  @inline(__always)
  mutating func compress(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  mutating func finish() -> Fingerprint {
    v2 ^= 0xee
    for _ in 0..<4 { round() }
    let first = v0 ^ v1 ^ v2 ^ v3
    v1 ^= 0xdd
    for _ in 0..<4 { round() }
    return Fingerprint(high: first, low: v0 ^ v1 ^ v2 ^ v3)
  }
}
