import Testing

@testable import Model

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct DistanceSuite {
  /// Haversine with the C library, as everybody writes it.
  static func oracle(_ a: Coordinates, _ b: Coordinates) -> Double {
    let r = Double.pi / 180 * 1e-6
    let (p, q) = (Double(a.latitude) * r, Double(b.latitude) * r)
    let dl = Double(b.longitude - a.longitude) * r
    let h = pow(sin((q - p) / 2), 2) + cos(p) * cos(q) * pow(sin(dl / 2), 2)
    return 2 * 6_371_000 * asin(min(1, h.squareRoot()))
  }

  @Test func `agrees with the haversine anywhere on the globe`() {
    var random = Seeded(seed: 7)
    for _ in 0..<20_000 {
      let a = Coordinates(
        latitude: Int32(random.below(180_000_001)) - 90_000_000,
        longitude: Int32(random.below(360_000_001)) - 180_000_000)
      var b = a
      if random.below(2) == 0 {
        // A neighbour, as in most comparisons.
        b.latitude = max(-90_000_000, min(90_000_000, b.latitude + Int32(random.below(200_000))))
        b.longitude = max(-180_000_000, min(180_000_000, b.longitude - Int32(random.below(90_000))))
      } else {
        b = Coordinates(
          latitude: Int32(random.below(180_000_001)) - 90_000_000,
          longitude: Int32(random.below(360_000_001)) - 180_000_000)
      }
      let expected = Self.oracle(a, b)
      // Near the antipode the haversine itself loses digits.
      guard expected < 19_000_000 else { continue }
      #expect(abs(Double(a.meters(to: b)) - expected) <= 1 + expected * 1e-7)
      #expect(a.meters(to: b) == b.meters(to: a))
    }
  }

  @Test func `Sévaré to Gao is 476 km`() throws {
    let sevare = try #require(Coordinates(latitude: 14.533, longitude: -4.1))
    let gao = try #require(Coordinates(latitude: 16.272, longitude: -0.045))
    #expect(abs(sevare.meters(to: gao) - 476_000) < 3_000)
  }

  @Test func `refuses degrees that are none`() {
    #expect(Coordinates(latitude: 91, longitude: 0) == nil)
    #expect(Coordinates(latitude: 0, longitude: .nan) == nil)
    #expect(Coordinates(latitude: .infinity, longitude: 0) == nil)
  }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct Seeded {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
