/// Docs/metrics.md, written from the list.
enum MetricsDocument {
  static var text: String {
    var text = """
      # Metrics

      `/metrics` of the console (`console.enabled`), in Prometheus' text format. Written from
      `Metric.all` by `UPDATE=1 swift test --filter MetricsSuite`. No label has a value that a
      sender of reports could choose. Counters count committed work since the process began; a
      stage that runs in another process is in that one's answer.

      | metric | type | unit | labels and their values | what it says |
      |---|---|---|---|---|

      """
    for metric in Metric.all {
      let labels = metric.labels.map { "`\($0.name)`: \($0.description)" }
      text +=
        "| `\(metric.name)` | \(metric.kind.rawValue) | \(metric.unit) | "
        + "\(labels.joined(separator: "; ")) | \(metric.sentence) |\n"
    }
    return text
  }
}
