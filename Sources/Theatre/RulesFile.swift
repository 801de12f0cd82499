import Model

/// Reads `rules.yaml`.
enum RulesFile {
  static let file = "rules.yaml"
  static let known = [
    "id", "name", "version", "enabled", "kind", "when", "severity", "urgency", "audience",
    "expires_after", "texts", "reason", "anchor",
  ]
  static let kinds = ["proximity", "campaign", "target", "timed"]

  static func read(_ pack: PackDirectory, texts: Texts) -> RuleSet {
    guard let root = pack.fields(file, "the rules", known: ["rules"]) else {
      return RuleSet(rules: [])
    }
    var ids: Set<String> = []
    return RuleSet(
      rules: root.items("rules").compactMap { node in
        YAMLFields(node, "a rule", known: known, file: file, log: pack.log).flatMap {
          rule($0, &ids, texts)
        }
      })
  }

  private static func rule(
    _ fields: YAMLFields, _ ids: inout Set<String>, _ texts: Texts
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
    let kind = kind(fields)
    let severity = fields.word("severity", AlertSeverity.self)
    let urgency = fields.word("urgency", AlertUrgency.self)
    let audience = LocalText.read(fields, "audience", what: "an audience")
    let expires = fields.duration("expires_after")
    if expires == 0 {
      fields.problem(
        "expires_after", "An alert must live.", remedy: "Write a duration such as 24h.")
    }
    let key = fields.text("texts")
    if let key {
      for language in Texts.Language.allCases where texts[key, language] == nil {
        fields.problem(
          "texts", "texts.\(language.rawValue).yaml has no templates “\(key)”.",
          remedy: "Add them there, or correct the key.")
      }
    }
    let reason = fields.text("reason")
    let anchor = fields.text("anchor")
    guard let id, let name, let version, let kind, let severity, let urgency, let audience,
      let expires, let key, let reason, let anchor
    else { return nil }
    return Rule(
      id: id, name: name, version: Int32(version),
      isEnabled: fields.bool("enabled", default: true), kind: kind, severity: severity,
      urgency: urgency, audience: audience, expiresAfter: expires, texts: key, reason: reason,
      anchor: anchor)
  }

  private static func kind(_ fields: YAMLFields) -> RuleKind? {
    guard let kind = fields.text("kind"), let node = fields.required("when") else { return nil }
    func when(_ known: [String]) -> YAMLFields? {
      YAMLFields(node, "a \(kind) rule's “when”", known: known, file: file, log: fields.log)
    }
    switch kind {
    case "proximity":
      return when(["calendar", "before", "after", "within_km", "event_types"]).flatMap(proximity)
    case "campaign":
      return when(["within", "at_least_km", "actor_percent", "attacks", "complex_only"])
        .flatMap(campaign)
    case "target":
      return when(["targets", "event_types"]).flatMap { when in
        let targets = when.words("targets", TargetClass.self)
        let types = when.words("event_types", EventType.self)
        return .target(TargetRule(targets: targets, eventTypes: types))
      }
    case "timed":
      return when(["calendar", "event_types"]).flatMap(timed)
    default:
      fields.problem(
        "kind", "“\(kind)” is no kind of rule.",
        remedy: Spelling.suggestion(for: kind, in: kinds))
      return nil
    }
  }

  private static func proximity(_ when: YAMLFields) -> RuleKind? {
    let calendar = when.words("calendar", CalendarKind.self)
    let types = when.words("event_types", EventType.self)
    let before = when.duration("before")
    let after = when.duration("after")
    let kilometers = when.number("within_km", in: 0.1...1000)
    guard let before, let after, let kilometers else { return nil }
    return .proximity(
      ProximityRule(
        calendar: calendar, before: before, after: after, meters: Int32(kilometers * 1000),
        eventTypes: types))
  }

  private static func campaign(_ when: YAMLFields) -> RuleKind? {
    let within = when.duration("within")
    let kilometers = when.number("at_least_km", in: 0...5000)
    let percent = when.integer("actor_percent", in: 0...100)
    let attacks = when.integer("attacks", in: 2...100)
    guard let within, let kilometers, let percent, let attacks else { return nil }
    return .campaign(
      CampaignRule(
        seconds: within, meters: Int32(kilometers * 1000), actorPercent: UInt8(percent),
        attacks: Int32(attacks), isComplexOnly: when.bool("complex_only", default: true)))
  }

  private static func timed(_ when: YAMLFields) -> RuleKind? {
    let calendar = when.words("calendar", CalendarKind.self)
    let types = when.words("event_types", EventType.self)
    return .timed(TimedRule(calendar: calendar, eventTypes: types))
  }
}
