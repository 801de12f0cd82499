internal import Model

/// One unit's edges by strips of latitude.
struct BoundaryShape: Sendable {
  private struct Edge {
    var a: Coordinates
    var b: Coordinates
  }

  private(set) var south = Int32.max
  private(set) var north = Int32.min
  private(set) var west = Int32.max
  private(set) var east = Int32.min
  private let edges: [Edge]
  private let starts: [Int32]
  private let strip: Int32

  private static let edgesInStrip = 12

  init(rings: [BoundaryRing]) {
    var all: [Edge] = []
    for ring in rings {
      guard var last = ring.last else { continue }
      for point in ring {
        if last != point { all.append(Edge(a: last, b: point)) }
        last = point
        south = min(south, point.latitude)
        north = max(north, point.latitude)
        west = min(west, point.longitude)
        east = max(east, point.longitude)
      }
    }
    guard !all.isEmpty else {
      edges = []
      starts = [0]
      strip = 1
      return
    }
    let height = Int64(north) - Int64(south)
    let count = max(1, min(256, all.count / Self.edgesInStrip))
    strip = Int32(height / Int64(count) + 1)
    var strips = [[Edge]](repeating: [], count: count)
    for edge in all {
      let low = Int((min(edge.a.latitude, edge.b.latitude) - south) / strip)
      let high = Int((max(edge.a.latitude, edge.b.latitude) - south) / strip)
      for index in low...min(high, count - 1) { strips[index].append(edge) }
    }
    var edges: [Edge] = []
    var starts: [Int32] = [0]
    for strip in strips {
      edges += strip
      starts.append(Int32(edges.count))
    }
    self.edges = edges
    self.starts = starts
  }

  /// Whether a point is inside: a ray to the east crosses an odd number of edges.
  func contains(_ point: Coordinates) -> Bool {
    guard point.latitude >= south, point.latitude <= north, point.longitude >= west,
      point.longitude <= east
    else { return false }
    let index = Int((point.latitude - south) / strip)
    guard index + 1 < starts.count else { return false }
    var isInside = false
    for at in Int(starts[index])..<Int(starts[index + 1]) {
      let edge = edges[at]
      guard (edge.a.latitude > point.latitude) != (edge.b.latitude > point.latitude) else {
        continue
      }
      let dy = Int64(edge.b.latitude) - Int64(edge.a.latitude)
      let dx = Int64(edge.b.longitude) - Int64(edge.a.longitude)
      let left =
        (Int64(point.longitude) - Int64(edge.a.longitude)) * dy
        - (Int64(point.latitude) - Int64(edge.a.latitude)) * dx
      // The edge lies east of the point.
      if (left < 0) == (dy > 0) { isInside.toggle() }
    }
    return isInside
  }

  /// Calls for the corners of every edge.
  func forEachEdge(_ body: (Coordinates, Coordinates) -> Void) {
    for edge in edges { body(edge.a, edge.b) }
  }
}

/// Which units reach into which quarter of a degree.
struct BoundaryCells: Sendable {
  private static let side: Int32 = 250_000

  private let shapes: [BoundaryShape]
  private let south: Int32
  private let west: Int32
  private let rows: Int
  private let columns: Int
  /// A unit that fills the cell, −1 for none, or −2 − the position of a list in `lists`.
  private let cells: [Int32]
  private let lists: [[Int32]]

  init(shapes: [BoundaryShape]) {
    self.shapes = shapes
    let real = shapes.filter { $0.south <= $0.north }
    south = real.map(\.south).min() ?? 0
    west = real.map(\.west).min() ?? 0
    let north = real.map(\.north).max() ?? -1
    let east = real.map(\.east).max() ?? -1
    rows = north < south ? 0 : Int((north - south) / Self.side) + 1
    columns = rows == 0 ? 0 : Int((east - west) / Self.side) + 1
    var touched = [[Int32]](repeating: [], count: rows * columns)
    let (south, west, columns) = (south, west, columns)
    for (unit, shape) in shapes.enumerated() {
      shape.forEachEdge { a, b in
        let rows = Self.span(a.latitude, b.latitude, south)
        let columnsOf = Self.span(a.longitude, b.longitude, west)
        for row in rows {
          for column in columnsOf {
            let cell = row * columns + column
            if touched[cell].last != Int32(unit) { touched[cell].append(Int32(unit)) }
          }
        }
      }
    }
    var cells: [Int32] = []
    var lists: [[Int32]] = []
    for (cell, units) in touched.enumerated() {
      let middle = Coordinates(
        latitude: south + Int32(cell / columns) * Self.side + Self.side / 2,
        longitude: west + Int32(cell % columns) * Self.side + Self.side / 2)
      guard units.isEmpty else {
        // A unit without an edge here fills the cell or has no part in it.
        let filling = shapes.indices.filter {
          !units.contains(Int32($0)) && shapes[$0].contains(middle)
        }
        cells.append(-2 - Int32(lists.count))
        lists.append((units + filling.map { Int32($0) }).sorted())
        continue
      }
      cells.append(Int32(shapes.firstIndex { $0.contains(middle) } ?? -1))
    }
    self.cells = cells
    self.lists = lists
  }

  private static func span(_ a: Int32, _ b: Int32, _ from: Int32) -> ClosedRange<Int> {
    Int((min(a, b) - from) / side)...Int((max(a, b) - from) / side)
  }

  func find(_ point: Coordinates) -> Int32 {
    guard point.latitude >= south, point.longitude >= west else { return -1 }
    let row = Int((point.latitude - south) / Self.side)
    let column = Int((point.longitude - west) / Self.side)
    guard row < rows, column < columns else { return -1 }
    let cell = cells[row * columns + column]
    if cell >= -1 { return cell }
    for unit in lists[Int(-2 - cell)] where shapes[Int(unit)].contains(point) { return unit }
    return -1
  }
}
