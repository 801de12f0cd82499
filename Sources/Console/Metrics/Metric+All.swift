internal import JSON
internal import Model
internal import Worker

/// Every metric. Counts are of committed work, since the process began.
extension Metric {
  static let all: [Metric] = process + stage + work + lag + memory + alerts + kafka

  static func named(_ name: String) -> Metric? { all.first { $0.name == name } }

  private static let stageLabel = Label("stage", oneOf: Stage.allCases.map(\.rawValue))

  private static let process: [Metric] = [
    Metric(
      "vigie_build_info", .gauge, [Label("version", bounded: "the one of this binary")],
      "1; its label is the version that runs."),
    Metric(
      "vigie_pack_info", .gauge, [Label("theatre", bounded: "the one of this process")],
      "1; its label is the theatre whose pack is in use."),
    Metric(
      "vigie_process_start_time_seconds", .gauge, unit: "s",
      "When the process began, in seconds since 1970 UTC."),
    Metric("vigie_ready", .gauge, "1 while /readyz says 200, else 0."),
  ]

  private static let stage: [Metric] = [
    Metric(
      "vigie_stage_state", .gauge,
      [stageLabel, Label("state", oneOf: WorkerState.allCases.map(\.rawValue))],
      "1 for the state a stage is in, 0 for the others."),
    Metric(
      "vigie_stage_trouble", .gauge,
      [stageLabel, Label("trouble", oneOf: Trouble.allCases.map(\.rawValue))],
      "1 while a stage has this trouble, else 0; Docs/trouble.md says what to do."),
    Metric(
      "vigie_stage_partitions", .gauge, unit: "partitions", [stageLabel],
      "Partitions that a stage of this process has been given."),
    Metric(
      "vigie_transactions_total", .counter, unit: "transactions",
      [stageLabel, Label("outcome", oneOf: ["committed", "aborted"])],
      "Transactions that ended; an aborted one is done again."),
    Metric(
      "vigie_transaction_open_seconds", .gauge, unit: "s", [stageLabel],
      "Age of the transaction that is open; 0 when none is."),
    Metric(
      "vigie_last_progress_seconds", .gauge, unit: "s", [stageLabel],
      "Seconds since a stage last committed, or 0 while it has nothing left to do."),
    Metric(
      "vigie_rebuilds_total", .counter, [stageLabel],
      "Times a stage dropped its clients and began again."),
    Metric(
      "vigie_rebalances_total", .counter, [stageLabel],
      "Times a stage accepted partitions from its group."),
    Metric(
      "vigie_restore_records", .gauge, unit: "records", [Label("kind", oneOf: ["read", "total"])],
      "State records read of those there are at most, when memory was last restored."),
  ]

  private static let work: [Metric] = [
    Metric(
      "vigie_records_total", .counter, unit: "records", [stageLabel],
      "Records that a stage has taken: raw ones by intake, reports by assessment."),
    Metric("vigie_reports_accepted_total", .counter, unit: "reports", "Raw records accepted."),
    Metric(
      "vigie_rejections_total", .counter, unit: "records",
      [Label("reason", oneOf: RejectionReason.every.map { "\($0.name)" })],
      "Records rejected, by reason; conflicts had been accepted as reports before."),
    Metric(
      "vigie_reports_deprecated_total", .counter, unit: "reports",
      [Label("schema", bounded: "versions in Schemas/ that are deprecated")],
      "Accepted reports of a schema version that is on its way out."),
    Metric(
      "vigie_replays_total", .counter, unit: "reports",
      "Reports that had been assessed before: a sender sent them twice."),
    Metric("vigie_incident_versions_total", .counter, "Versions of incidents published."),
    Metric("vigie_alert_versions_total", .counter, "Versions of alerts published."),
    Metric("vigie_cap_messages_total", .counter, "Versions of alerts published as CAP too."),
    Metric(
      "vigie_cap_refused_total", .counter,
      "Versions of alerts that CAP's rules refuse: published as JSON alone."),
    Metric(
      "vigie_records_expired_total", .counter, unit: "records",
      "Records that retention deleted before they were read."),
    Metric(
      "vigie_latency_seconds", .histogram, unit: "s",
      [Label("path", oneOf: LatencyPath.allCases.map(\.rawValue))],
      "From the broker's taking of the raw record to the commit of what came of it."),
  ]

  private static let lag: [Metric] = [
    Metric(
      "vigie_lag_records", .gauge, unit: "records",
      [
        stageLabel, Label("topic", bounded: "topics this stage reads"),
        Label("partition", bounded: "partitions given to this process"),
      ],
      "Records that wait to be worked on, as librdkafka last saw it.")
  ]

  private static let memory: [Metric] = [
    Metric(
      "vigie_memory_reports", .gauge, unit: "reports",
      "Reports remembered in the sector that committed last."),
    Metric(
      "vigie_memory_bytes", .gauge, unit: "bytes",
      "Bytes that the memory of the sector that committed last takes."),
    Metric(
      "vigie_memory_log_time_seconds", .gauge, unit: "s",
      "Log time of the sector that is furthest on, in seconds since 1970 UTC."),
  ]

  private static let alerts: [Metric] = [
    Metric(
      "vigie_alerts_active", .gauge, unit: "alerts",
      [Label("severity", oneOf: AlertSeverity.every.map { "\($0.name)" })],
      "Alerts that are firing or updated, of the whole theatre.")
  ]

  private static let kafka: [Metric] = [
    Metric(
      "vigie_kafka_brokers_up", .gauge, unit: "brokers", [stageLabel],
      "Brokers that a stage's clients are connected to."),
    Metric(
      "vigie_kafka_round_trip_seconds", .gauge, unit: "s", [stageLabel],
      "99th percentile of requests to the slowest broker, over librdkafka's last interval."),
    Metric(
      "vigie_kafka_request_errors", .gauge, unit: "requests",
      [stageLabel, Label("kind", oneOf: ["timeout", "send", "receive"])],
      "Requests that failed since a stage's present clients were made."),
    Metric(
      "vigie_kafka_queue_records", .gauge, unit: "records",
      [stageLabel, Label("queue", oneOf: ["fetched", "to_send"])],
      "Records in librdkafka's queues: fetched and not taken, handed over and not sent."),
    Metric(
      "vigie_kafka_queue_bytes", .gauge, unit: "bytes",
      [stageLabel, Label("queue", oneOf: ["fetched", "to_send"])],
      "Bytes in librdkafka's queues."),
  ]
}
