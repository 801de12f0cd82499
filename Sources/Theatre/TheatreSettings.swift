import Model

/// What `theatre.yaml` says.
struct TheatreSettings {
  var name: String
  var title: LocalText
  var countries: [String]
  var localOffset: Int64
  var languages: [String]
  var sectors: [String]
  var box: BoundingBox
  var formerly: [Former]

  /// An area, and the area its ground was part of in older lists.
  struct Former {
    var area: String
    var was: String
    var line: Int
  }

  static let file = "theatre.yaml"

  static func read(_ pack: PackDirectory) -> TheatreSettings? {
    let known = [
      "name", "title", "countries", "utc_offset_minutes", "languages", "sectors", "box",
      "formerly",
    ]
    guard let fields = pack.fields(file, "a theatre", known: known) else { return nil }
    let name = fields.text("name")
    let title = LocalText.read(fields, "title", what: "a title")
    let offset = fields.integer("utc_offset_minutes", in: -720...840, default: 0)
    let box = box(fields)
    let formerly = formerly(fields)
    let countries = list(fields, "countries") { PlaceFrame.code($0) != 0 }
    let languages = list(fields, "languages") { Texts.Language(rawValue: $0) != nil }
    let sectors = list(fields, "sectors") { Identifier.isWellFormed($0) }
    guard let name, let title, let offset, let box else { return nil }
    return TheatreSettings(
      name: name, title: title, countries: countries, localOffset: offset * 60,
      languages: languages, sectors: sectors, box: box, formerly: formerly)
  }

  private static func list(
    _ fields: YAMLFields, _ key: String, isGood: (String) -> Bool
  ) -> [String] {
    guard fields.required(key) != nil else { return [] }
    let texts = fields.texts(key)
    if texts.isEmpty { fields.problem(key, "“\(key)” is empty.", remedy: "Name at least one.") }
    for item in texts where !isGood(item.text) {
      fields.log.add(
        file, item.line, "“\(item.text)” cannot stand in “\(key)”.", remedy: "Correct it.")
    }
    return texts.map(\.text)
  }

  private static func box(_ fields: YAMLFields) -> BoundingBox? {
    guard let node = fields.required("box"),
      let box = YAMLFields(
        node, "a box", known: ["south", "west", "north", "east"], file: file, log: fields.log)
    else { return nil }
    let south = box.number("south", in: -90...90)
    let west = box.number("west", in: -180...180)
    let north = box.number("north", in: -90...90)
    let east = box.number("east", in: -180...180)
    guard let south, let west, let north, let east else { return nil }
    guard south < north, west < east,
      let southWest = Coordinates(latitude: south, longitude: west),
      let northEast = Coordinates(latitude: north, longitude: east)
    else {
      fields.problem(
        "box", "The box is turned inside out.", remedy: "South below north, west left of east.")
      return nil
    }
    return BoundingBox(southWest: southWest, northEast: northEast)
  }

  private static func formerly(_ fields: YAMLFields) -> [Former] {
    guard fields["formerly"] != nil else { return [] }
    return fields.items("formerly").compactMap { node in
      guard
        let pair = YAMLFields(
          node, "a former area", known: ["area", "was", "until"], file: file, log: fields.log),
        let area = pair.text("area"), let was = pair.text("was")
      else { return nil }
      return Former(area: area, was: was, line: node.line)
    }
  }
}
