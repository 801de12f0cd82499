internal import CRdKafka

/// What the cluster says it has.
public struct ClusterMetadata: Sendable {
  /// A topic, with its partitions' count; `failure` where the broker could not say.
  public struct Topic: Sendable {
    public var name: String
    public var partitions: Int
    /// The smallest number of replicas a partition has.
    public var replicationFactor: Int
    public var failure: KafkaErrorCode?

    public init(
      name: String, partitions: Int, replicationFactor: Int, failure: KafkaErrorCode? = nil
    ) {
      self.name = name
      self.partitions = partitions
      self.replicationFactor = replicationFactor
      self.failure = failure
    }
  }

  /// Brokers as `host:port`, sorted.
  public var brokers: [String]
  /// Topics sorted by name, internal ones (`__consumer_offsets`) included.
  public var topics: [Topic]

  public init(brokers: [String], topics: [Topic]) {
    self.brokers = brokers
    self.topics = topics
  }

  /// A topic by name.
  public func topic(_ name: String) -> Topic? { topics.first { $0.name == name } }
}

extension Handle {
  /// All topics (`rd_kafka_metadata`): asking for one by name would create it on some brokers.
  func metadata(timeout: Duration) throws(KafkaFailure) -> ClusterMetadata {
    try metadata(of: nil, timeout: timeout)
  }

  func metadata(
    of topic: OpaquePointer?, timeout: Duration
  ) throws(KafkaFailure) -> ClusterMetadata {
    var answer: UnsafePointer<rd_kafka_metadata>?
    let code = rd_kafka_metadata(
      raw, topic == nil ? 1 : 0, topic, &answer, timeout.milliseconds)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let answer else {
      throw .of(code, operation: "rd_kafka_metadata", client: raw)
    }
    defer { rd_kafka_metadata_destroy(answer) }
    return ClusterMetadata(answer.pointee)
  }
}

extension ClusterMetadata {
  /// Safe because every array of the answer has the count beside it, and all is copied out.
  fileprivate init(_ answer: rd_kafka_metadata) {
    brokers = (0..<Int(answer.broker_cnt)).map { index in
      let broker = answer.brokers[index]
      return "\(String(cString: broker.host)):\(broker.port)"
    }.sorted()
    topics = (0..<Int(answer.topic_cnt)).map { index in
      let topic = answer.topics[index]
      let replicas = (0..<Int(topic.partition_cnt)).map { Int(topic.partitions[$0].replica_cnt) }
      return Topic(
        name: String(cString: topic.topic), partitions: Int(topic.partition_cnt),
        replicationFactor: replicas.min() ?? 0,
        failure: topic.err == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaErrorCode(topic.err))
    }.sorted { $0.name < $1.name }
  }
}
