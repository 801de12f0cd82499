internal import JSON
internal import Model
internal import Worker

/// What `/metrics` says: figures at one moment, written in the order of `Metric.all`.
struct MetricsPage {
  var version: String
  var theatre: String
  var started: Int64
  var isReady: Bool
  var counts: Figures.Counts
  var conditions: [Stage: Figures.Condition]
  var delays: [LatencyPath: LatencyHistogram]
  var kafka: [Stage: KafkaStatistics]
  /// By severity's name; nil while the topic has not been read to its end.
  var alertsActive: [String: Int]?
  var now: ContinuousClock.Instant

  private var stages: [Stage] { Stage.allCases.filter { conditions[$0] != nil } }

  var text: String {
    var text = MetricsText()
    process(&text)
    stage(&text)
    work(&text)
    kafka(&text)
    return text.text
  }

  private func process(_ text: inout MetricsText) {
    text.begin("vigie_build_info")
    text.sample([version], 1)
    text.begin("vigie_pack_info")
    text.sample([theatre], 1)
    text.single("vigie_process_start_time_seconds", Int(started))
    text.single("vigie_ready", isReady ? 1 : 0)
  }

  private func stage(_ text: inout MetricsText) {
    text.begin("vigie_stage_state")
    for stage in stages {
      for state in WorkerState.allCases {
        text.sample([stage.rawValue, state.rawValue], conditions[stage]?.state == state ? 1 : 0)
      }
    }
    text.begin("vigie_stage_trouble")
    for stage in stages {
      for trouble in Trouble.allCases {
        text.sample(
          [stage.rawValue, trouble.rawValue], conditions[stage]?.trouble == trouble ? 1 : 0)
      }
    }
    each("vigie_stage_partitions", &text) { $0.partitions }
    text.begin("vigie_transactions_total")
    for stage in stages {
      text.sample([stage.rawValue, "committed"], conditions[stage]?.committed ?? 0)
      text.sample([stage.rawValue, "aborted"], conditions[stage]?.aborted ?? 0)
    }
    text.begin("vigie_transaction_open_seconds")
    for stage in stages {
      text.sample([stage.rawValue], milliseconds: age(of: conditions[stage]?.transactionSince))
    }
    text.begin("vigie_last_progress_seconds")
    for stage in stages {
      let isIdle = kafka[stage]?.lag == 0
      let last = conditions[stage]?.lastCommit ?? conditions[stage]?.since
      text.sample([stage.rawValue], milliseconds: isIdle ? 0 : age(of: last))
    }
    each("vigie_rebuilds_total", &text) { $0.rebuilt }
    each("vigie_rebalances_total", &text) { $0.rebalances }
    text.begin("vigie_restore_records")
    text.sample(["read"], conditions[.assessment]?.restored ?? 0)
    text.sample(["total"], conditions[.assessment]?.toRestore ?? 0)
  }

  private func work(_ text: inout MetricsText) {
    text.begin("vigie_records_total")
    for stage in stages {
      text.sample([stage.rawValue], stage == .intake ? counts.raw : counts.assessed)
    }
    text.single("vigie_reports_accepted_total", counts.accepted)
    text.begin("vigie_rejections_total")
    for reason in RejectionReason.every {
      text.sample(["\(reason.name)"], counts.rejectedBy["\(reason.name)"] ?? 0)
    }
    text.begin("vigie_reports_deprecated_total")
    for (schema, count) in counts.deprecatedBy.sorted(by: { $0.key < $1.key }) {
      text.sample([schema], count)
    }
    text.single("vigie_replays_total", counts.replays)
    text.single("vigie_incident_versions_total", counts.incidentVersions)
    text.single("vigie_alert_versions_total", counts.alertVersions)
    text.single("vigie_cap_messages_total", counts.capMessages)
    text.single("vigie_cap_refused_total", counts.capRefused)
    text.single("vigie_records_expired_total", counts.expired)
    text.begin("vigie_latency_seconds")
    for path in LatencyPath.allCases {
      text.histogram([path.rawValue], delays[path] ?? LatencyHistogram())
    }
  }

  private func kafka(_ text: inout MetricsText) {
    text.begin("vigie_lag_records")
    for stage in stages {
      for partition in kafka[stage]?.partitions ?? [] {
        text.sample(
          [stage.rawValue, partition.topic, "\(partition.number)"], Int(partition.lag))
      }
    }
    text.single("vigie_memory_reports", counts.reportsRemembered)
    text.single("vigie_memory_bytes", counts.bytesRemembered)
    text.begin("vigie_memory_log_time_seconds")
    if let logTime = counts.logTime { text.sample([], Int(logTime)) }
    text.begin("vigie_alerts_active")
    if let alertsActive {
      for severity in AlertSeverity.every {
        text.sample(["\(severity.name)"], alertsActive["\(severity.name)"] ?? 0)
      }
    }
    clients("vigie_kafka_brokers_up", &text) { [([], "\($0.brokersUp)")] }
    clients("vigie_kafka_round_trip_seconds", &text) {
      [([], MetricsText.seconds(($0.roundTripMicroseconds + 999) / 1000))]
    }
    clients("vigie_kafka_request_errors", &text) {
      [
        (["timeout"], "\($0.timeouts)"), (["send"], "\($0.sendErrors)"),
        (["receive"], "\($0.receiveErrors)"),
      ]
    }
    clients("vigie_kafka_queue_records", &text) {
      [(["fetched"], "\($0.fetchedRecords)"), (["to_send"], "\($0.toSendRecords)")]
    }
    clients("vigie_kafka_queue_bytes", &text) {
      [(["fetched"], "\($0.fetchedBytes)"), (["to_send"], "\($0.toSendBytes)")]
    }
  }

  private func each(
    _ name: String, _ text: inout MetricsText, _ value: (Figures.Condition) -> Int
  ) {
    text.begin(name)
    for stage in stages {
      if let condition = conditions[stage] { text.sample([stage.rawValue], value(condition)) }
    }
  }

  private func clients(
    _ name: String, _ text: inout MetricsText,
    _ samples: (KafkaStatistics) -> [(labels: [String], value: String)]
  ) {
    text.begin(name)
    for stage in stages {
      guard let statistics = kafka[stage] else { continue }
      for sample in samples(statistics) {
        text.sample([stage.rawValue] + sample.labels, sample.value)
      }
    }
  }

  private func age(of instant: ContinuousClock.Instant?) -> Int64 {
    guard let instant else { return 0 }
    let parts = instant.duration(to: now).components
    return max(0, parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000)
  }
}
