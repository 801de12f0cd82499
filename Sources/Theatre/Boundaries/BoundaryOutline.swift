public import Model

/// What a unit looks like from far: rings of a hundred corners at most, for those who draw it.
public struct BoundaryOutline: Sendable, Equatable {
  /// Closed: the last corner is the first one. Holes are left out.
  public var polygons: [[Coordinates]] = []
  /// The unit's code, where its list has one.
  public var code = ""
  /// The list and its first day, `COD-AB 2017-01-01`.
  public var codeSystem = ""
}

extension Boundaries {
  /// Receivers slow down beyond it (WMO cap-composer).
  static let cornersMax = 100
  /// A region is drawn by its units where no list has it whole; by no more than these.
  static let unitsMax = 24

  /// A region, or a cercle of it, on a day; nil where no list that holds then has it.
  ///
  /// The first list that has it whole, else the first that has its parts.
  public func outline(
    country: String, admin1: String, admin2: String, on day: Instant
  ) -> BoundaryOutline? {
    let asked = admin2.isEmpty ? 1 : 2
    var parts: BoundaryOutline?
    for layer in layers where layer.validFrom <= day && layer.level >= asked {
      if layer.level > asked, parts != nil { continue }
      let found = layer.units.indices.filter { index in
        let unit = layer.units[index]
        return unit.country == country && unit.admin1 == admin1
          && (admin2.isEmpty || unit.admin2 == admin2)
      }
      guard !found.isEmpty, found.count <= Self.unitsMax else { continue }
      var outline = BoundaryOutline()
      for index in found { outline.polygons += layer.outlines[index] }
      guard !outline.polygons.isEmpty else { continue }
      let first = layer.units[found[0]]
      outline.code = admin2.isEmpty ? first.admin1Code : first.admin2Code
      outline.codeSystem = "\(layer.codeSystem) \(layer.validFromText)"
      if layer.level == asked { return outline }
      parts = outline
    }
    return parts
  }
}

/// A ring drawn more coarsely (Douglas and Peucker), in whole steps of tolerance, so that every
/// machine draws the same.
struct CoarseRing {
  /// Millionths of a degree: 55 m.
  private static let toleranceLeast = 500.0

  /// Closed, or nil when nothing is left of it.
  static func drawn(_ ring: [Coordinates], corners: Int) -> [Coordinates]? {
    var open: [Coordinates] = []
    for point in ring where open.last != point { open.append(point) }
    if open.count > 1, open.first == open.last { open.removeLast() }
    guard open.count >= 3 else { return nil }
    var tolerance = toleranceLeast
    var kept = keep(open, tolerance)
    while kept.count + 1 > corners {
      tolerance *= 1.5
      kept = keep(open, tolerance)
    }
    guard kept.count >= 3 else { return nil }
    return kept + [kept[0]]
  }

  /// The ring falls into two lines at the corner farthest from the first.
  private static func keep(_ open: [Coordinates], _ tolerance: Double) -> [Coordinates] {
    let far = open.indices.max { apart(open[0], open[$0]) < apart(open[0], open[$1]) } ?? 0
    guard far > 0 else { return [open[0]] }
    var isKept = [Bool](repeating: false, count: open.count + 1)
    isKept[0] = true
    isKept[far] = true
    let closed = open + [open[0]]
    var spans = [(0, far), (far, open.count)]
    while let (first, last) = spans.popLast() {
      guard last - first > 1 else { continue }
      let (a, b) = (closed[first], closed[last])
      var worst = (at: first, distance: 0.0)
      for at in first + 1..<last {
        let distance = square(closed[at], a, b)
        if distance > worst.distance { worst = (at, distance) }
      }
      guard worst.distance > tolerance * tolerance else { continue }
      isKept[worst.at] = true
      spans.append((first, worst.at))
      spans.append((worst.at, last))
    }
    return open.indices.filter { isKept[$0] }.map { open[$0] }
  }

  private static func apart(_ a: Coordinates, _ b: Coordinates) -> Int64 {
    let x = Int64(a.longitude) - Int64(b.longitude)
    let y = Int64(a.latitude) - Int64(b.latitude)
    return x * x + y * y
  }

  /// The square of the distance to the line through two corners.
  private static func square(_ p: Coordinates, _ a: Coordinates, _ b: Coordinates) -> Double {
    let x = Double(Int64(b.longitude) - Int64(a.longitude))
    let y = Double(Int64(b.latitude) - Int64(a.latitude))
    let px = Double(Int64(p.longitude) - Int64(a.longitude))
    let py = Double(Int64(p.latitude) - Int64(a.latitude))
    let length = x * x + y * y
    guard length > 0 else { return px * px + py * py }
    let cross = x * py - y * px
    return cross * cross / length
  }
}
