import Model
import Testing

@testable import Theatre

/// Units drawn with few corners.
@Suite struct OutlineTests {
  static func ring(_ corners: Int, _ random: inout Seeded) -> [Coordinates] {
    // A walk around a square whose sides tremble: many corners, no crossing.
    let side = corners / 4
    var ring: [Coordinates] = []
    for index in 0..<side * 4 {
      let along = Int32(index % side) * (4_000_000 / Int32(side))
      let tremble = Int32(random.next(in: 0...399))
      switch index / side {
      case 0: ring.append(Coordinates(latitude: tremble, longitude: along))
      case 1: ring.append(Coordinates(latitude: along, longitude: 4_000_000 - tremble))
      case 2: ring.append(Coordinates(latitude: 4_000_000 - tremble, longitude: 4_000_000 - along))
      default: ring.append(Coordinates(latitude: 4_000_000 - along, longitude: tremble))
      }
    }
    return ring
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `a ring of many corners keeps its shape in few`(seed: UInt64) throws {
    var random = Seeded(seed)
    let ring = Self.ring(Int(random.next(in: 400...4_400)), &random)
    let drawn = try #require(CoarseRing.drawn(ring, corners: 100))
    #expect(drawn.count <= 100 && drawn.count >= 5 && drawn.first == drawn.last)
    // Every corner that is left is one of the line's own.
    #expect(Set(drawn).isSubset(of: Set(ring)))
    // And no side has moved by more than it trembled.
    let latitudes = drawn.map(\.latitude)
    #expect(latitudes.max() ?? 0 > 3_999_000 && latitudes.min() ?? 1 < 1_000)
  }

  @Test func `what has no area is not drawn`() {
    let a = Coordinates(latitude: 0 as Int32, longitude: 0)
    let b = Coordinates(latitude: 0 as Int32, longitude: 9)
    #expect(CoarseRing.drawn([a, b, a], corners: 100) == nil)
    #expect(CoarseRing.drawn([], corners: 100) == nil)
    #expect(CoarseRing.drawn([a, a, a, a], corners: 100) == nil)
  }

  @Test(arguments: [
    ("Gao", "Ansongo", 1...9), ("Mopti", "", 6...60), ("Nowhere", "", 0...0),
  ])
  func `units of the shipped pack`(admin1: String, admin2: String, rings: ClosedRange<Int>) throws {
    // 24 July 2018.
    let day = Instant(seconds: 1_532_390_400)
    let outline = try Pack.theatre().boundaries.outline(
      country: "ML", admin1: admin1, admin2: admin2, on: day)
    #expect(rings.contains(outline?.polygons.count ?? 0))
    for polygon in outline?.polygons ?? [] {
      #expect(polygon.count >= 4 && polygon.count <= 100 && polygon.first == polygon.last)
    }
  }
}
