import Model
import Theatre

/// A rule as a person would say it.
struct RuleText {
  let theatre: Theatre

  func explain(_ rule: Rule, columns: Int) -> String {
    var lines = [
      "\(rule.id), version \(rule.version): \(rule.name.en) / \(rule.name.fr)",
      "  \(rule.severity.name), \(rule.urgency.name); certainty follows the evidence"
        + (rule.scope == .everybody ? "" : "; \(rule.scope.name)"),
    ]
    let match = words(rule.match)
    if !match.isEmpty { lines.append("  looks at what is: \(match)") }
    for (index, way) in rule.ways.enumerated() {
      lines.append("  \(index == 0 ? "fires" : "or") \(condition(way))")
    }
    for way in rule.escalations { lines.append("  one band more severe \(condition(way))") }
    let life = rule.life
    lines.append(
      "  lives \(time(life.expiresAfter))"
        + (life.renews ? ", renewed while it holds" : "")
        + (life.cooldown > 0 ? ", not again within \(time(life.cooldown))" : "")
        + (life.pendingFor > 0 ? ", raised after \(time(life.pendingFor))" : "")
        + (life.unacknowledgedAfter > 0
          ? ", told again when nobody acknowledges it in \(time(life.unacknowledgedAfter))" : ""))
    if !rule.inhibits.isEmpty {
      lines.append("  speaks for \(rule.inhibits.joined(separator: ", ")) on the same incidents")
    }
    if !rule.eases.isEmpty { lines.append("  lowers \(rule.eases.joined(separator: ", "))") }
    lines.append("  for: \(rule.audience.en)")
    lines.append("  why: \(rule.reason)")
    lines.append("  anchor: \(rule.anchor)")
    lines.append("  rules.yaml, line \(rule.line); words: texts.*.yaml, “\(rule.texts)”")
    return lines.map { wrappedWithin($0, columns: columns) }.joined(separator: "\n")
  }

  private func time(_ seconds: Int64) -> String {
    seconds % 86_400 == 0 ? "\(seconds / 86_400) d" : "\(seconds / 3_600) h"
  }

  private func kilometres(_ meters: Int32) -> String { "\(meters / 1_000) km" }

  private func condition(_ way: RuleWay) -> String {
    let inner = words(way.match)
    return said(way.condition) + (inner.isEmpty ? "" : ", of \(inner)")
  }

  private func said(_ condition: RuleCondition) -> String {
    switch condition {
    case .each: return "on each"
    case .count(let when):
      let what =
        when.sums.isEmpty
        ? "\(when.atLeast) \(when.distinct.map { "different \($0.rawValue)" } ?? "of them")"
        : when.sums.map { "\($0.least) \($0.measure.name)" }.joined(separator: " or ")
      return "on \(what) within \(time(when.within)) per \(when.per.rawValue)"
    case .surge(let when):
      var parts: [String] = []
      if let method = when.method {
        parts.append("EARS \(method.rawValue.uppercased()) at \(when.sigmas / 1_000) deviations")
      }
      if when.percent > 0 {
        parts.append("\(when.percent) % above the mean of \(when.periodsBefore) periods")
      }
      return "on \(when.atLeast) or more in \(time(when.period)) per \(when.per.rawValue), and "
        + parts.joined(separator: " and ")
    case .pair(let when):
      return "on a second one within \(time(when.within))"
        + (when.atMost > 0 ? " and \(kilometres(when.atMost))" : "")
        + " (\(when.relation.rawValue))"
    case .campaign(let when):
      return "on \(when.attacks) of one actor within \(time(when.seconds)), "
        + "\(kilometres(when.meters)) or more apart"
    case .novel(let when):
      return "on the first \(when.of.rawValue) by \(when.by.rawValue) in \(time(when.history))"
    case .ladder(let when):
      return "when the actor's means rise \(when.rise) steps within \(time(when.within))"
    case .sequence(let when):
      let steps = when.steps.map { words($0) }.joined(separator: when.isOrdered ? "; then " : "; ")
      return "on \(when.isOrdered ? "in this order" : "all of"), within \(time(when.gap)) "
        + "per \(when.per.rawValue): \(steps)"
    case .silence(let when):
      return "when a source is silent for \(when.factor / 1_000) times its mean gap"
    case .score(let when):
      return "from level \(when.alertsFrom) of marks "
        + when.levels.map { "\($0)" }.joined(separator: ", ") + " on: "
        + when.terms.map { "\($0.name) \($0.points) each" }.joined(separator: ", ")
    case .calendar(let when): return "when the date is near: \(words(when))"
    case .correction: return "with every correction under a live alert"
    }
  }

  private func words(_ calendar: RuleCalendar) -> String {
    let kinds = list(calendar.kinds)
    guard let before = calendar.before, let after = calendar.after else {
      return "\(kinds), each in its own window"
    }
    return "\(kinds), \(time(before)) before to \(time(after)) after"
  }

  /// All the sub-events of an event type by its name, the others by their own.
  private func eventTypes(_ set: CodeSet<SubEventType>) -> String {
    var names: [String] = []
    for type in EventType.allCases {
      let all = SubEventType.allCases.filter { $0 != .unknown && $0.event == type }
      let some = all.filter { set.contains($0) }
      names += !all.isEmpty && some == all ? ["\(type.name)"] : some.map { "\($0.name)" }
    }
    return names.joined(separator: ", ")
  }

  private func list<Word: Code>(_ set: CodeSet<Word>) -> String {
    var names: [String] = []
    set.forEach { names.append("\($0.name)") }
    return names.joined(separator: ", ")
  }

  func words(_ match: RuleMatch) -> String {
    var parts: [String] = []
    func add<Word: Code>(_ name: String, _ set: CodeSet<Word>) {
      if !set.isEmpty { parts.append("\(name) \(list(set))") }
    }
    add("kind", match.kinds)
    add("that are", match.assertions)
    let types = eventTypes(match.subEvents)
    if !types.isEmpty { parts.append("of type \(types)") }
    add("by", match.tactics)
    add("with", match.weapons)
    add("on", match.targets)
    add("about", match.themes)
    add("by those", match.stances)
    if !match.actors.isEmpty {
      parts.append(
        "by \(match.actors.map { theatre.actors.actors[Int($0)].id }.joined(separator: ", "))")
    }
    if !match.interactions.isEmpty {
      parts.append(
        "of ACLED interaction \(match.interactions.map { "\($0)" }.joined(separator: ", "))")
    }
    for (flag, isAsked) in match.flags.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      parts.append(isAsked ? flag.rawValue : "not \(flag.rawValue)")
    }
    for measure in match.measures { parts.append("\(measure.least) \(measure.measure.name)") }
    for share in match.shares {
      parts.append("\(share.percent) % of \(share.of.name) \(share.measure.name)")
    }
    if let calendar = match.calendar { parts.append("near \(words(calendar))") }
    if match.pollingMeters > 0 {
      parts.append("within \(kilometres(match.pollingMeters)) of a polling place")
    }
    if match.borderMeters > 0 {
      parts.append("within \(kilometres(match.borderMeters)) of a border")
    }
    if !match.any.isEmpty {
      parts.append("either \(match.any.map { words($0) }.joined(separator: ", or "))")
    }
    return parts.joined(separator: "; ")
  }
}
