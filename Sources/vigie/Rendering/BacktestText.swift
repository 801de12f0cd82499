import Model
import Theatre

/// A backtest as a person reads it, in 80 columns.
struct BacktestText {
  let backtest: Backtest

  /// A line for each rule that said something; those that did not, in one.
  func table(_ rules: [Rule]) -> String {
    let foresight = Foresight(backtest)
    var lines = [
      "rule  raised updated renewed cancelled held  delay   followed  at any time  lead"
    ]
    var quiet: [String] = []
    for rule in rules where rule.isEnabled && rule.scope != .nobody {
      guard let tally = backtest.tallies[rule.id] else {
        if !rule.isCorrection { quiet.append(rule.id) }
        continue
      }
      lines.append(line(rule.id, tally, foresight))
    }
    if !quiet.isEmpty { lines.append(wrap("silent: \(quiet.joined(separator: " "))")) }
    lines.append(wrap(perDay(Set(rules.map(\.id)))))
    lines.append(
      wrap(
        "delay: from the last that an alert rests on to the alert, the middle one. followed: an "
          + "attack in its area within \(Foresight.horizonDays) days that is not among its "
          + "grounds, beside how often that area sees one in so many days anyway; lead: to it."))
    return lines.joined(separator: "\n")
  }

  private func wrap(_ text: String) -> String { wrappedWithin(text, columns: 80) }

  private func line(_ id: String, _ tally: Backtest.Tally, _ foresight: Foresight) -> String {
    let own = backtest.raised.filter { $0.alert.rule.id == id }
    let leads = own.compactMap { foresight.lead($0) }
    let chances = own.map { foresight.chance($0) }
    let delays = own.compactMap { raised -> Int64? in
      let last = raised.alert.incidents.compactMap { backtest.seen[$0]?.latest.seconds }.max()
      return last.map { max(0, raised.at.seconds - $0) }
    }
    let mean = chances.isEmpty ? 0 : chances.reduce(0, +) / Int64(chances.count)
    let share = own.isEmpty ? "" : "\(leads.count * 100 / own.count) %"
    let cells =
      right(id, 4, isLeft: true) + right(count(tally.raised), 8)
      + right(count(tally.updated), 8)
      + right(count(tally.renewed), 8) + right(count(tally.cancelled), 10)
      + right(count(tally.heldBack), 5) + right(Self.middle(delays).map(time) ?? "", 8)
      + right(share, 10) + right(own.isEmpty ? "" : "\(mean) %", 13)
      + right(Self.middle(leads).map(time) ?? "", 6)
    return String(cells.reversed().drop { $0 == " " }.reversed())
  }

  private func right(_ text: String, _ width: Int, isLeft: Bool = false) -> String {
    let pad = String(repeating: " ", count: max(0, width - text.count))
    return isLeft ? text + pad : pad + text
  }

  private func count(_ value: Int) -> String { value == 0 ? "·" : "\(value)" }

  private func time(_ seconds: Int64) -> String {
    seconds < 2 * 86_400 ? "\(seconds / 3_600) h" : "\(seconds / 86_400) d"
  }

  private static func middle(_ values: [Int64]) -> Int64? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }

  /// Raised alerts a day: mean, what 19 of 20 days do not pass, and the most.
  private func perDay(_ rules: Set<String>) -> String {
    let raised = backtest.raised.filter { rules.contains($0.alert.rule.id) }
    guard let first = backtest.log.map(\.updated.day).min(),
      let last = backtest.log.map(\.updated.day).max()
    else { return "no alerts" }
    var days: [Int64: Int] = [:]
    for item in raised { days[item.at.day, default: 0] += 1 }
    let span = Int(last - first + 1)
    let counts = [Int](repeating: 0, count: max(0, span - days.count)) + days.values.sorted()
    let high = counts[min(counts.count - 1, counts.count * 19 / 20)]
    let hundredths = raised.count * 100 / max(1, span)
    let rest = hundredths % 100
    return "\(raised.count) alerts raised over \(span) days: "
      + "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) a day, "
      + "\(high) or fewer on 19 of 20 days, \(counts.last ?? 0) at most"
  }

  // MARK: One alert

  /// The grounds of one alert; nil when there is none of that id, or of one that begins so.
  func explain(_ id: String, _ rules: RuleSet, language: String) -> [String]? {
    guard
      let found = backtest.log.first(where: { $0.idText == id })
        ?? backtest.log.first(where: { $0.idText.hasPrefix(id) }),
      let alert = backtest.latest[found.id]
    else { return nil }
    let versions = backtest.log.filter { $0.id == alert.id }
    let words = alert.texts.first { $0.language == language } ?? alert.texts.first
    let rule = rules[alert.rule.id]
    let name = rule.map { ": \(language == "fr" ? $0.name.fr : $0.name.en)" } ?? ""
    var lines = [
      "\(alert.idText)  \(words?.headline ?? "")",
      "  rule \(alert.rule.id), version \(alert.rule.version)\(name)",
    ]
    if let rule { lines.append("  the rule exists because: \(rule.reason)") }
    lines.append(
      "  \(alert.severity.name), \(alert.urgency.name), \(alert.certainty.name); "
        + "\(alert.state.name)" + (alert.scope == .everybody ? "" : "; \(alert.scope.name)"))
    for area in alert.areas {
      lines.append("  where: \(area.name), \(max(1, area.radius / 1_000)) km around")
    }
    if !alert.numbers.isEmpty { lines.append("  numbers:") }
    for number in alert.numbers {
      lines.append("    \(number.name) \(number.value), the rule asks \(number.threshold)")
    }
    lines.append("  grounds:")
    for ground in alert.incidents {
      lines.append("    i-\(ground)  \(backtest.seen[ground]?.words ?? "gone")")
    }
    lines.append(
      "    under them \(alert.reports.count) report\(alert.reports.count == 1 ? "" : "s")"
        + (alert.reports.first.map { ": r-\($0)" } ?? "") + (alert.reports.count > 1 ? ", …" : ""))
    lines.append("  life:")
    for version in versions {
      let why = version.texts.first { $0.language == language }?.why ?? ""
      lines.append("    \(version.updated)  \(version.state.name): \(why)")
    }
    lines.append("    expires \(alert.expires)")
    return lines.map { wrap($0) }
  }
}

extension Rule {
  /// It says how alerts live, and raises none.
  var isCorrection: Bool {
    ways.contains { if case .correction = $0.condition { true } else { false } }
  }
}
