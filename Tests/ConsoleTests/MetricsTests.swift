import Foundation
import Testing
import Worker

@testable import Console

@Suite struct MetricsSuite {
  static let statistics = """
    { "name": "vigie#consumer-1", "type": "consumer", "brokers": {
      "b:1/1": {"nodeid":1,"state":"UP","req_timeouts":2,"txerrs":1,"rxerrs":0,"rtt":{"p99":1500}},
      "b:2/2": {"nodeid":2,"state":"DOWN","rtt":{"p99":9000}},
      "GroupCoordinator": {"nodeid":1,"state":"UP"}, "boot": {"nodeid":-1,"state":"UP"}},
      "topics": {"vigie.reports.raw": {"topic":"vigie.reports.raw","partitions": {
        "1":{"partition":1,"fetch_state":"active","fetchq_cnt":3,"fetchq_size":300,
          "next_offset":10,"ls_offset":14,"hi_offset":20},
        "0":{"partition":0,"fetch_state":"active","fetchq_cnt":0,"next_offset":7,"ls_offset":7,
          "hi_offset":7},
        "2":{"partition":2,"fetch_state":"none","fetchq_cnt":9},
        "-1":{"partition":-1,"fetch_state":"none"}}}}}
    """

  static func page(_ change: (inout MetricsPage) -> Void = { _ in }) -> MetricsPage {
    let now = ContinuousClock.now
    var condition = Figures.Condition()
    condition.state = .running
    condition.committed = 12
    condition.lastCommit = now - .milliseconds(2500)
    var counts = Figures.Counts()
    counts.raw = 9
    counts.rejectedBy = ["schema_violation": 4]
    counts.deprecatedBy = ["field-report/1": 2]
    counts.logTime = 1_530_000_000
    var delays = LatencyHistogram()
    for milliseconds: Int64 in [-3, 7, 7, 900, 4_000_000] { delays.add(milliseconds: milliseconds) }
    var kafka: KafkaStatistics?
    kafka = KafkaStatistics(of: [Array(statistics.utf8)])
    var page = MetricsPage(
      version: "1.2.3", theatre: "a \"b\"\n\\", started: 1_700_000_000, isReady: true,
      counts: counts, conditions: [.intake: condition, .assessment: condition],
      delays: [.rawToAlert: delays], kafka: [.intake: kafka ?? KafkaStatistics()],
      alertsActive: ["severe": 3], now: now)
    change(&page)
    return page
  }

  @Test func `every metric of the list is written, and none that is not in it`() {
    let lines = Self.page().text.split(separator: "\n")
    let written = lines.filter { $0.hasPrefix("# TYPE ") }.map { $0.split(separator: " ")[2] }
    #expect(written.map(String.init).sorted() == Metric.all.map(\.name).sorted())
    for line in lines where !line.hasPrefix("#") {
      let name = line.prefix { $0 != "{" && $0 != " " }
      let metric = Metric.all.first { metric in
        let suffixes = metric.kind == .histogram ? ["_bucket", "_sum", "_count"] : [""]
        return suffixes.contains { name == "\(metric.name)\($0)" }
      }
      #expect(metric != nil, "\(line)")
    }
  }

  @Test func `label values are those of the list`() {
    for line in Self.page().text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let metric = Metric.all.first(where: { line.hasPrefix($0.name + "{") }) else {
        continue
      }
      for label in metric.labels {
        guard let start = line.range(of: "\(label.name)=\"")?.upperBound else {
          Issue.record("\(line) has no \(label.name)")
          continue
        }
        #expect(label.allows(String(line[start...].prefix { $0 != "\"" })), "\(line)")
      }
    }
  }

  @Test func `samples say what was counted`() {
    let text = Self.page().text
    for line in [
      #"vigie_pack_info{theatre="a \"b\"\n\\"} 1"#,
      #"vigie_rejections_total{reason="schema_violation"} 4"#,
      #"vigie_rejections_total{reason="conflict"} 0"#,
      #"vigie_reports_deprecated_total{schema="field-report/1"} 2"#,
      #"vigie_records_total{stage="intake"} 9"#,
      #"vigie_transactions_total{stage="assessment",outcome="committed"} 12"#,
      #"vigie_last_progress_seconds{stage="assessment"} 2.5"#,
      #"vigie_latency_seconds_bucket{path="raw_to_alert",le="0.005"} 1"#,
      #"vigie_latency_seconds_bucket{path="raw_to_alert",le="0.01"} 3"#,
      #"vigie_latency_seconds_bucket{path="raw_to_alert",le="3600"} 4"#,
      #"vigie_latency_seconds_bucket{path="raw_to_alert",le="+Inf"} 5"#,
      #"vigie_latency_seconds_sum{path="raw_to_alert"} 4000.914"#,
      #"vigie_latency_seconds_count{path="raw_to_accepted"} 0"#,
      #"vigie_lag_records{stage="intake",topic="vigie.reports.raw",partition="1"} 7"#,
      #"vigie_lag_records{stage="intake",topic="vigie.reports.raw",partition="0"} 0"#,
      #"vigie_kafka_brokers_up{stage="intake"} 1"#,
      #"vigie_kafka_round_trip_seconds{stage="intake"} 0.009"#,
      #"vigie_kafka_request_errors{stage="intake",kind="timeout"} 2"#,
      #"vigie_alerts_active{severity="severe"} 3"#,
      #"vigie_alerts_active{severity="minor"} 0"#,
      "vigie_memory_log_time_seconds 1530000000",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
    #expect(!text.contains(#"partition="2""#), "a partition that nobody fetches has no lag")
  }

  @Test func `statistics that are no JSON, or of another shape, add nothing`() {
    for text in ["", "{", "[1,2]", #"{"brokers":[1],"topics":{"a":null}}"#] {
      #expect(KafkaStatistics(of: [Array(text.utf8)]) == KafkaStatistics(), "\(text)")
    }
  }

  @Test func `the statistics of a client that is gone are forgotten`() {
    #expect(ClientStatistics.name(Array(Self.statistics.utf8)) == "vigie#consumer-1")
    #expect(ClientStatistics.name(Array("{}".utf8)).isEmpty)
  }

  @Test func `the documentation is the list`() throws {
    #expect(try Repository.matches("Docs/metrics.md", MetricsDocument.text))
  }

  @Test func `promtool finds nothing wrong`() throws {
    guard let promtool = Repository.program("promtool") else {
      return print("skipped: promtool is not installed (Debian package prometheus)")
    }
    let process = Process()
    process.executableURL = URL(filePath: promtool)
    process.arguments = ["check", "metrics"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(Self.page().text.utf8))
    try input.fileHandleForWriting.close()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    #expect(said.isEmpty, "\(String(decoding: said, as: UTF8.self))")
  }
}
