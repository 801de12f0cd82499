/// Where a place stands in the order of units, as indices, so that hints are compared by number.
struct PlaceFrame: Sendable {
  var feature: Feature
  var country: UInt16
  var region: Int32 = -1
  var cercle: Int32 = -1
  /// The units its ground was part of in older lists.
  var formerRegion: Int32 = -1
  var formerCercle: Int32 = -1

  static func code(_ country: String) -> UInt16 {
    let bytes = Array(country.utf8)
    return bytes.count == 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : 0
  }

  static func frames(
    of places: [Place], formerly: [(area: Int32, was: Int32)]
  ) -> [PlaceFrame] {
    var regions: [String: Int32] = [:]
    var cercles: [String: Int32] = [:]
    for (index, place) in places.enumerated() {
      guard let admin1 = place.admin1 else { continue }
      let region = "\(place.country)/\(admin1)"
      if place.feature == .region { regions[region] = Int32(index) }
      if place.feature == .cercle, let admin2 = place.admin2 {
        cercles["\(region)/\(admin2)"] = Int32(index)
      }
    }
    return places.map { place in
      var frame = PlaceFrame(feature: place.feature, country: code(place.country))
      if let admin1 = place.admin1 {
        let region = "\(place.country)/\(admin1)"
        frame.region = regions[region] ?? -1
        if let admin2 = place.admin2 { frame.cercle = cercles["\(region)/\(admin2)"] ?? -1 }
      }
      for pair in formerly {
        if pair.area == frame.region { frame.formerRegion = pair.was }
        if pair.area == frame.cercle { frame.formerCercle = pair.was }
      }
      return frame
    }
  }

  /// Whether a bare name means `self`, at `index`, rather than `other`, at `otherIndex`.
  ///
  /// A known town goes before hamlets and communes of its name; a place inside a unit goes before
  /// the unit. Two hamlets stay two hamlets.
  func isMeant(_ index: Int32, before other: PlaceFrame, _ otherIndex: Int32) -> Bool {
    if feature.rank == 0, other.feature.rank == 1 || other.feature.rank == 2 { return true }
    guard feature.rank < other.feature.rank, country == other.country else { return false }
    switch other.feature {
    case .commune: return cercle >= 0 && cercle == other.cercle
    case .cercle: return cercle == otherIndex
    case .region: return region == otherIndex
    default: return false
    }
  }

  /// Whether the place may be meant by somebody who gave these hints. What is not known fits.
  func fits(_ hints: PlaceHints) -> Bool {
    if hints.country != 0, country != 0, country != hints.country { return false }
    if hints.region >= 0, region >= 0, region != hints.region, formerRegion != hints.region {
      return false
    }
    if hints.cercle >= 0, cercle >= 0, cercle != hints.cercle, formerCercle != hints.cercle {
      return false
    }
    return true
  }
}
