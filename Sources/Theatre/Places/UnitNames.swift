/// The units that a pack already has, by any of their names.
struct UnitNames {
  private struct Key: Hashable {
    var country: String
    var region: String
    var name: [UInt8]
  }

  private var regions: [Key: String] = [:]
  private var cercles: [Key: String] = [:]
  private var countries: Set<String> = []
  /// Regions whose second-level units the pack names in its own way.
  private var divided: Set<String> = []

  init(_ places: [Place]) {
    for place in places {
      if let admin1 = place.admin1, place.admin2 != nil {
        divided.insert("\(place.country)/\(admin1)")
      }
      guard place.feature.isArea else { continue }
      for name in [place.name] + place.aliases {
        switch place.feature {
        case .country: countries.insert(place.country)
        case .region:
          regions[Key(country: place.country, region: "", name: Self.bare(name))] = place.admin1
        case .cercle:
          cercles[
            Key(country: place.country, region: place.admin1 ?? "", name: Self.bare(name))] =
            place.admin2
        default: break
        }
      }
    }
  }

  /// Folded, without “région de” and the like.
  private static func bare(_ name: String) -> [UInt8] {
    let text = Array(Folding.folded(name).utf8)
    return text.withUnsafeBytes { text in
      var bare = BareName(start: 0, end: text.count)
      while bare.strip(text) {}
      return text[bare.start..<bare.end].filter { $0 != Folding.space }
    }
  }

  /// The pack's name of a region, or the name as it is.
  func region(_ name: String, _ country: String) -> String {
    regions[Key(country: country, region: "", name: Self.bare(name))] ?? name
  }

  /// The pack's name of a second-level unit; nothing when the pack divides the region and has none
  /// of that name.
  func cercle(_ name: String, _ region: String, _ country: String) -> String {
    if name.isEmpty { return "" }
    if let known = cercles[Key(country: country, region: region, name: Self.bare(name))] {
      return known
    }
    return divided.contains("\(country)/\(region)") ? "" : name
  }

  func has(
    _ feature: Feature, _ unit: (admin1: String, admin2: String), _ country: String
  ) -> Bool {
    switch feature {
    case .country: return countries.contains(country)
    case .region:
      return regions.contains { $0.key.country == country && $0.value == unit.admin1 }
        || regions.contains { $0.key.country == country } && unit.admin1.isEmpty
    default:
      // Second-level units of a region that the pack divides are the pack's own.
      return unit.admin2.isEmpty || divided.contains("\(country)/\(unit.admin1)")
    }
  }
}
