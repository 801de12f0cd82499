internal import CRdKafka

/// Sends records without a transaction, idempotently: each once and in order per partition, as
/// long as the process lives. For the demo, `vigie publish` and tests; the stages use
/// transactions.
public final class Producer {
  private let core: ProducerCore

  /// Builds the client (`rd_kafka_new`). Does not wait for a broker.
  public init(settings: Settings) throws(SettingsFault) {
    core = ProducerCore(handle: try Handle(settings, role: .producer))
  }

  /// Resolves a topic, which must exist (`rd_kafka_topic_new`, `rd_kafka_metadata`).
  public func topic(
    _ name: String, timeout: Duration = .seconds(10)
  ) throws(KafkaFailure) -> OutputTopic {
    try core.topic(name, timeout: timeout)
  }

  /// Hands a record over; it is delivered in the background (`rd_kafka_producev`).
  ///
  /// Key and value are copied; nil is null. Without a partition librdkafka's partitioner chooses.
  /// `timestamp` is in milliseconds since 1970 UTC, nil is now. While the queue is full this
  /// waits, up to `patience`.
  public func send(
    _ topic: OutputTopic, partition: Int32? = nil, key: UnsafeRawBufferPointer?,
    value: UnsafeRawBufferPointer?, timestamp: Int64? = nil,
    headers: consuming OutgoingHeaders = OutgoingHeaders(), patience: Duration = .seconds(30)
  ) throws(KafkaFailure) {
    try core.send(
      topic, partition: partition, key: key, value: value, timestamp: timestamp, headers: headers,
      patience: patience)
  }

  /// Waits until every record was delivered (`rd_kafka_flush`); throws the first failure.
  public func flush(timeout: Duration) throws(KafkaFailure) {
    try core.flush(timeout: timeout)
    if let failure = core.deliveryFailure(action: nil) {
      core.resetDeliveries()
      throw failure
    }
  }

  /// Serves delivery reports without waiting (`rd_kafka_poll`); for a producer that sends rarely.
  public func serve() { rd_kafka_poll(core.handle.raw, 0) }

  /// Records handed over.
  public var sent: Int { core.sent }

  /// Records acknowledged by the broker, as far as delivery reports were served.
  public var delivered: Int { core.handle.box.deliveries }

  /// Records in the queue or on their way (`rd_kafka_outq_len`).
  public var waiting: Int { Int(rd_kafka_outq_len(core.handle.raw)) }

  /// Brokers and topics as the cluster knows them (`rd_kafka_metadata`).
  public func metadata(timeout: Duration) throws(KafkaFailure) -> ClusterMetadata {
    try core.handle.metadata(timeout: timeout)
  }
}
