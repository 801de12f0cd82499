extension Theatre {
  /// Loads and checks a pack whole; throws every problem in it at once.
  ///
  /// Reads `theatre.yaml`, `gazetteer.tsv`, `actors.yaml`, `sources.yaml`, `calendar.yaml`,
  /// `polling.tsv`, `rules.yaml`, `correlation.yaml`, `texts.fr.yaml`, `texts.en.yaml` and, if
  /// there, the words of each language, `words.fr.yaml`. Takes a few tens of milliseconds for a
  /// thousand places.
  public static func load(directory: String) throws(PackFault) -> Theatre {
    let log = ProblemLog()
    let pack = PackDirectory(path: directory, log: log)
    let settings = TheatreSettings.read(pack)
    let rows = GazetteerFile.read(pack, box: settings?.box)
    let gazetteer = Gazetteer(
      places: rows.places,
      formerly: GazetteerFile.formerly(settings?.formerly ?? [], rows.places, log))
    let places = rows.places.map(\.id)
    let actors = ActorsFile.read(pack)
    let sources = SourcesFile.read(pack, places: places)
    let calendar = CalendarFile.read(
      pack, places: places, localOffset: settings?.localOffset ?? 0)
    let polling = PollingFile.read(pack, gazetteer: gazetteer, box: settings?.box)
    let texts = Texts(
      french: TextsFile.read(pack, language: .french),
      english: TextsFile.read(pack, language: .english))
    let rules = RulesFile.read(pack, texts: texts, actors: actors)
    let weights = CorrelationFile.read(pack)
    let words = (settings?.languages ?? []).compactMap {
      WordsFile.read(pack, language: $0, actors: actors, sources: sources)
    }
    try log.check()
    guard let settings else {
      // Unreachable: settings are nil only after a problem was logged.
      throw PackFault(problems: [])
    }
    return Theatre(
      settings: settings, gazetteer: gazetteer, actors: actors, sources: sources,
      calendar: calendar, polling: polling, rules: rules, texts: texts, weights: weights,
      words: words)
  }
}

/// The folder of a pack and where its problems go.
struct PackDirectory {
  let path: String
  let log: ProblemLog

  /// A file's text, or nil after a problem.
  func text(_ name: String) -> String? {
    PackFile.text(path: "\(path)/\(name)", name: name, log)
  }

  /// A file's tree, or nil after a problem.
  func yaml(_ name: String) -> YAMLNode? {
    guard let text = text(name) else { return nil }
    do throws(PackFault) {
      return try YAML.parse(text, file: name)
    } catch {
      log.add(error.problems)
      return nil
    }
  }

  /// The root mapping of a file with the members it may have.
  func fields(_ name: String, _ what: String, known: [String]) -> YAMLFields? {
    guard let node = yaml(name) else { return nil }
    return YAMLFields(node, what, known: known, file: name, log: log)
  }
}

/// Ids: lower-case letters, digits and hyphens.
enum Identifier {
  static func isWellFormed(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 64
      && id.utf8.allSatisfy { $0 &- 97 < 26 || $0 &- 48 < 10 || $0 == 45 }
  }

  /// Checks one id's form and that it is new.
  static func check(
    _ id: String, seen: inout Set<String>, file: String, line: Int, _ log: ProblemLog
  ) {
    if !isWellFormed(id) {
      log.add(
        file, line, "“\(id)” is no id.", remedy: "Use lower-case letters, digits and hyphens.")
    }
    if !seen.insert(id).inserted {
      log.add(file, line, "The id “\(id)” stands twice.", remedy: "Give one of them another id.")
    }
  }
}
