internal import JSON
internal import Model

/// Reads `words.fr.yaml` and `words.en.yaml`; a pack without them reads no sentences.
struct WordsFile {
  private let file: String
  private let log: ProblemLog
  private var builder = LexiconBuilder()

  static let sections = [
    "language", "numbers", "quantities", "months", "weekdays", "days", "parts", "spans", "grammar",
    "harms", "people", "households", "things", "scenes",
  ]
  /// Tags whose words are plain lists.
  static let plain: [(name: String, tag: WordTag)] = [
    ("at_least", .atLeast), ("about", .about), ("at_most", .atMost), ("between", .between),
    ("to", .to), ("rather", .rather), ("revised", .revised), ("other", .other),
    ("subset", .subset), ("side", .side), ("toll", .toll), ("one", .one), ("many", .many),
    ("of", .of), ("and", .and), ("or", .or), ("no", .no), ("have", .have), ("be", .be),
    ("had", .had), ("agent", .agent), ("with", .with), ("against", .against), ("who", .who),
    ("he_or_she", .heOrShe), ("they", .they), ("towards", .towards), ("attempt", .attempt),
    ("cumulative", .cumulative), ("historical", .historical), ("hypothetical", .hypothetical),
    ("future", .future), ("negated", .negated), ("claim", .claim), ("deny", .deny),
    ("suspect", .suspect), ("speech", .speech), ("last", .last), ("next", .next),
    ("this", .this), ("night", .night), ("ago", .ago), ("hour", .hour), ("clock", .clock),
    ("year", .year), ("void", .void), ("act", .act),
  ]
  static let forms: [(name: String, form: HarmForm)] = [
    ("done", .done), ("doing", .doing), ("count", .count), ("deed", .deed),
    ("undergo", .undergo), ("either", .either), ("self_inflicted", .selfInflicted),
    ("nobody", .nobody),
  ]
  static let harms: [(name: String, code: UInt8)] = [
    ("killed", Harm.killed.rawValue), ("wounded", Harm.wounded.rawValue),
    ("abducted", Harm.abducted.rawValue), ("displaced", WordSense.displaced),
    ("elsewise", WordSense.elsewise),
  ]
  static let spans: [(name: String, code: UInt8)] = [
    ("days", 0), ("weeks", 1), ("months", 2), ("years", 3), ("hours", 4),
  ]

  static func read(
    _ pack: PackDirectory, language: String, actors: ActorRegistry, sources: SourceRegistry
  ) -> Lexicon? {
    let file = "words.\(language).yaml"
    guard PackFile.bytes(path: "\(pack.path)/\(file)") != nil,
      let root = pack.fields(file, "the words", known: sections)
    else { return nil }
    var reader = WordsFile(file: file, log: pack.log)
    return reader.read(root, language, actors, sources)
  }

  private init(file: String, log: ProblemLog) {
    self.file = file
    self.log = log
  }

  private mutating func read(
    _ root: YAMLFields, _ language: String, _ actors: ActorRegistry, _ sources: SourceRegistry
  ) -> Lexicon {
    if let name = root.text("language"), name != language {
      root.problem(
        "language", "The language is “\(name)” in a file of “\(language)”.",
        remedy: "Write “language: \(language)”.")
    }
    readTimes(root)
    readCounting(root)
    for (name, node) in members(root["grammar"], Self.plain.map(\.name)) {
      guard let tag = Self.plain.first(where: { $0.name == name })?.tag else { continue }
      add(node, WordSense(tag))
    }
    for item in root["scenes"]?.items ?? [] { readScene(item) }
    addNames(actors, sources)
    return builder.lexicon(language: language)
  }

  private mutating func readCounting(_ root: YAMLFields) {
    for entry in root["numbers"]?.entries ?? [] {
      guard let value = entry.value.integer, let number = Int32(exactly: value) else {
        log.add(file, entry.line, "Expected a whole number.", remedy: "Write word: number.")
        continue
      }
      var sense = WordSense(.number)
      (sense.low, sense.best, sense.high) = (number, number, number)
      add(entry.key, entry.line, sense)
    }
    for item in root["quantities"]?.items ?? [] {
      guard
        let fields = YAMLFields(
          item, "a quantity", known: ["words", "low", "best", "high"], file: file, log: log),
        let low = fields.integer("low", in: 0...10_000_000),
        let best = fields.integer("best", in: low...10_000_000),
        let high = fields.integer("high", in: best...10_000_000)
      else { continue }
      var sense = WordSense(.quantity)
      (sense.low, sense.best, sense.high) = (Int32(low), Int32(best), Int32(high))
      for item in fields.texts("words") { add(item.text, item.line, sense) }
    }
    for (name, node) in members(root["harms"], Self.harms.map(\.name)) {
      guard let code = Self.harms.first(where: { $0.name == name })?.code else { continue }
      for (name, node) in members(node, Self.forms.map(\.name)) {
        guard let form = Self.forms.first(where: { $0.name == name })?.form else { continue }
        var sense = WordSense(.harm)
        (sense.code, sense.form) = (code, form)
        add(node, sense)
      }
    }
    for (name, node) in members(root["people"], Party.names) {
      guard let party = Party.every.first(where: { "\($0.name)" == name }) else { continue }
      var sense = WordSense(.people)
      sense.code = party.rawValue
      add(node, sense)
    }
    add(root["households"], WordSense(.households))
    add(root["things"], WordSense(.things))
  }

  private mutating func readTimes(_ root: YAMLFields) {
    for (name, tag, count) in [("months", WordTag.month, 12), ("weekdays", .weekday, 7)] {
      guard let items = root[name]?.items else { continue }
      if items.count != count {
        root.problem(name, "“\(name)” has \(items.count) lists.", remedy: "Write \(count).")
      }
      for (index, item) in items.enumerated() {
        var sense = WordSense(tag)
        sense.code = UInt8(truncatingIfNeeded: index + 1)
        add(item, sense)
      }
    }
    for entry in root["days"]?.entries ?? [] {
      guard let days = entry.value.integer, (-31...31).contains(days) else {
        log.add(file, entry.line, "Expected days from −31 to 31.", remedy: "Write hier: -1.")
        continue
      }
      var sense = WordSense(.day)
      sense.best = Int32(days)
      add(entry.key, entry.line, sense)
    }
    for item in root["parts"]?.items ?? [] {
      guard
        let fields = YAMLFields(
          item, "a part of the day", known: ["words", "from", "to"], file: file, log: log),
        let from = fields.integer("from", in: 0...24), let to = fields.integer("to", in: 0...36)
      else { continue }
      var sense = WordSense(.part)
      (sense.low, sense.high) = (Int32(from), Int32(to))
      for item in fields.texts("words") { add(item.text, item.line, sense) }
    }
    for (name, node) in members(root["spans"], Self.spans.map(\.name)) {
      var sense = WordSense(.span)
      sense.code = Self.spans.first { $0.name == name }?.code ?? 0
      add(node, sense)
    }
  }

  private mutating func readScene(_ item: YAMLNode) {
    guard
      let fields = YAMLFields(
        item, "a scene", known: ["words", "event", "tactics", "weapons", "targets"], file: file,
        log: log)
    else { return }
    var sense = SceneSense()
    if fields["event"] != nil { sense.subEvent = fields.word("event", SubEventType.self) ?? .other }
    if fields["tactics"] != nil { sense.tactics = fields.words("tactics", Tactic.self) }
    if fields["weapons"] != nil { sense.weapons = fields.words("weapons", Weapon.self) }
    if fields["targets"] != nil { sense.targets = fields.words("targets", TargetClass.self) }
    let index = Int32(builder.scenes.count)
    builder.scenes.append(sense)
    for item in fields.texts("words") {
      for form in LexiconBuilder.forms(item.text) { check(form, item.line, .scene(index)) }
    }
  }

  /// Actors and sources go by their own names in every language.
  private mutating func addNames(_ actors: ActorRegistry, _ sources: SourceRegistry) {
    for (index, actor) in actors.actors.enumerated() {
      for name in [actor.name.fr, actor.name.en] + actor.aliases {
        builder.add(name, .actor(Int32(index), inCapitals: Self.isShort(name)))
      }
    }
    for (index, source) in sources.sources.enumerated() where source.kind != .team {
      for name in [source.name] + source.aliases + [source.id] {
        builder.add(name, .source(Int32(index), inCapitals: Self.isShort(source.id)))
      }
    }
  }

  /// Letters that are a word too: `UN`, `EI`, `IS`, `AP`.
  private static func isShort(_ name: String) -> Bool {
    name.utf8.count <= 4 && name.utf8.allSatisfy { $0 &- 65 < 26 || $0 &- 97 < 26 }
      && (name.utf8.count < 3 || name == name.uppercased())
  }

  private mutating func add(_ node: YAMLNode?, _ sense: WordSense) {
    guard let node else { return }
    for item in node.items ?? [node] {
      guard let text = item.text else {
        log.add(file, item.line, "Expected a word.", remedy: "Quote it if it holds a colon.")
        continue
      }
      add(text, item.line, sense)
    }
  }

  private mutating func add(_ text: String, _ line: Int, _ sense: WordSense) {
    for form in LexiconBuilder.forms(text) {
      var sense = sense
      sense.isPlural = Self.isPlural(form, file)
      let index =
        builder.grammar.lastIndex(of: sense)
        ?? {
          builder.grammar.append(sense)
          return builder.grammar.count - 1
        }()
      check(form, line, .grammar(Int32(index)))
    }
  }

  private mutating func check(_ text: String, _ line: Int, _ role: LexiconBuilder.Role) {
    if !builder.add(text, role) {
      log.add(file, line, "“\(text)” has no letters.", remedy: "Remove it.")
    }
  }

  /// French says it at the first word, `chefs de village`, English at the last, `village chiefs`.
  private static func isPlural(_ text: String, _ file: String) -> Bool {
    let words = text.lowercased().split { $0 == " " || $0 == "-" || $0 == "'" || $0 == "’" }
    let isFrench = file.hasPrefix("words.fr")
    guard let word = isFrench ? words.first(where: { $0 != "sous" }) : words.last else {
      return false
    }
    let irregular = ["men", "women", "children", "people", "police", "troops", "gens", "gunmen"]
    return irregular.contains { word == $0 || word.hasSuffix($0) && !isFrench }
      || word.hasSuffix("s") && !word.hasSuffix("ss") || isFrench && word.hasSuffix("x")
  }

  private func members(_ node: YAMLNode?, _ known: [String]) -> [(String, YAMLNode)] {
    guard let node else { return [] }
    guard let entries = node.entries else {
      log.add(
        file, node.line, "Expected a mapping.", remedy: "Use: \(known.joined(separator: ", ")).")
      return []
    }
    for entry in entries where !known.contains(entry.key) {
      log.add(
        file, entry.line, "“\(entry.key)” is not known here.",
        remedy: Spelling.suggestion(for: entry.key, in: known))
    }
    return entries.filter { known.contains($0.key) }.map { ($0.key, $0.value) }
  }
}
