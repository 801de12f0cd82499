import Foundation
import Model
import Testing

/// Squares of the military grid and UTM at the edges of zones and bands, against an inverse of its
/// own: points become references by the textbook's series, and must be read back.
@Suite struct GridEdgeSuite {
  /// Snyder, Map Projections (USGS 1395), 8-9 to 8-15; WGS 84, good to a metre within a zone.
  static func project(
    _ latitude: Double, _ longitude: Double
  ) -> (zone: Int, easting: Double, northing: Double) {
    let zone = min(60, Int((longitude + 180) / 6) + 1)
    let (a, f, k) = (6_378_137.0, 1 / 298.257_223_563, 0.9996)
    let e2 = f * (2 - f)
    let ep = e2 / (1 - e2)
    let phi = latitude * .pi / 180
    let lambda = (longitude - Double(zone * 6 - 183)) * .pi / 180
    let n = a / (1 - e2 * sin(phi) * sin(phi)).squareRoot()
    let t = tan(phi) * tan(phi)
    let c = ep * cos(phi) * cos(phi)
    let big = lambda * cos(phi)
    let m =
      a
      * ((1 - e2 / 4 - 3 * e2 * e2 / 64 - 5 * e2 * e2 * e2 / 256) * phi
        - (3 * e2 / 8 + 3 * e2 * e2 / 32 + 45 * e2 * e2 * e2 / 1024) * sin(2 * phi)
        + (15 * e2 * e2 / 256 + 45 * e2 * e2 * e2 / 1024) * sin(4 * phi)
        - 35 * e2 * e2 * e2 / 3072 * sin(6 * phi))
    let x =
      big + (1 - t + c) * pow(big, 3) / 6
      + (5 - 18 * t + t * t + 72 * c - 58 * ep) * pow(big, 5) / 120
    let y =
      big * big / 2 + (5 - t + 9 * c + 4 * c * c) * pow(big, 4) / 24
      + (61 - 58 * t + t * t + 600 * c - 330 * ep) * pow(big, 6) / 720
    return (zone, k * n * x + 500_000, k * (m + n * tan(phi) * y))
  }

  /// `30PUB8148206960` with so many digits a side; cut off, never rounded.
  static func reference(_ latitude: Double, _ longitude: Double, digits: Int) -> String {
    let (zone, easting, northing) = project(latitude, longitude)
    let bands = Array("CDEFGHJKLMNPQRSTUVWX")
    let band = bands[Int((latitude + 80) / 8)]
    let columns = Array(["ABCDEFGH", "JKLMNPQR", "STUVWXYZ"][(zone - 1) % 3])
    let rows = Array("ABCDEFGHJKLMNPQRSTUV")
    let column = columns[Int(easting / 100_000) - 1]
    let row = rows[(Int(northing / 100_000) + (zone % 2 == 0 ? 5 : 0)) % 20]
    func cut(_ value: Double) -> String {
      let text = String(Int(value) % 100_000)
      return String((String(repeating: "0", count: 5 - text.count) + text).prefix(digits))
    }
    return "\(zone)\(band)\(column)\(row)\(cut(easting))\(cut(northing))"
  }

  static func read(_ text: String) -> CoordinateText? {
    var text = text
    return text.withUTF8 { CoordinateText(UnsafeRawBufferPointer($0)) }
  }

  static func point(_ latitude: Double, _ longitude: Double) -> Coordinates {
    Coordinates(
      latitude: Int32((latitude * 1e6).rounded()), longitude: Int32((longitude * 1e6).rounded()))
  }

  /// Zones 29 to 31, bands P and Q, and their edges a hundred metres to either side.
  static func points(_ random: inout Seeded) -> [(latitude: Double, longitude: Double)] {
    var points: [(latitude: Double, longitude: Double)] = []
    for _ in 0..<600 {
      points.append(
        (8.1 + Double(random.below(15_800)) / 1000, -11.9 + Double(random.below(17_800)) / 1000))
    }
    for edge in [-6.0, 0.0] {
      for side in [-0.001, 0.001] {
        for _ in 0..<40 {
          points.append((8.1 + Double(random.below(15_800)) / 1000, edge + side))
        }
      }
    }
    for side in [-0.001, 0.001] {
      for _ in 0..<40 { points.append((16 + side, -11.9 + Double(random.below(17_800)) / 1000)) }
    }
    return points
  }

  @Test func `a point is within the square that names it, at every edge`() throws {
    var random = Seeded(seed: 29)
    for (latitude, longitude) in Self.points(&random) {
      for digits in [1, 2, 3, 4, 5] {
        let text = Self.reference(latitude, longitude, digits: digits)
        let read = try #require(Self.read(text), "\(text)")
        let side = [10_000.0, 1_000, 100, 10, 1][digits - 1]
        let distance = read.coordinates.meters(to: Self.point(latitude, longitude))
        #expect(Double(distance) <= side * 0.7072 * 1.01 + 3, "\(text): \(distance) m")
        #expect(read.radius >= distance)
      }
    }
  }

  @Test func `UTM is the same point, whichever side of a zone it lies`() throws {
    var random = Seeded(seed: 31)
    for (latitude, longitude) in Self.points(&random) {
      let (zone, easting, northing) = Self.project(latitude, longitude)
      let text = "\(zone)N \(Int(easting)) \(Int(northing))"
      let read = try #require(Self.read(text), "\(text)")
      let distance = read.coordinates.meters(to: Self.point(latitude, longitude))
      #expect(distance <= 4, "\(text): \(distance) m")
    }
  }

  @Test func `a square that lies in another band or zone does not exist`() {
    // Row letters of band P under the name of band Q, columns of the next zone, letters I and O.
    for text in ["30QUB8148206960", "30PAB8148206960", "30PIB8148206960", "30PUO8148206960"] {
      #expect(Self.read(text) == nil, "\(text)")
    }
  }
}
