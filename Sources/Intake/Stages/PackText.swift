internal import Model
internal import Theatre

/// What a pack writes into reports, as bytes beside each other: no strings on the record path.
struct PackText {
  /// A unit of some list of boundaries, and what the gazetteer calls it.
  struct UnitText {
    var country: Extent
    var admin1: Extent
    var admin2: Extent
    var admin3: Extent
    var admin1Code: Extent
    var admin2Code: Extent
    var admin3Code: Extent
    /// The gazetteer's units, or −1.
    var region: Int32
    var cercle: Int32
  }

  struct LayerText {
    var codeSystem: Extent
    var validFrom: Extent
    var units: [UnitText]
  }

  struct SourceText {
    var id: Extent
    var origin: Extent
    var reliability: UInt8
  }

  private(set) var bytes: [UInt8] = []
  private(set) var layers: [LayerText] = []
  private(set) var actors: [Extent] = []
  private(set) var sources: [SourceText] = []

  init(of theatre: Theatre) {
    for layer in theatre.boundaries.layers { add(layer, theatre.gazetteer) }
    for actor in theatre.actors.actors { actors.append(add(actor.id)) }
    for source in theatre.sources.sources {
      sources.append(
        SourceText(
          id: add(source.id), origin: add(source.origin ?? ""), reliability: source.reliability))
    }
  }

  private mutating func add(_ layer: BoundaryLayer, _ gazetteer: Gazetteer) {
    let codeSystem = add(layer.codeSystem)
    let validFrom = add(layer.validFromText)
    var units: [UnitText] = []
    for unit in layer.units {
      let known = gazetteer.units(of: unit)
      units.append(
        UnitText(
          country: add(unit.country), admin1: add(known.admin1 ?? unit.admin1),
          admin2: add(known.admin2 ?? unit.admin2), admin3: add(unit.admin3),
          admin1Code: add(unit.admin1Code), admin2Code: add(unit.admin2Code),
          admin3Code: add(unit.admin3Code), region: known.region, cercle: known.cercle))
    }
    layers.append(LayerText(codeSystem: codeSystem, validFrom: validFrom, units: units))
  }

  private mutating func add(_ text: String) -> Extent {
    if text.isEmpty { return .none }
    let start = bytes.count
    bytes += text.utf8
    return Extent(start: start, count: bytes.count - start)
  }

  /// Copies a text of the pack into a report.
  func keep(_ extent: Extent, in report: inout Report) -> Extent {
    bytes.withUnsafeBytes { report.keep(UnsafeRawBufferPointer(rebasing: $0[extent.range])) }
  }
}
