import Foundation
import Testing

@testable import Console

/// Prometheus' rules and Grafana's board against the list of metrics.
@Suite struct MetricNameSuite {
  /// A selector as it stands in an expression: a metric's name and what it asks of labels.
  struct Selector: Hashable, CustomStringConvertible {
    var name: String
    var matchers: [[String]]
    var description: String { "\(name)\(matchers)" }
  }

  static func selectors(in text: String) -> Set<Selector> {
    var all: Set<Selector> = []
    for match in text.matches(of: /(vigie_[a-z_]+)(?:\{([^}]*)\})?/) {
      let matchers = (match.output.2 ?? "").matches(of: /([a-z_]+)(=~|=)"([^"]*)"/).map {
        [String($0.output.1), String($0.output.2), String($0.output.3)]
      }
      all.insert(Selector(name: String(match.output.1), matchers: matchers))
    }
    return all
  }

  /// What is wrong with a selector, in sentences.
  static func faults(_ selector: Selector) -> [String] {
    let found = Metric.all.first { metric in
      let suffixes = metric.kind == .histogram ? ["_bucket", "_sum", "_count"] : [""]
      return suffixes.contains { selector.name == metric.name + $0 }
    }
    guard let metric = found else { return ["there is no metric \(selector.name)"] }
    return selector.matchers.flatMap { matcher -> [String] in
      if ["le", "job", "instance"].contains(matcher[0]) { return [] }
      guard let label = metric.labels.first(where: { $0.name == matcher[0] }) else {
        return ["\(metric.name) has no label \(matcher[0])"]
      }
      // A board's own variables stand for anything.
      let wanted = matcher[2].split(separator: "|").map(String.init).filter { !$0.hasPrefix("$") }
      let unknown = wanted.filter { !label.allows($0) }
      return unknown.isEmpty ? [] : ["\(metric.name)'s \(label.name) is never \(unknown)"]
    }
  }

  @Test(arguments: ["Deploy/prometheus/vigie.rules.yml", "Deploy/grafana/boards/vigie.json"])
  func `every metric, label and value that is asked for is in the list`(path: String) throws {
    let text = try ManifestSuite.text(path).replacing("\\\"", with: "\"")
    let selectors = Self.selectors(in: text)
    #expect(selectors.count > 10)
    for selector in selectors { #expect(Self.faults(selector).isEmpty, "\(path): \(selector)") }
  }

  @Test func `a name, a label or a value that is in no list is found`() {
    for (text, fault) in [
      ("rate(vigie_record_total[5m])", "there is no metric vigie_record_total"),
      ("vigie_latency_seconds > 1", "there is no metric vigie_latency_seconds"),
      ("vigie_ready{stage=\"intake\"}", "vigie_ready has no label stage"),
      (
        "vigie_records_total{stage=\"inteak\"}",
        "vigie_records_total's stage is never [\"inteak\"]"
      ),
      ("vigie_records_total{stage=\"intake\"}", ""),
      ("vigie_latency_seconds_bucket{le=\"1\",path=\"raw_to_alert\"}", ""),
    ] {
      #expect(Self.selectors(in: text).flatMap(Self.faults).joined() == fault)
    }
  }
}
