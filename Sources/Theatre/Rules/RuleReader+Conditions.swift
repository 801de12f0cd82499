import Model

/// One reader for each condition. A new condition needs a case, a reader here and an evaluation in
/// Assessment; a new rule needs none of them.
extension RuleReader {
  static let conditions = [
    "each", "count", "surge", "pair", "campaign", "novel", "ladder", "sequence", "silence", "score",
    "calendar", "correction",
  ]

  /// `when` and `escalate`: one way or a list of them.
  func ways(_ fields: YAMLFields, _ key: String) -> [RuleWay] {
    guard let node = fields[key] else { return [] }
    return (node.items ?? [node]).compactMap(way)
  }

  private func way(_ node: YAMLNode) -> RuleWay? {
    guard let fields = fields(node, "a condition", ["match"] + Self.conditions) else { return nil }
    let match = match(fields["match"])
    let names = Self.conditions.filter { fields[$0] != nil }
    guard names.count == 1, let name = names.first, let inner = fields[name] else {
      log.add(
        file, node.line,
        "A condition has exactly one of: \(Self.conditions.joined(separator: ", ")).",
        remedy: "Write one; several ways of firing are a list.")
      return nil
    }
    return condition(name, inner).map { RuleWay(match: match, condition: $0) }
  }

  private func condition(_ name: String, _ node: YAMLNode) -> RuleCondition? {
    switch name {
    case "each": .each
    case "correction": .correction
    case "count": count(node).map { .count($0) }
    case "surge": surge(node).map { .surge($0) }
    case "pair": pair(node).map { .pair($0) }
    case "campaign": campaign(node).map { .campaign($0) }
    case "novel": novel(node).map { .novel($0) }
    case "ladder": ladder(node).map { .ladder($0) }
    case "sequence": sequence(node).map { .sequence($0) }
    case "silence": silence(node).map { .silence($0) }
    case "score": score(node).map { .score($0) }
    default: calendar(node).map { .calendar($0) }
    }
  }

  // Each member is read before any is asked for: every mistake is told at once.

  private func count(_ node: YAMLNode) -> CountCondition? {
    guard
      let fields = fields(
        node, "a count", ["per", "within", "at_least", "keep_at", "sums", "distinct"])
    else { return nil }
    let sums = measures(fields, "sums")
    let least = fields.integer("at_least", in: 1...100_000, default: sums.isEmpty ? nil : 1)
    let keep = fields.integer("keep_at", in: 1...100_000, default: least ?? 1)
    let distinct =
      fields["distinct"] == nil
      ? nil : choice(fields, "distinct", CountCondition.Distinct.self)
    let per = choice(fields, "per", RuleKey.self)
    let within = fields.duration("within")
    guard let per, let within, let least, let keep else { return nil }
    if keep > least {
      fields.problem("keep_at", "The lower mark is above the higher.", remedy: "Lower it.")
    }
    return CountCondition(
      per: per, within: within, atLeast: least, keepAt: keep, sums: sums, distinct: distinct)
  }

  private func surge(_ node: YAMLNode) -> SurgeCondition? {
    guard
      let fields = fields(
        node, "a surge",
        [
          "per", "period", "method", "sigmas", "sigma_least", "percent", "periods_before", "floor",
          "at_least",
        ])
    else { return nil }
    let method =
      fields["method"] == nil ? nil : choice(fields, "method", SurgeCondition.Method.self)
    let percent = fields.integer("percent", in: 0...10_000, default: 0)
    let per = choice(fields, "per", RuleKey.self)
    let period = fields.duration("period")
    let sigmas = thousandths(fields, "sigmas", default: 3_000)
    let least = thousandths(fields, "sigma_least", default: 500)
    let periods = fields.integer("periods_before", in: 1...52, default: 4)
    let floor = thousandths(fields, "floor", default: 1_000)
    let atLeast = fields.integer("at_least", in: 1...100_000, default: 2)
    guard let per, let period, let sigmas, let least, let percent, let periods, let floor,
      let atLeast
    else { return nil }
    if method == nil, percent == 0 {
      fields.problem(
        "per", "A surge needs a method or a percentage.", remedy: "Write “method: c2”.")
    }
    if period < 86_400 || period > 31 * 86_400 {
      fields.problem("period", "A period is one to 31 days.", remedy: "Write 7d.")
    }
    return SurgeCondition(
      per: per, period: max(86_400, period), method: method, sigmas: sigmas, sigmaLeast: least,
      percent: percent, periodsBefore: Int(periods), floor: floor, atLeast: atLeast)
  }

  private func pair(_ node: YAMLNode) -> PairCondition? {
    guard
      let fields = fields(node, "a pair", ["within", "at_most_km", "relation", "targets_differ"])
    else { return nil }
    let within = fields.duration("within")
    let meters = self.meters(fields, "at_most_km")
    let relation = choice(fields, "relation", PairCondition.Relation.self, default: .anybody)
    guard let within, let meters, let relation else { return nil }
    return PairCondition(
      within: within, atMost: meters, relation: relation,
      targetsDiffer: fields.bool("targets_differ", default: false))
  }

  private func campaign(_ node: YAMLNode) -> CampaignRule? {
    guard
      let fields = fields(
        node, "a campaign", ["within", "at_least_km", "actor_percent", "attacks"])
    else { return nil }
    let percent = fields.integer("actor_percent", in: 50...100, default: 50)
    let attacks = fields.integer("attacks", in: 2...32, default: 2)
    let within = fields.duration("within")
    let meters = self.meters(fields, "at_least_km")
    guard let within, let meters, let percent, let attacks else { return nil }
    return CampaignRule(
      seconds: within, meters: meters, actorPercent: UInt8(percent), attacks: Int32(attacks))
  }

  private func novel(_ node: YAMLNode) -> NovelCondition? {
    guard let fields = fields(node, "a novelty", ["of", "history", "by", "at_most", "known"])
    else { return nil }
    let what = choice(fields, "of", NovelCondition.What.self)
    let history = fields.duration("history")
    let by = choice(fields, "by", NovelCondition.By.self, default: .actor)
    let most = fields.integer("at_most", in: 0...1_000, default: 0)
    let known = fields.integer("known", in: 0...100_000, default: 3)
    guard let what, let history, let by, let most, let known else { return nil }
    return NovelCondition(of: what, history: history, by: by, atMost: most, known: known)
  }

  private func ladder(_ node: YAMLNode) -> LadderCondition? {
    guard let fields = fields(node, "a ladder", ["rise", "within"]) else { return nil }
    let rise = fields.integer("rise", in: 1...6)
    let within = fields.duration("within")
    guard let rise, let within else { return nil }
    return LadderCondition(rise: rise, within: within)
  }

  private func sequence(_ node: YAMLNode) -> SequenceCondition? {
    guard
      let fields = fields(node, "a sequence", ["per", "steps", "gap", "at_most_km", "ordered"])
    else { return nil }
    let steps = fields.items("steps").map { match($0) }
    if !(2...6).contains(steps.count) {
      fields.problem("steps", "A sequence has two to six steps.", remedy: "Add or merge some.")
    }
    let per = choice(fields, "per", RuleKey.self)
    let gap = fields.duration("gap")
    let meters = self.meters(fields, "at_most_km")
    guard let per, let gap, let meters else { return nil }
    return SequenceCondition(
      per: per, steps: Array(steps.prefix(6)), gap: gap, atMost: meters,
      isOrdered: fields.bool("ordered", default: true))
  }

  private func silence(_ node: YAMLNode) -> SilenceCondition? {
    guard let fields = fields(node, "a silence", ["history", "factor", "known"]) else { return nil }
    let history = fields.duration("history")
    let factor = thousandths(fields, "factor", default: 3_000)
    let known = fields.integer("known", in: 1...100, default: 5)
    guard let history, let factor, let known else { return nil }
    if history > 28 * 86_400 {
      fields.problem("history", "At most 28 days are counted.", remedy: "Write 28d or less.")
    }
    return SilenceCondition(history: min(history, 28 * 86_400), factor: factor, known: known)
  }

  private func score(_ node: YAMLNode) -> ScoreCondition? {
    guard
      let fields = fields(
        node, "a score",
        ["within", "terms", "levels", "margin", "clear_after", "converging", "alerts_from"])
    else { return nil }
    let levels = fields.texts("levels").compactMap { Int64($0.text) }
    if levels.isEmpty || levels.count > 4 || zip(levels, levels.dropFirst()).contains(where: >=) {
      fields.problem("levels", "One to four rising numbers.", remedy: "Write [10, 25, 50].")
    }
    let converging = fields["converging"].flatMap {
      self.fields($0, "a convergence", ["terms", "areas"])
    }
    let within = fields.duration("within")
    let margin = fields.integer("margin", in: 0...1_000, default: 3)
    let clear = fields.duration("clear_after")
    let from = fields.integer("alerts_from", in: 1...4, default: 2)
    guard let within, let margin, let clear, let from else { return nil }
    return ScoreCondition(
      within: within, terms: fields.items("terms").compactMap(term), levels: levels, margin: margin,
      clearAfter: clear,
      convergingTerms: converging?.integer("terms", in: 1...20) ?? 0,
      convergingAreas: converging?.integer("areas", in: 1...20) ?? 0, alertsFrom: from)
  }

  private func term(_ node: YAMLNode) -> ScoreCondition.Term? {
    guard let fields = fields(node, "a term", ["name", "match", "points", "at_most"]) else {
      return nil
    }
    let name = fields.text("name")
    let points = fields.integer("points", in: 1...1_000)
    let most = fields.integer("at_most", in: 1...10_000, default: 10_000)
    guard let name, let points, let most else { return nil }
    return ScoreCondition.Term(
      name: name, match: match(fields["match"]), points: points, atMost: most)
  }
}
