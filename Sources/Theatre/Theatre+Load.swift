extension Theatre {
  /// Loads and checks a pack whole; throws every problem in it at once.
  ///
  /// Reads `theatre.yaml`, `gazetteer.tsv`, `actors.yaml`, `sources.yaml`, `calendar.yaml`,
  /// `polling.tsv`, `rules.yaml`, `correlation.yaml`, `texts.fr.yaml`, `texts.en.yaml` and, if
  /// there, `geonames.tsv`, `boundaries/`, `place-words.yaml` and the words of each language,
  /// `words.fr.yaml`. Takes a few tens of milliseconds for a
  /// thousand places. `trying` are files that stand for those in the folder, or beside them: what
  /// an import would write is checked before it is written.
  public static func load(
    directory: String, trying files: [String: [UInt8]] = [:]
  ) throws(PackFault) -> Theatre {
    let log = ProblemLog()
    let pack = PackDirectory(path: directory, log: log, files: files)
    let settings = TheatreSettings.read(pack)
    let rows = GazetteerFile.read(pack, box: settings?.box)
    let places = rows.ids
    let boundaries = BoundaryFile.read(pack)
    let placeWords = PlaceWordsFile.read(pack)
    let gazetteer = Gazetteer(
      rows, formerly: GazetteerFile.formerly(settings?.formerly ?? [], places, log),
      home: settings?.countries.first ?? "")
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
      settings: settings, gazetteer: gazetteer, boundaries: boundaries, placeWords: placeWords,
      actors: actors, sources: sources, calendar: calendar, polling: polling, rules: rules,
      texts: texts, weights: weights, words: words)
  }
}

/// The folder of a pack and where its problems go.
struct PackDirectory {
  let path: String
  let log: ProblemLog
  /// These instead of the folder's.
  var files: [String: [UInt8]] = [:]

  /// A file's text, or nil after a problem.
  func text(_ name: String) -> String? {
    if let bytes = files[name] { return String(decoding: bytes, as: UTF8.self) }
    return PackFile.text(path: "\(path)/\(name)", name: name, log)
  }

  /// The names of the files in a folder of the pack, sorted.
  func list(_ folder: String) -> [String] {
    let tried = files.keys.filter { $0.hasPrefix("\(folder)/") }.map {
      String($0.dropFirst(folder.count + 1))
    }
    return Set(PackFile.list("\(path)/\(folder)") + tried).sorted()
  }

  func isThere(_ name: String) -> Bool {
    files[name] != nil || PackFile.isThere("\(path)/\(name)")
  }

  /// A file's bytes, UTF-8; nil after a problem.
  func bytes(_ name: String) -> [UInt8]? { text(name).map { Array($0.utf8) } }

  /// The same of a file that need not be there.
  func bytesIfThere(_ name: String) -> [UInt8]? {
    isThere(name) ? bytes(name) : nil
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
