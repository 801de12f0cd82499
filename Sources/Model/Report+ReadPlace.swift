internal import JSON

/// How a report's places are read back; the mirror of `Report+WritePlace`.
extension Report {
  private static let placeMembers = NameTable([
    "written", "id", "name", "latitude", "longitude", "radius", "method", "geoPrecision",
    "country", "admin1", "admin2", "wherePrecision", "likeness", "line", "anchor", "admin3",
    "units", "admin1Code", "admin2Code", "admin3Code", "codeSystem", "codesValidFrom",
  ])

  mutating func readPlace(
    _ value: Value, _ name: StaticString
  ) throws(Malformed) -> ReportPlace {
    var place = ReportPlace()
    var latitude: Int32?
    var longitude: Int32?
    for member in value.members {
      let value = member.value
      switch Self.placeMembers.find(member.name) {
      case 0: place.written = try text(value, "\(name)/written")
      case 1: place.id = try text(value, "\(name)/id")
      case 2: place.name = try text(value, "\(name)/name")
      case 3: latitude = Self.microdegrees(value)
      case 4: longitude = Self.microdegrees(value)
      case 5: place.radius = try Self.integer(value, 0...40_000_000, "\(name)/radius")
      case 6: place.method = try Self.code(value, "\(name)/method")
      case 7: place.geoPrecision = try Self.integer(value, 1...3, "\(name)/geoPrecision")
      case 8: place.country = try text(value, "\(name)/country")
      case 9: place.admin1 = try text(value, "\(name)/admin1")
      case 10: place.admin2 = try text(value, "\(name)/admin2")
      case let other: try readRest(other, value, name, of: &place)
      }
    }
    if let latitude, let longitude {
      place.coordinates = Coordinates(latitude: latitude, longitude: longitude)
    }
    guard place.hasNoBareCode else { throw Malformed(member: "\(name)/codeSystem") }
    return place
  }

  private mutating func readRest(
    _ member: Int32, _ value: Value, _ name: StaticString, of place: inout ReportPlace
  ) throws(Malformed) {
    switch member {
    case 11: place.wherePrecision = try Self.integer(value, 1...7, "\(name)/wherePrecision")
    case 12: place.likeness = try Self.integer(value, 0...100, "\(name)/likeness")
    case 13:
      var ends: [Coordinates] = []
      for element in value.elements { ends.append(try Self.point(element, "\(name)/line")) }
      guard ends.count == 2 else { throw Malformed(member: "\(name)/line") }
      place.lineStart = ends[0]
      place.lineEnd = ends[1]
    case 14: place.anchor = try text(value, "\(name)/anchor")
    case 15: place.admin3 = try text(value, "\(name)/admin3")
    case 16: place.units = try Self.code(value, "\(name)/units")
    case 17: place.admin1Code = try text(value, "\(name)/admin1Code")
    case 18: place.admin2Code = try text(value, "\(name)/admin2Code")
    case 19: place.admin3Code = try text(value, "\(name)/admin3Code")
    case 20: place.codeSystem = try text(value, "\(name)/codeSystem")
    case 21: place.codesValidFrom = try text(value, "\(name)/codesValidFrom")
    default: break
    }
  }

  mutating func readOptions(_ value: Value) throws(Malformed) {
    for element in value.elements {
      guard let id = element["id"] else { throw Malformed(member: "place/options") }
      placeOptions.append(
        ReportPlaceOption(
          id: try text(id, "place/options"),
          coordinates: try Self.point(element, "place/options")))
    }
  }

  /// A bare text is the form of reports written before mentions were looked up.
  mutating func readMentioned(_ value: Value) throws(Malformed) {
    for element in value.elements {
      var mention = ReportMention(written: try text(element["written"] ?? element, "mentioned"))
      if let id = element["id"] { mention.id = try text(id, "mentioned") }
      mentioned.append(mention)
    }
  }

  private static func point(
    _ value: Value, _ member: @autoclosure () -> String
  ) throws(Malformed) -> Coordinates {
    guard let latitude = value["latitude"].flatMap({ microdegrees($0) }),
      let longitude = value["longitude"].flatMap({ microdegrees($0) })
    else { throw Malformed(member: member()) }
    return Coordinates(latitude: latitude, longitude: longitude)
  }
}
