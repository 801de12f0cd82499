/// A row of a `Table`: a trivial value (numbers and enums, no references) with a key that never
/// changes while the row lives.
protocol KeyedRow {
  associatedtype Key: Equatable
  var key: Key { get }
  /// Well mixed in all bits.
  static func hash(_ key: Key) -> UInt64
}

/// Mixes an integer key (the finalizer of SplitMix64).
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
  return z ^ z >> 31
}
