/// A property that must hold, and why the user may not change it.
struct FixedSetting {
  var key: String
  /// Other names librdkafka knows it by.
  var aliases: [String] = []
  /// Values the user may write; the first is what is set when the user wrote none.
  var allowed: [String]
  var remedy: String

  /// Whether a value says the same as an allowed one.
  func allows(_ value: String) -> Bool {
    allowed.contains(value.lowercased())
  }
}

extension Settings {
  /// Vigie's defaults: what librdkafka 2.0.2 would leave slow or noisy. See `Traps`.
  static func defaults(for role: Role) -> [(key: String, value: String)] {
    var layer = [
      ("client.id", "vigie"),
      ("socket.nagle.disable", "true"),
      ("statistics.interval.ms", "0"),
      ("log.connection.close", "false"),
    ]
    switch role {
    case .consumer, .reader:
      layer += [
        ("auto.offset.reset", "earliest"),
        // The partitions of a killed worker wait this long for it. A broker's least is 6 s; the
        // default of 45 s is long for warnings that are to come within a second.
        ("session.timeout.ms", "10000"),
        // A full fetch queue stalls for a second (issue 2879), so the queue holds more than the
        // second that follows, and no more: this is what bounds a worker's memory. 128 MiB is a
        // second of 130,000 reports, more than one core works on.
        ("queued.min.messages", "200000"),
        ("queued.max.messages.kbytes", "131072"),
        ("fetch.wait.max.ms", "100"),
      ]
    case .producer, .transactionalProducer:
      layer += [
        // The two that matter most: 3.3 against 7.5 µs a record, measured on ~980-byte reports.
        ("linger.ms", "20"),
        ("compression.type", "lz4"),
        ("queue.buffering.max.messages", "500000"),
        // A full queue is waited for; librdkafka's own 1 GiB would be no bound.
        ("queue.buffering.max.kbytes", "131072"),
      ]
    case .admin:
      break
    }
    if role == .transactionalProducer { layer.append(("transaction.timeout.ms", "10000")) }
    return layer
  }

  /// What must hold. Exactly-once is not a setting.
  static func fixed(for role: Role) -> [FixedSetting] {
    var layer = [
      FixedSetting(
        key: "log.queue", allowed: ["false"],
        remedy: "Remove it; log lines go to Vigie's log."),
      FixedSetting(
        key: "test.mock.num.brokers", allowed: ["0"],
        remedy: "Remove it; it would replace bootstrap.servers. `vigie demo` embeds a broker."),
    ]
    switch role {
    case .consumer, .reader:
      layer += [
        FixedSetting(
          key: "enable.auto.commit", aliases: ["auto.commit.enable"], allowed: ["false"],
          remedy: "Remove it; offsets are committed with the transaction."),
        FixedSetting(
          key: "enable.auto.offset.store", allowed: ["false"],
          remedy: "Remove it; offsets are committed with the transaction."),
        FixedSetting(
          key: "isolation.level", allowed: ["read_committed"],
          remedy: "Remove it; records of aborted transactions must not be read."),
        FixedSetting(
          key: "partition.assignment.strategy",
          allowed: ["range", "roundrobin", "range,roundrobin"],
          remedy: "Use range or roundrobin; librdkafka 2.0.2 loses partitions when cooperative."),
        FixedSetting(
          key: "enable.partition.eof", allowed: [role == .reader ? "true" : "false"],
          remedy: "Remove it; a reader asks for ends, a group member does not."),
      ]
    case .producer, .transactionalProducer:
      layer += [
        FixedSetting(
          key: "enable.idempotence", allowed: ["true"],
          remedy: "Remove it; without it a retry doubles records."),
        FixedSetting(
          key: "acks", aliases: ["request.required.acks"], allowed: ["all", "-1"],
          remedy: "Remove it; idempotence needs every in-sync replica to answer."),
        FixedSetting(
          key: "delivery.report.only.error", allowed: ["false"],
          remedy: "Remove it; delivery reports end the wait before a commit."),
      ]
    case .admin:
      break
    }
    return layer
  }

  /// Names the caller gives by other means, with the means.
  static func identities(for role: Role) -> [(keys: [String], remedy: String)] {
    var names = [
      (keys: ["bootstrap.servers", "metadata.broker.list"], remedy: "Set bootstrapServers only.")
    ]
    switch role {
    case .consumer: names.append((["group.id"], "Set the stage's group instead."))
    case .transactionalProducer:
      names.append((["transactional.id"], "Remove it; it follows from the stage and partition."))
    case .reader, .producer, .admin: break
    }
    return names
  }
}
