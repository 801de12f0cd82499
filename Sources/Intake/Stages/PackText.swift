internal import Model
internal import Theatre

/// What a pack writes into reports, as bytes beside each other: no strings on the record path.
struct PackText {
  struct PlaceText {
    var id: Extent
    var name: Extent
    var country: Extent
    var admin1: Extent
    var admin2: Extent
    var coordinates: Coordinates
    var radius: Int32
    var geoPrecision: UInt8
  }

  struct SourceText {
    var id: Extent
    var origin: Extent
    var reliability: UInt8
  }

  private(set) var bytes: [UInt8] = []
  private(set) var places: [PlaceText] = []
  private(set) var actors: [Extent] = []
  private(set) var sources: [SourceText] = []

  init(of theatre: Theatre) {
    for place in theatre.gazetteer.places {
      places.append(
        PlaceText(
          id: add(place.id), name: add(place.name), country: add(place.country),
          admin1: add(place.admin1 ?? ""), admin2: add(place.admin2 ?? ""),
          coordinates: place.coordinates, radius: place.radiusMeters,
          geoPrecision: place.geoPrecision))
    }
    for actor in theatre.actors.actors { actors.append(add(actor.id)) }
    for source in theatre.sources.sources {
      sources.append(
        SourceText(
          id: add(source.id), origin: add(source.origin ?? ""), reliability: source.reliability))
    }
  }

  private mutating func add(_ text: String) -> Extent {
    let start = bytes.count
    bytes += text.utf8
    return Extent(start: start, count: bytes.count - start)
  }

  /// Copies a text of the pack into a report.
  func keep(_ extent: Extent, in report: inout Report) -> Extent {
    bytes.withUnsafeBytes { report.keep(UnsafeRawBufferPointer(rebasing: $0[extent.range])) }
  }
}
