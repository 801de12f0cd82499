/// Reads `sources.yaml`.
enum SourcesFile {
  static let file = "sources.yaml"
  static let known = ["id", "name", "kind", "reliability", "origin", "area", "aliases", "note"]

  static func read(_ pack: PackDirectory, places: [String]) -> SourceRegistry {
    guard let root = pack.fields(file, "the sources", known: ["sources"]) else {
      return SourceRegistry(sources: [])
    }
    var ids: Set<String> = []
    var sources: [Source] = []
    var read: [YAMLFields] = []
    for node in root.items("sources") {
      guard
        let fields = YAMLFields(node, "a source", known: known, file: file, log: pack.log),
        let source = source(fields, &ids, pack.log)
      else { continue }
      sources.append(source)
      read.append(fields)
    }
    for (source, fields) in zip(sources, read) {
      if let origin = source.origin, !sources.contains(where: { $0.id == origin }) {
        fields.problem(
          "origin", "“\(origin)” is no source.",
          remedy: Spelling.suggestion(for: origin, in: sources.map(\.id)))
      }
      if let area = source.area, !places.contains(area) {
        fields.problem(
          "area", "“\(area)” is no place.", remedy: Spelling.suggestion(for: area, in: places))
      }
      if isCircular(source, sources) {
        fields.problem(
          "origin", "“\(source.id)” is its own origin.", remedy: "Break the circle.")
      }
    }
    return SourceRegistry(sources: sources)
  }

  private static func source(
    _ fields: YAMLFields, _ ids: inout Set<String>, _ log: ProblemLog
  ) -> Source? {
    let id = fields.text("id")
    if let id { Identifier.check(id, seen: &ids, file: file, line: fields.line(of: "id"), log) }
    let aliases = fields.texts("aliases")
    for alias in aliases {
      Identifier.check(alias.text, seen: &ids, file: file, line: alias.line, log)
    }
    let name = fields.text("name")
    let kind = fields.word("kind", SourceKind.self)
    let letter = fields.text("reliability")?.utf8.first
    let isLetter = fields["reliability"]?.text?.utf8.count == 1
    guard let letter, isLetter, letter >= 65, letter <= 70 else {
      fields.problem(
        "reliability", "The reliability must be a letter.", remedy: "Use A to F (STANAG 2511).")
      return nil
    }
    guard let id, let name, let kind else { return nil }
    return Source(
      id: id, name: name, kind: kind, reliability: letter,
      origin: fields.optionalText("origin"), area: fields.optionalText("area"),
      aliases: aliases.map(\.text))
  }

  private static func isCircular(_ source: Source, _ sources: [Source]) -> Bool {
    var at = source
    for _ in sources {
      guard let next = sources.first(where: { $0.id == at.origin }) else { return false }
      at = next
    }
    return true
  }
}
