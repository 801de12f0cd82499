/// SplitMix64: the same numbers for the same seed everywhere.
public struct Seeded {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  /// True once in so many times.
  public mutating func once(in count: Int) -> Bool { below(count) == 0 }

  public mutating func one<T>(of items: [T]) -> T { items[below(items.count)] }
}
