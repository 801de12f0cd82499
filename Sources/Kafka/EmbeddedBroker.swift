internal import CRdKafka

/// A Kafka broker inside this process: librdkafka's mock cluster, on a loopback port any client
/// can use. For the first run, the demo and tests of the call protocol.
///
/// It proves nothing about exactly-once: readers see records of aborted transactions, offsets
/// committed in a transaction read back as none, and each partition silently forgets all but the
/// newest 5 MiB or 100,000 batches. It answers no admin requests but metadata.
public final class EmbeddedBroker {
  /// The cluster's book-keeper: a client that knows no broker and connects to nothing.
  private let client: OpaquePointer
  private let cluster: OpaquePointer
  /// How many brokers, numbered from 1.
  public let brokers: Int

  /// Starts brokers on free ports of 127.0.0.1 (`rd_kafka_mock_cluster_new`).
  public init(brokers: Int = 1) throws(SettingsFault) {
    precondition(brokers > 0, "a cluster has at least one broker")
    let fault = SettingsFault(problems: [
      SettingProblem(
        key: "*", sentence: "The embedded broker cannot listen on 127.0.0.1.",
        remedy: "Check that the process may open sockets.")
    ])
    let configuration = rd_kafka_conf_new()
    rd_kafka_conf_set(configuration, "log_level", "0", nil, 0)
    guard let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, nil, 0) else {
      rd_kafka_conf_destroy(configuration)
      throw fault
    }
    guard let cluster = rd_kafka_mock_cluster_new(client, Int32(brokers)) else {
      rd_kafka_destroy(client)
      throw fault
    }
    self.client = client
    self.cluster = cluster
    self.brokers = brokers
  }

  deinit {
    rd_kafka_mock_cluster_destroy(cluster)
    rd_kafka_destroy(client)
  }

  /// Where it listens, for `Settings.bootstrapServers` (`rd_kafka_mock_cluster_bootstraps`).
  public var bootstrapServers: String { String(cString: rd_kafka_mock_cluster_bootstraps(cluster)) }

  /// Creates a topic (`rd_kafka_mock_topic_create`); settings and compaction do not exist.
  public func createTopic(_ name: String, partitions: Int) throws(KafkaFailure) {
    try check(
      rd_kafka_mock_topic_create(cluster, name, Int32(partitions), Int32(min(brokers, 3))),
      "rd_kafka_mock_topic_create")
  }

  /// The next requests of this kind are answered with these errors, one each
  /// (`rd_kafka_mock_push_request_errors_array`). `transport` drops the connection.
  public func inject(_ errors: [KafkaErrorCode], into kind: RequestKind) {
    let codes = errors.map(\.native)
    rd_kafka_mock_push_request_errors_array(cluster, kind.rawValue, codes.count, codes)
  }

  /// Forgets the errors still waiting (`rd_kafka_mock_clear_request_errors`).
  public func clearErrors(of kind: RequestKind) {
    rd_kafka_mock_clear_request_errors(cluster, kind.rawValue)
  }

  /// Answers metadata for a topic with an error, nil for none (`rd_kafka_mock_topic_set_error`).
  public func setError(_ code: KafkaErrorCode?, ofTopic name: String) {
    rd_kafka_mock_topic_set_error(cluster, name, code?.native ?? RD_KAFKA_RESP_ERR_NO_ERROR)
  }

  /// Drops all connections of a broker, or of every one, and accepts none
  /// (`rd_kafka_mock_broker_set_down`).
  public func takeDown(broker: Int? = nil) throws(KafkaFailure) {
    try check(
      rd_kafka_mock_broker_set_down(cluster, Int32(broker ?? -1)), "rd_kafka_mock_broker_set_down")
  }

  /// Accepts connections again (`rd_kafka_mock_broker_set_up`).
  public func bringUp(broker: Int? = nil) throws(KafkaFailure) {
    try check(
      rd_kafka_mock_broker_set_up(cluster, Int32(broker ?? -1)), "rd_kafka_mock_broker_set_up")
  }

  /// Delays every answer (`rd_kafka_mock_broker_set_rtt`), to the millisecond.
  public func setRoundTrip(_ time: Duration, broker: Int? = nil) throws(KafkaFailure) {
    try check(
      rd_kafka_mock_broker_set_rtt(cluster, Int32(broker ?? -1), time.milliseconds),
      "rd_kafka_mock_broker_set_rtt")
  }

  /// Moves a partition's leader (`rd_kafka_mock_partition_set_leader`), nil leaves it without
  /// one.
  public func setLeader(of place: TopicPartition, broker: Int?) throws(KafkaFailure) {
    try check(
      rd_kafka_mock_partition_set_leader(
        cluster, place.topic, place.partition, Int32(broker ?? -1)),
      "rd_kafka_mock_partition_set_leader")
  }

  /// Moves the coordinator of a transactional id or group (`rd_kafka_mock_coordinator_set`).
  public func setCoordinator(of key: CoordinatorKey, broker: Int) throws(KafkaFailure) {
    let (kind, name) =
      switch key {
      case .group(let name): ("group", name)
      case .transaction(let name): ("transaction", name)
      }
    try check(
      rd_kafka_mock_coordinator_set(cluster, kind, name, Int32(broker)),
      "rd_kafka_mock_coordinator_set")
  }

  /// What a coordinator coordinates.
  public enum CoordinatorKey: Sendable {
    case group(String)
    case transaction(String)
  }

  private func check(_ code: rd_kafka_resp_err_t, _ operation: String) throws(KafkaFailure) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    throw .of(code, operation: operation, client: client)
  }
}
