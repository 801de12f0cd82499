internal import JSON
internal import Worker

/// What `/api/v1/figures` says and the stream repeats: how this process is getting on, for people.
struct FiguresDocument {
  let stages: [Stage]
  let counts: Figures.Counts
  let conditions: [Stage: Figures.Condition]
  let delays: [LatencyPath: LatencyHistogram]
  let lag: [Stage: Int64]
  let health: Health
  let status: LiveView.Status
  let sequence: UInt64
  /// Milliseconds since the process began: for rates.
  let uptime: Int64

  var bytes: [UInt8] {
    var writer = Writer(capacity: 2048)
    writer.beginObject()
    writer.name("ready")
    writer.bool(health.isReady)
    writer.member("uptime", uptime)
    writer.member("sequence", Int64(sequence))
    writer.name("complete")
    writer.bool(status.isComplete)
    writer.member("trouble", status.trouble)
    writer.name("stages")
    writer.beginArray()
    for stage in stages { write(stage, &writer) }
    writer.endArray()
    writer.name("counts")
    write(counts, &writer)
    writer.name("latency")
    writer.beginObject()
    for path in LatencyPath.allCases {
      guard let delays = delays[path], delays.count > 0 else { continue }
      Array(path.rawValue.utf8).withUnsafeBytes { writer.name($0) }
      writer.beginObject()
      writer.member("count", Int64(delays.count))
      writer.member("p50", delays.quantile(50))
      writer.member("p99", delays.quantile(99))
      writer.endObject()
    }
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }

  private func write(_ stage: Stage, _ writer: inout Writer) {
    writer.beginObject()
    writer.member("stage", stage.rawValue)
    let condition = conditions[stage] ?? Figures.Condition()
    writer.member("state", condition.state.rawValue)
    writer.member("partitions", Int64(condition.partitions))
    if let lag = lag[stage] { writer.member("lag", lag) }
    writer.name("reasons")
    writer.beginArray()
    for reason in health.reasons where reason.stage == stage {
      writer.beginObject()
      writer.member("name", reason.name)
      writer.member("sentence", reason.sentence)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private func write(_ counts: Figures.Counts, _ writer: inout Writer) {
    writer.beginObject()
    writer.member("raw", Int64(counts.raw))
    writer.member("accepted", Int64(counts.accepted))
    writer.member("rejected", Int64(counts.rejected))
    writer.member("assessed", Int64(counts.assessed))
    writer.member("replays", Int64(counts.replays))
    writer.member("incidentVersions", Int64(counts.incidentVersions))
    writer.member("alertVersions", Int64(counts.alertVersions))
    writer.member("reportsRemembered", Int64(counts.reportsRemembered))
    writer.member("bytesRemembered", Int64(counts.bytesRemembered))
    if let logTime = counts.logTime { writer.member("logTime", logTime) }
    writer.name("rejectedBy")
    writer.beginObject()
    for (reason, count) in counts.rejectedBy.sorted(by: { $0.key < $1.key }) {
      Array(reason.utf8).withUnsafeBytes { writer.name($0) }
      writer.integer(Int64(count))
    }
    writer.endObject()
    writer.endObject()
  }
}

extension LatencyHistogram {
  /// Milliseconds that so many per cent were not slower than: the step's upper bound.
  func quantile(_ percent: Int) -> Int64 {
    let wanted = (count * percent + 99) / 100
    var seen = 0
    for (bound, number) in zip(Self.boundsMilliseconds, steps) {
      seen += number
      if seen >= wanted { return bound }
    }
    return Self.boundsMilliseconds[Self.boundsMilliseconds.count - 1]
  }
}
