internal import Model

/// Settlements by cell of one degree, for finding the nearest.
///
/// Built once; asking walks only the cells that the distance can reach.
struct PlaceGrid: Sendable {
  /// First member of each cell, row by row from 90° S, and one more for the end.
  private let starts: [Int32]
  private let members: [Int32]

  private static let columns = 360
  private static let rows = 180
  private static let microdegrees: Int32 = 1_000_000

  init(places: [PlaceRow]) {
    var cells = [[Int32]](repeating: [], count: Self.columns * Self.rows)
    for (index, place) in places.enumerated() where place.feature.isSettlement {
      let at = place.coordinates
      cells[Self.row(at.latitude) * Self.columns + Self.column(at.longitude)].append(Int32(index))
    }
    var starts: [Int32] = [0]
    var members: [Int32] = []
    for cell in cells {
      members += cell
      starts.append(Int32(members.count))
    }
    self.starts = starts
    self.members = members
  }

  private static func row(_ latitude: Int32) -> Int {
    min(rows - 1, max(0, Int((latitude + 90 * microdegrees) / microdegrees)))
  }

  private static func column(_ longitude: Int32) -> Int {
    min(columns - 1, max(0, Int((longitude + 180 * microdegrees) / microdegrees)))
  }

  /// The nearest settlement within `meters`, the first of equals; −1 when there is none.
  ///
  /// Cells do not wrap at the 180th meridian, which is far from every theatre.
  func nearest(
    to point: Coordinates, within meters: Int32, _ places: [PlaceRow],
    where isMeant: (Int32) -> Bool = { _ in true }
  ) -> Int32 {
    let reach = Reach(from: point, meters: meters)
    var best: Int32 = -1
    var bestDistance = meters
    var limit = reach
    for row in Self.row(reach.south)...Self.row(reach.north) {
      let first = row * Self.columns + Self.column(reach.west)
      let last = row * Self.columns + Self.column(reach.east)
      for cell in first...last {
        for at in Int(starts[cell])..<Int(starts[cell + 1]) {
          let index = members[at]
          let coordinates = places[Int(index)].coordinates
          guard limit.contains(coordinates), isMeant(index) else { continue }
          let distance = coordinates.meters(to: point)
          guard distance < bestDistance || distance == bestDistance && (best < 0 || index < best)
          else { continue }
          best = index
          bestDistance = distance
          limit = Reach(from: point, meters: distance)
        }
      }
    }
    return best
  }
}

/// A box of degrees that holds every point within a distance of another, and some more.
private struct Reach {
  let south: Int32
  let west: Int32
  let north: Int32
  let east: Int32

  init(from point: Coordinates, meters: Int32) {
    // A degree of a circle of 6 371 km has 111 195 m; of longitude as many times the cosine of the
    // latitude, which is never less than 1 − x²/2. A tenth more covers that parallels are no great
    // circles.
    let latitudes = Double(meters) / 111_000 * 1e6 + 1
    let farthest = (abs(Double(point.latitude)) + latitudes) * (1e-6 * Double.pi / 180)
    let cosine = 1 - farthest * farthest / 2
    let longitudes = cosine > 0.1 ? latitudes * 1.1 / cosine : 360e6
    south = Int32(max(-90e6, Double(point.latitude) - latitudes))
    north = Int32(min(90e6, Double(point.latitude) + latitudes))
    west = Int32(max(-180e6, Double(point.longitude) - longitudes))
    east = Int32(min(180e6, Double(point.longitude) + longitudes))
  }

  func contains(_ point: Coordinates) -> Bool {
    point.latitude >= south && point.latitude <= north && point.longitude >= west
      && point.longitude <= east
  }
}
