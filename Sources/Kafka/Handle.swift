internal import CRdKafka

/// Owns one client of librdkafka's (`rd_kafka_t`), its callback box and what must go before it.
///
/// Not Sendable: one thread uses it, librdkafka's own threads reach only the box's log sink.
final class Handle {
  let raw: OpaquePointer
  let box: CallbackBox
  /// The consumer's queue (`rd_kafka_queue_get_consumer`), destroyed before the client.
  private(set) var queue: OpaquePointer?
  private var topics: [OpaquePointer] = []
  private var isClosed = false

  /// Creates the client (`rd_kafka_new`). Connects in the background: this succeeds without a
  /// broker.
  init(
    _ settings: Settings, role: Role, identity: String? = nil
  ) throws(SettingsFault) {
    var configuration = try Configuration(settings, role: role, identity: identity)
    let box = CallbackBox(sink: settings.log, statisticsSink: settings.statistics)
    box.register(in: configuration.raw, role: role)
    var text = [CChar](repeating: 0, count: 512)
    let type = role.isConsumer ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER
    guard let raw = rd_kafka_new(type, configuration.raw, &text, text.count) else {
      let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw SettingsFault(problems: [
        SettingProblem(
          key: "*", sentence: "\(String(decoding: bytes, as: UTF8.self)).",
          remedy: "The properties do not fit together, or a file they name cannot be read.")
      ])
    }
    configuration.release()
    self.raw = raw
    self.box = box
    guard role.isConsumer else { return }
    rd_kafka_poll_set_consumer(raw)
    queue = rd_kafka_queue_get_consumer(raw)
    box.queue = queue
  }

  /// A topic's handle that lives as long as the client (`rd_kafka_topic_new`).
  func topic(_ name: String) -> OpaquePointer? {
    guard let topic = rd_kafka_topic_new(raw, name, nil) else { return nil }
    topics.append(topic)
    return topic
  }

  /// Leaves the group and stops fetching (`rd_kafka_consumer_close`); at most about
  /// `session.timeout.ms`.
  func closeConsumer() -> KafkaFailure? {
    guard !isClosed, queue != nil else { return nil }
    isClosed = true
    box.isClosing = true
    if case .none = box.pending {} else { _ = rd_kafka_assign(raw, nil) }
    box.pending = .none
    let code = rd_kafka_consumer_close(raw)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    return .of(code, operation: "rd_kafka_consumer_close", client: raw)
  }

  deinit {
    _ = closeConsumer()
    box.queue = nil
    let (client, queue, topics, box) = (raw, queue, topics, box)
    let isGone = Farewell.say {
      for topic in topics { rd_kafka_topic_destroy(topic) }
      if let queue { rd_kafka_queue_destroy(queue) }
      rd_kafka_destroy(client)
      // The box is released after the last callback.
      withExtendedLifetime(box) {}
    }
    guard !isGone else { return }
    box.sink.write(
      LogLine(
        severity: .warning, facility: "HUNG",
        text: "rd_kafka_destroy does not return; the client is left behind"))
  }
}
