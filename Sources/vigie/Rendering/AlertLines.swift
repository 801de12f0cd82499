import Model

/// An alert as a duty officer reads it: what, how bad, where, why, what to do.
struct AlertLines {
  let alert: Alert
  /// `en` or `fr`.
  let language: String

  func lines(columns: Int, isFull: Bool = true) -> [String] {
    let text = alert.texts.first { $0.language == language } ?? alert.texts.first
    let grade = "\(alert.severity.name) · \(alert.urgency.name) · \(alert.certainty.name)"
    let (mark, style): (String, Terminal.Style) =
      switch alert.state {
      case .firing: ("▲ ALERT", .red)
      case .updated: ("▲ update", .yellow)
      case .cancelled: ("▽ cancelled", .green)
      case .expired: ("▽ expired", .dim)
      case .suppressed: ("▽ held back", .dim)
      case .pending: ("△ pending", .dim)
      }
    let version = alert.version > 1 ? " · version \(alert.version)" : ""
    var lines = [
      "\(Terminal.styled("\(mark) \(alert.rule.id)", style)) \(grade)\(version)",
      "    "
        + Terminal.styled(
          wrapped(printable(text?.headline ?? ""), indent: 4, columns: columns), .bold),
    ]
    func add(_ label: String, _ content: String) {
      guard !content.isEmpty else { return }
      let indent = 4
      lines.append("    " + wrapped(label + printable(content), indent: indent, columns: columns))
    }
    guard isFull, alert.state == .firing else {
      add("Why: ", text?.why ?? "")
      return lines
    }
    add("", text?.description ?? "")
    add("→ ", text?.instruction ?? "")
    let numbers = alert.numbers.map { "\($0.name) \($0.value) (threshold \($0.threshold))" }
    add("Grounds: ", ([grounds] + numbers).joined(separator: " · "))
    return lines
  }

  private var grounds: String {
    let incidents = alert.incidents.count
    let reports = alert.reports.count
    return "\(incidents) incident\(incidents == 1 ? "" : "s"), "
      + "\(reports) report\(reports == 1 ? "" : "s")"
  }
}
