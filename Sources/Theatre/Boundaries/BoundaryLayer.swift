public import Model

/// The units of one list, one level and one day: polygons, names and codes.
///
/// A point is found in about 0.2 µs: a cell of a quarter of a degree says which units reach into
/// it, and where more than one does, edges are counted in the strip of the point's latitude. Only
/// integers, so a point on a border falls to the same side on every machine.
public struct BoundaryLayer: Sendable {
  /// 1, 2 or 3.
  public let level: Int
  /// The list that the codes are from, `COD-AB`.
  public let codeSystem: String
  /// The day from which the list holds.
  public let validFrom: Instant
  /// The same as `2017-01-01`.
  public let validFromText: String
  /// Computed from places, and no one's official line.
  public let isApproximate: Bool
  public let units: [BoundaryUnit]
  private let cells: BoundaryCells
  /// Each unit drawn coarsely.
  let outlines: [[[Coordinates]]]

  init(
    level: Int, codeSystem: String, validFrom: Instant, validFromText: String,
    isApproximate: Bool, units: [BoundaryUnit], rings: [[BoundaryRing]]
  ) {
    self.level = level
    self.codeSystem = codeSystem
    self.validFrom = validFrom
    self.validFromText = validFromText
    self.isApproximate = isApproximate
    self.units = units
    outlines = rings.map { rings in
      rings.compactMap { CoarseRing.drawn($0, corners: Boundaries.cornersMax) }
    }
    cells = BoundaryCells(shapes: rings.map { BoundaryShape(rings: $0) })
  }

  /// The unit that a point lies in, or −1.
  public func unit(at point: Coordinates) -> Int32 { cells.find(point) }
}

/// A unit's names and codes; of a third-level unit those of the units above it too.
public struct BoundaryUnit: Sendable, Equatable {
  public var country = ""
  public var admin1 = ""
  public var admin2 = ""
  public var admin3 = ""
  public var admin1Code = ""
  public var admin2Code = ""
  public var admin3Code = ""

  public init() {}

  /// Of its own level.
  public func name(level: Int) -> String { level == 1 ? admin1 : level == 2 ? admin2 : admin3 }
}

/// A closed line of points; an odd number of rings around a point is inside.
typealias BoundaryRing = [Coordinates]
