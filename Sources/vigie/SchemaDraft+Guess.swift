import Theatre

extension SchemaDraft {
  /// What a column may be, by its name in French or English.
  enum Guess: CaseIterable {
    case id, date, hour, place, latitude, longitude, country, admin1, admin2, type, perpetrator,
      target, killed, wounded, abducted, casualties, title, description, origin, phone, email, name

    private var words: [String] {
      switch self {
      case .id: ["id", "no", "n", "num", "numero", "number", "ref", "uid", "uuid"]
      case .date: ["date", "jour", "day", "createdat"]
      case .hour: ["heure", "time", "hour"]
      case .place: ["localite", "lieu", "location", "village", "place", "site", "town", "ville"]
      case .latitude: ["lat", "latitude"]
      case .longitude: ["lon", "lng", "long", "longitude"]
      case .country: ["pays", "country"]
      case .admin1: ["region", "admin1", "adm1"]
      case .admin2: ["cercle", "province", "departement", "district", "admin2", "adm2"]
      case .type: ["type", "nature", "categorie", "category", "event", "evenement"]
      case .perpetrator: ["auteur", "auteurs", "perpetrator", "perpetrators", "actor", "group"]
      case .target: ["cible", "cibles", "target", "victim", "victime"]
      case .killed: ["morts", "mort", "tues", "deces", "killed", "deaths", "fatalities", "dead"]
      case .wounded: ["blesses", "blesse", "wounded", "injured"]
      case .abducted: ["enleves", "otages", "abducted", "kidnapped"]
      case .casualties: ["bilan", "victimes", "casualties", "toll"]
      case .title: ["titre", "title", "headline"]
      case .description:
        ["description", "details", "notes", "resume", "commentaire", "summary", "narrative"]
      case .origin: ["source", "sources"]
      case .phone: ["telephone", "tel", "phone", "contact", "mobile", "msisdn"]
      case .email: ["email", "mail", "courriel"]
      case .name:
        ["nom", "name", "fullname", "rapporteur", "reporter", "enqueteur", "observer", "agent"]
      }
    }

    /// Whether the draft's schema asks for it.
    var isNeeded: Bool { self == .id || self == .date || self == .type || self == .place }

    /// The first guess with a word of the column's own name.
    init?(_ column: Column) {
      guard !column.kinds.contains("array"), let name = column.path.last else { return nil }
      let words = Folding.folded(name).split(separator: " ").map(String.init)
      // Contacts first: “nom de la localité” is none, “téléphone de la source” is one.
      let order: [Guess] = [.phone, .email] + Self.allCases
      let found = order.first { guess in words.contains { guess.words.contains($0) } }
      guard let found else { return nil }
      self = found
    }
  }

  /// How the sample's dates are written; nil for what needs no format.
  static func format(_ values: [String]) -> String? {
    func shape(_ text: String) -> String {
      String(text.map { $0.isNumber ? "9" : $0.isLetter ? "a" : $0 })
    }
    guard let first = values.first else { return nil }
    switch shape(first) {
    case "99/99/9999", "9/99/9999", "99/9/9999", "9/9/9999": return "dd/MM/yyyy"
    case "99-99-9999": return "dd-MM-yyyy"
    case "99.99.9999": return "dd.MM.yyyy"
    case "99/99/99": return "dd/MM/yy"
    case "99999999": return "yyyyMMdd"
    case "9999999999": return "epoch"
    case "9999999999999": return "epoch-ms"
    default:
      let words = first.split(separator: " ")
      return words.count == 3 && words[1].allSatisfy(\.isLetter) ? "d MMMM yyyy" : nil
    }
  }

  func mapping(source: String) -> String {
    var found: [Guess: Column] = [:]
    for column in columns {
      if let guess = Guess(column), found[guess] == nil { found[guess] = column }
    }
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    func pointer(_ guess: Guess) -> String? { found[guess].map { quoted($0.pointer) } }
    var lines = [
      "# A draft from a sample. Read every line; Docs/feeds.md explains the language.",
      "mapping: 1",
      "", "report:", "  source: {value: \(quoted(source))}",
    ]
    if let id = pointer(.id) { lines.append("  sourceReport: \(id)") }
    lines.append("  kind: {value: security}")
    if let date = found[.date] {
      let form = Self.format(date.values).map { ", format: \(quoted($0))" } ?? ""
      let rule = "{from: \(quoted(date.pointer))\(form)}"
      lines.append("  submitted: \(rule)   # when it was sent, if the feed says so")
      lines.append("  occurred: {earliest: \(rule)}")
      if let hour = found[.hour] {
        lines.append("  # The hour stands in \(hour.pointer): see “template” in the guide.")
      }
    } else {
      lines.append("  submitted: {value: \"1970-01-01\"}   # no column looks like a date")
    }
    let places: [(String, Guess)] = [
      ("written", .place), ("latitude", .latitude), ("longitude", .longitude),
      ("country", .country), ("admin1", .admin1), ("admin2", .admin2),
    ]
    let place = places.compactMap { name, guess in pointer(guess).map { "    \(name): \($0)" } }
    if !place.isEmpty { lines += ["  place:"] + place }
    if let type = found[.type] {
      lines += ["  subEvent:", "    from: \(quoted(type.pointer))", "    else: other"]
      lines.append("    table:")
      lines += type.values.prefix(30).map { "      \(quoted($0)): other   # choose" }
    }
    lines += actors(found, quoted) + tolls(found, quoted)
    let texts = [("title", Guess.title), ("description", .description), ("origin", .origin)]
    for (name, guess) in texts {
      if let pointer = pointer(guess) { lines.append("  \(name): \(pointer)") }
    }
    let contacts = [("name", Guess.name), ("phone", .phone), ("email", .email)].compactMap {
      name, guess in pointer(guess).map { "\(name): \($0)" }
    }
    if !contacts.isEmpty { lines.append("  withhold: {\(contacts.joined(separator: ", "))}") }
    let used = Set(found.values.map(\.pointer))
    let rest = columns.filter { !used.contains($0.pointer) }
    if !rest.isEmpty { lines += ["", "# No rule yet for:"] }
    lines += rest.map {
      "#   \($0.pointer)  \($0.values.first.map { "e.g. " + $0.prefix(40) } ?? "")"
        .replacing("\n", with: " ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func actors(_ found: [Guess: Column], _ quoted: (String) -> String) -> [String] {
    var lines: [String] = []
    for (role, guess) in [("perpetrator", Guess.perpetrator), ("target", .target)] {
      guard let column = found[guess] else { continue }
      lines.append("    - {role: {value: \(role)}, written: \(quoted(column.pointer))}")
    }
    return lines.isEmpty ? [] : ["  actors:"] + lines
  }

  private func tolls(_ found: [Guess: Column], _ quoted: (String) -> String) -> [String] {
    var lines: [String] = []
    let harms: [(String, Guess, String)] = [
      ("killed", .killed, "morts, tués, dead, killed"),
      ("wounded", .wounded, "blessés, wounded, injured"),
      ("abducted", .abducted, "enlevés, abducted, kidnapped"),
    ]
    for (harm, guess, words) in harms {
      if let column = found[guess] {
        lines.append("    \(harm): {all: \(quoted(column.pointer))}")
      } else if let column = found[.casualties] {
        lines.append(
          "    \(harm): {all: {from: \(quoted(column.pointer)), numberBefore: [\(words)]}}")
      }
    }
    return lines.isEmpty ? [] : ["  tolls:"] + lines
  }
}
