import Model

extension AlertBoard {
  /// The head of the screen: what, where from, what time, and whether it still listens.
  func head(columns: Int, now: Instant, link: Link) -> [Line] {
    let clock = "\(String("\(now)".dropFirst(11).prefix(8))) UTC"
    let title = "Vigie · alerts · \(source)"
    var lines = [Line(Self.spread(title, clock, columns), .bold)]
    let counts = Self.counts(live)
    switch link {
    case .reading: lines.append(Line(Self.spread(counts, "reading …", columns)))
    case .connected: lines.append(Line(Self.spread(counts, "connected", columns)))
    case .silent(let since):
      lines.append(Line(Self.spread(counts, "NO ANSWER", columns), .red))
      let time = String("\(since)".dropFirst(11).prefix(8))
      lines.append(
        Line("No broker has answered since \(time) UTC: what stands below may be old.", .red))
    }
    lines.append(Line(String(repeating: "─", count: columns), .dim))
    return lines
  }

  /// Everything below the head, as long as it is.
  func body(columns: Int, now: Instant) -> [Line] {
    var lines: [Line] = []
    for alert in live { lines += full(alert, columns: columns, now: now) }
    if live.isEmpty { lines.append(Line("No alert is live.", .green)) }
    let over = ended.prefix(Self.endedMax)
    if !over.isEmpty {
      lines += [Line(""), Line("Ended lately", .dim)]
      for alert in over { lines += brief(alert, columns: columns) }
    }
    if unreadable > 0 {
      lines += [Line(""), Line("\(unreadable) records that this version cannot read.", .yellow)]
    }
    return lines
  }

  private static func counts(_ live: [Alert]) -> String {
    let grades = AlertSeverity.every.sorted { $1.gravity < $0.gravity }.compactMap { severity in
      let count = live.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.name)"
    }
    return live.isEmpty ? "0 live" : "\(live.count) live: \(grades.joined(separator: ", "))"
  }

  private func full(_ alert: Alert, columns: Int, now: Instant) -> [Line] {
    let words = words(of: alert)
    let style: Terminal.Style = alert.severity.gravity >= 3 ? .red : .yellow
    let isNew = isNew(alert, now)
    let grade = Self.grade(alert)
    let headline = "\(alert.rule.id) " + printable(words?.headline ?? "")
    var lines = Self.block(grade, headline, columns).map { Line($0, style) }
    let facts = [
      isNew ? "NEW" : "", alert.isEscalated ? "ESCALATED: nobody acknowledged it" : "",
      alert.isAcknowledged ? "acknowledged" : "", "\(alert.urgency.name)",
      "\(alert.certainty.name)",
      "raised \(Self.ago(alert.raised, now))",
      alert.version > 1 ? "changed \(Self.ago(alert.updated, now))" : "",
      Self.until(alert.expires, now), alert.version > 1 ? "version \(alert.version)" : "",
    ].filter { !$0.isEmpty }
    lines += Self.block("", facts.joined(separator: " · "), columns).map { Line($0, .dim) }
    let areas = alert.areas.prefix(3).map { area in
      printable(area.name)
        + (area.admin1.isEmpty || area.name.contains(area.admin1)
          ? "" : ", \(printable(area.admin1))")
    }
    if !areas.isEmpty {
      lines += Self.block("", areas.joined(separator: "; "), columns).map { Line($0) }
    }
    let action = printable(words?.instruction ?? "")
    if !action.isEmpty { lines += Self.cut(Self.block("", "→ " + action, columns), at: 2) }
    lines.append(Line(""))
    return lines
  }

  private func brief(_ alert: Alert, columns: Int) -> [Line] {
    let words = words(of: alert)
    let time = minuteText(alert.updated)
    let text = "\(alert.rule.id) \(printable(words?.headline ?? "")) · \(time)"
    return Self.block("▽ \(alert.state.name)", text, columns).prefix(2).map { Line($0, .dim) }
  }

  private func words(of alert: Alert) -> AlertWords? {
    alert.texts.first { $0.language == language } ?? alert.texts.first
  }

  private func isNew(_ alert: Alert, _ now: Instant) -> Bool {
    guard let since = arrival(of: alert.id) else { return false }
    return now.seconds - since.seconds < Self.newSeconds
  }

  /// The grade is a word, and grave ones are capitals: colour says it again, never alone.
  private static func grade(_ alert: Alert) -> String {
    let name = "\(alert.severity.name)"
    return "▲ " + (alert.severity.gravity >= 3 ? name.uppercased() : name)
  }

  /// A label of eleven columns and a text beside it, wrapped.
  static func block(_ label: String, _ text: String, _ columns: Int) -> [String] {
    let indent = 12
    let left = label + String(repeating: " ", count: max(1, indent - label.count))
    let lines = wrapped(text, indent: indent, columns: columns).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { $0.offset == 0 ? left + $0.element : String($0.element) }
  }

  /// The first lines; an ellipsis says that there is more.
  private static func cut(_ lines: [String], at most: Int) -> [Line] {
    lines.prefix(most).enumerated().map { index, line in
      Line(index == most - 1 && lines.count > most ? line.dropLast() + "…" : line)
    }
  }

  /// Left and right of a line, the left cut where both do not fit.
  static func spread(_ left: String, _ right: String, _ columns: Int) -> String {
    let room = max(0, columns - right.count - 1)
    let cut = left.count > room ? String(left.prefix(max(0, room - 1))) + "…" : left
    return cut + String(repeating: " ", count: max(1, columns - cut.count - right.count)) + right
  }

  /// `12 min ago`; a date where it is longer than two days.
  static func ago(_ then: Instant, _ now: Instant) -> String {
    let seconds = now.seconds - then.seconds
    guard (0..<172_800).contains(seconds) else { return minuteText(then) }
    return seconds < 60 ? "just now" : span(seconds) + " ago"
  }

  static func until(_ then: Instant, _ now: Instant) -> String {
    guard then.seconds > 0 else { return "" }
    let seconds = then.seconds - now.seconds
    guard (0..<172_800).contains(seconds) else { return "until \(minuteText(then))" }
    return "expires in \(span(seconds))"
  }

  private static func span(_ seconds: Int64) -> String {
    seconds < 3600 ? "\(max(1, seconds / 60)) min" : "\(seconds / 3600) h"
  }
}
