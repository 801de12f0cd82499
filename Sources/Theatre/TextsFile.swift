/// Reads `texts.fr.yaml` and `texts.en.yaml`.
enum TextsFile {
  /// CAP 1.2 practice: an event name of at most 35 characters.
  static let eventCharactersMax = 35
  /// CAP 1.2 says 140 for a headline; the rest is room for what is filled in.
  static let headlineCharactersMax = 100

  static func read(_ pack: PackDirectory, language: Texts.Language) -> TemplateSet {
    let file = "texts.\(language.rawValue).yaml"
    let none = TemplateSet(texts: [], fallbacks: [:])
    guard
      let root = pack.fields(
        file, "the texts", known: ["language", "fallbacks", "texts"])
    else { return none }
    if let name = root.text("language"), name != language.rawValue {
      root.problem(
        "language", "The language is “\(name)” in a file of “\(language.rawValue)”.",
        remedy: "Write “language: \(language.rawValue)”.")
    }
    let fallbacks = fallbacks(root)
    guard let entries = root.required("texts")?.entries else {
      root.problem("texts", "“texts” must be a mapping.", remedy: "Write a rule's id as the key.")
      return none
    }
    let texts = entries.compactMap { text($0, file, pack.log) }
    return TemplateSet(texts: texts.sorted { $0.key < $1.key }, fallbacks: fallbacks)
  }

  private static func fallbacks(_ root: YAMLFields) -> [Template.Field: String] {
    let names = Template.Field.allCases.map(\.rawValue)
    guard let node = root.required("fallbacks"),
      let fields = YAMLFields(
        node, "the fallbacks", known: names, file: root.file, log: root.log)
    else { return [:] }
    var fallbacks: [Template.Field: String] = [:]
    for field in Template.Field.allCases { fallbacks[field] = fields.text(field.rawValue) }
    return fallbacks
  }

  private static func text(_ entry: YAMLEntry, _ file: String, _ log: ProblemLog) -> AlertTemplates?
  {
    guard
      let fields = YAMLFields(
        entry.value, "the texts of a rule",
        known: ["event", "headline", "description", "instruction"], file: file, log: log)
    else { return nil }
    let event = fields.text("event")
    if let event, event.count > eventCharactersMax || event.contains("{") {
      fields.problem(
        "event", "The event name is longer than \(eventCharactersMax) characters or has a field.",
        remedy: "Shorten it.")
    }
    if let headline = fields["headline"]?.text, headline.count > headlineCharactersMax {
      fields.problem(
        "headline", "The headline is longer than \(headlineCharactersMax) characters.",
        remedy: "Shorten it, so that 140 are kept once the fields are filled in.")
    }
    let headline = template(fields, "headline")
    let description = template(fields, "description")
    let instruction = template(fields, "instruction")
    guard let event, let headline, let description, let instruction else { return nil }
    return AlertTemplates(
      key: entry.key, event: event, headline: headline, description: description,
      instruction: instruction)
  }

  private static func template(_ fields: YAMLFields, _ key: String) -> Template? {
    guard let text = fields.text(key) else { return nil }
    let (template, unknown) = Template.read(text)
    for name in unknown {
      fields.problem(
        key, "“{\(name)}” is no field of an alert.",
        remedy: Spelling.suggestion(for: name, in: Template.Field.allCases.map(\.rawValue)))
    }
    // Marks that CAP validators reject as HTML.
    if text.contains("<") || text.contains("&") {
      fields.problem(key, "The text has a mark of HTML.", remedy: "Write it without < and &.")
    }
    return template
  }
}
