public import Model

/// All lists of boundaries of a theatre; which unit a point lies in, on a given day.
///
/// Two lists that give one code to two units stand beside each other with their names and days,
/// and an answer is always from one of them.
public struct Boundaries: Sendable {
  /// Exact ones first, then the later and the finer ones.
  public let layers: [BoundaryLayer]

  init(_ layers: [BoundaryLayer]) {
    self.layers = layers.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.isApproximate != y.isApproximate { return y.isApproximate }
      if x.validFrom != y.validFrom { return x.validFrom > y.validFrom }
      if x.codeSystem != y.codeSystem { return x.codeSystem < y.codeSystem }
      if x.level != y.level { return x.level > y.level }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// A unit, and the list it is from.
  public struct Hit: Equatable, Sendable {
    public var layer: Int
    public var unit: Int32
  }

  /// The finest unit that a point lies in, of the latest list that holds on the day; where none
  /// held yet, of the first that did. Exact before approximate.
  public func find(_ point: Coordinates, on day: Instant) -> Hit? {
    var later: Hit?
    for (index, layer) in layers.enumerated() {
      let isValid = layer.validFrom <= day
      if let later, layers[later.layer].isApproximate != layer.isApproximate, !isValid { continue }
      let unit = layer.unit(at: point)
      if unit < 0 { continue }
      if isValid { return Hit(layer: index, unit: unit) }
      // They come with the latest first, and of one day the finest.
      if let later, layers[later.layer].validFrom == layer.validFrom { continue }
      later = Hit(layer: index, unit: unit)
    }
    return later
  }

  public func unit(_ hit: Hit) -> BoundaryUnit { layers[hit.layer].units[Int(hit.unit)] }
}
