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

  init(places: [Place]) {
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
  func nearest(to point: Coordinates, within meters: Int32, _ places: [Place]) -> Int32 {
    // A degree of latitude has at least 110.5 km; of longitude fewer towards the poles, and at
    // most 60° there are still half as many.
    let reachLatitude = Int32(min(180, meters / 110_500 + 1)) * Self.microdegrees
    let reachLongitude = Int32(min(180, meters / 55_000 + 1)) * Self.microdegrees
    let bottom = Self.row(
      max(-90 * Self.microdegrees, point.latitude - min(reachLatitude, 90 * Self.microdegrees)))
    let top = Self.row(
      min(90 * Self.microdegrees, point.latitude + min(reachLatitude, 90 * Self.microdegrees)))
    let left = Self.column(max(-180 * Self.microdegrees, point.longitude - reachLongitude))
    let right = Self.column(min(180 * Self.microdegrees, point.longitude + reachLongitude))
    var best: Int32 = -1
    var bestDistance = Int32.max
    for row in bottom...top {
      for cell in row * Self.columns + left...row * Self.columns + right {
        for at in Int(starts[cell])..<Int(starts[cell + 1]) {
          let index = members[at]
          let distance = places[Int(index)].coordinates.meters(to: point)
          if distance <= meters, distance < bestDistance || distance == bestDistance && index < best
          {
            best = index
            bestDistance = distance
          }
        }
      }
    }
    return best
  }
}
