internal import Worker

/// Writes Prometheus' text format, version 0.0.4: each metric's help and type once, then its
/// samples.
struct MetricsText {
  private var lines: [String] = []
  private var metric: Metric?

  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Begins a metric of the list.
  mutating func begin(_ name: String) {
    guard let found = Metric.named(name) else {
      preconditionFailure("\(name) is not in Metric.all")
    }
    metric = found
    let help = found.sentence.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    lines.append("# HELP \(name) \(help)")
    lines.append("# TYPE \(name) \(found.kind.rawValue)")
  }

  /// A sample of the metric that was begun; label values in the order of its labels.
  mutating func sample(_ values: [String] = [], _ value: String) {
    guard let metric else { return }
    lines.append("\(metric.name)\(labels(metric, values)) \(value)")
  }

  mutating func sample(_ values: [String] = [], _ value: Int) { sample(values, "\(value)") }

  mutating func sample(_ values: [String] = [], milliseconds: Int64) {
    sample(values, Self.seconds(milliseconds))
  }

  /// A metric of one sample.
  mutating func single(_ name: String, _ value: Int) {
    begin(name)
    sample([], value)
  }

  mutating func histogram(_ values: [String], _ histogram: LatencyHistogram) {
    guard let metric else { return }
    let own = labels(metric, values).dropLast()
    var total = 0
    for (bound, count) in zip(LatencyHistogram.boundsMilliseconds, histogram.steps) {
      total += count
      lines.append("\(metric.name)_bucket\(own),le=\"\(Self.seconds(bound))\"} \(total)")
    }
    lines.append("\(metric.name)_bucket\(own),le=\"+Inf\"} \(histogram.count)")
    let sum = Self.seconds(histogram.sumMilliseconds)
    lines.append("\(metric.name)_sum\(own)} \(sum)")
    lines.append("\(metric.name)_count\(own)} \(histogram.count)")
  }

  private func labels(_ metric: Metric, _ values: [String]) -> String {
    precondition(values.count == metric.labels.count, "\(metric.name) has other labels")
    guard !values.isEmpty else { return "" }
    let pairs = zip(metric.labels, values).map { label, value in
      "\(label.name)=\"\(Self.escaped(value))\""
    }
    return "{\(pairs.joined(separator: ","))}"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// `0.25` of 250, exactly.
  static func seconds(_ milliseconds: Int64) -> String {
    let (whole, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    guard rest != 0 else { return "\(whole)" }
    var digits = String("000\(rest.magnitude)".suffix(3))
    while digits.last == "0" { digits.removeLast() }
    return "\(milliseconds < 0 && whole == 0 ? "-" : "")\(whole).\(digits)"
  }
}
