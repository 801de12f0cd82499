import Model

/// Reads `rules.yaml`.
enum RulesFile {
  static let file = "rules.yaml"
  static let known = [
    "id", "name", "version", "enabled", "match", "when", "escalate", "severity", "urgency", "scope",
    "categories", "responses", "audience", "expires_after", "renews", "clear_after", "cooldown",
    "pending_for", "unacknowledged_after", "escalates_to", "inhibits", "eases", "texts", "reason",
    "anchor",
  ]
  /// One bit for each in the index of rules.
  static let rulesMax = 64

  static func read(_ pack: PackDirectory, texts: Texts, actors: ActorRegistry) -> RuleSet {
    guard let root = pack.fields(file, "the rules", known: ["rules"]) else {
      return RuleSet(rules: [])
    }
    let reader = RuleReader(file: file, log: pack.log, actors: actors)
    var ids: Set<String> = []
    let nodes = root.items("rules")
    let rules = nodes.compactMap { node in
      reader.fields(node, "a rule", known).flatMap { rule($0, &ids, texts, reader) }
    }
    if nodes.count > rulesMax {
      root.problem("rules", "More than \(rulesMax) rules.", remedy: "Merge some.")
    }
    for rule in rules {
      for other in rule.inhibits + rule.eases where !ids.contains(other) {
        pack.log.add(
          file, rule.line, "“\(rule.id)” names “\(other)”, which is no rule.",
          remedy: Spelling.suggestion(for: other, in: ids.sorted()))
      }
    }
    tellSecond(rules, pack.log)
    return RuleSet(rules: rules)
  }

  /// Campaigns and levels are remembered for one rule each.
  private static func tellSecond(_ rules: [Rule], _ log: ProblemLog) {
    func second(_ what: String, _ isOne: (RuleCondition) -> Bool) {
      let found = rules.filter { rule in
        rule.isEnabled && rule.ways.contains { isOne($0.condition) }
      }
      for rule in found.dropFirst() {
        log.add(
          file, rule.line, "“\(rule.id)” is the second rule with a \(what); there can be one.",
          remedy: "Disable one of them.")
      }
    }
    second("campaign") { if case .campaign = $0 { true } else { false } }
    second("score") { if case .score = $0 { true } else { false } }
  }

  private static func rule(
    _ fields: YAMLFields, _ ids: inout Set<String>, _ texts: Texts, _ reader: RuleReader
  ) -> Rule? {
    let id = fields.text("id")
    if let id, !Identifier.isWellFormed(id.lowercased()) {
      fields.problem("id", "“\(id)” is no id.", remedy: "Use letters, digits and hyphens.")
    }
    if let id, !ids.insert(id).inserted {
      fields.problem("id", "The rule “\(id)” stands twice.", remedy: "Remove one.")
    }
    let name = LocalText.read(fields, "name", what: "a name")
    let version = fields.integer("version", in: 1...1_000_000)
    let ways = fields.required("when") == nil ? [] : reader.ways(fields, "when")
    check(ways, fields)
    let severity = fields.word("severity", AlertSeverity.self)
    let urgency = fields.word("urgency", AlertUrgency.self)
    let audience = LocalText.read(fields, "audience", what: "an audience")
    let escalatesTo =
      fields["escalates_to"] == nil
      ? nil : LocalText.read(fields, "escalates_to", what: "an audience")
    let scope = fields["scope"] == nil ? .everybody : fields.word("scope", AlertScope.self)
    let key = fields.text("texts")
    if let key { checkTexts(key, texts, fields) }
    // All is read before anything is missed, so that every problem is told at once.
    let match = reader.match(fields["match"])
    let escalations = reader.ways(fields, "escalate")
    let life = life(fields, ways)
    let reason = fields.text("reason")
    let anchor = fields.text("anchor")
    guard let id, let name, let version, !ways.isEmpty, let severity, let urgency, let audience,
      let scope, let key, let life, let reason, let anchor
    else { return nil }
    return Rule(
      id: id, name: name, version: Int32(version),
      isEnabled: fields.bool("enabled", default: true), match: match,
      ways: ways, escalations: escalations, severity: severity,
      urgency: urgency, scope: scope,
      categories: fields["categories"] == nil
        ? CodeSet([.security]) : fields.words("categories", AlertCategory.self),
      responses: fields["responses"] == nil
        ? CodeSet([.monitor]) : fields.words("responses", AlertResponse.self),
      audience: audience, escalatesTo: escalatesTo, life: life,
      inhibits: fields.texts("inhibits").map(\.text),
      eases: fields.texts("eases").map(\.text), texts: key, reason: reason, anchor: anchor,
      line: fields.node.line)
  }

  /// A campaign and a score keep records of their own, so each stands alone.
  private static func check(_ ways: [RuleWay], _ fields: YAMLFields) {
    guard ways.count > 1 else { return }
    for way in ways {
      switch way.condition {
      case .campaign, .score, .correction, .silence, .calendar:
        fields.problem("when", "This condition must be the only one.", remedy: "Split the rule.")
      default: break
      }
    }
  }

  private static func checkTexts(_ key: String, _ texts: Texts, _ fields: YAMLFields) {
    for language in Texts.Language.allCases where texts[key, language] == nil {
      fields.problem(
        "texts", "texts.\(language.rawValue).yaml has no templates “\(key)”.",
        remedy: "Add them there, or correct the key.")
    }
  }

  private static func life(_ fields: YAMLFields, _ ways: [RuleWay]) -> RuleLife? {
    let expires = fields.duration("expires_after", default: 86_400)
    if let expires, !(3_600...86_400).contains(expires) {
      fields.problem(
        "expires_after", "An alert lives one to 24 hours before it is written anew.",
        remedy: "Write a duration such as 24h.")
    }
    // What is counted over a window can be asked again; what happened once is over.
    let renews = ways.contains { way in
      switch way.condition {
      case .count, .surge, .silence, .score, .calendar: true
      default: false
      }
    }
    guard let expires, let clear = fields.duration("clear_after", default: 0),
      let cooldown = fields.duration("cooldown", default: 0),
      let pending = fields.duration("pending_for", default: 0),
      let unacknowledged = fields.duration("unacknowledged_after", default: 0)
    else { return nil }
    return RuleLife(
      expiresAfter: expires, renews: fields.bool("renews", default: renews), clearAfter: clear,
      cooldown: cooldown, pendingFor: pending, unacknowledgedAfter: unacknowledged)
  }
}
