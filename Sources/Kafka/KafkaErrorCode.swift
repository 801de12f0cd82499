internal import CRdKafka

/// A code of librdkafka's (`rd_kafka_resp_err_t`): negative ones are the client's own, positive
/// ones are the broker's, as the protocol numbers them. Open: a broker may send one unknown here.
public struct KafkaErrorCode: RawRepresentable, Hashable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  init(_ code: rd_kafka_resp_err_t) { rawValue = code.rawValue }

  var native: rd_kafka_resp_err_t { rd_kafka_resp_err_t(rawValue: rawValue) }

  /// The name as Kafka's documentation spells it, `UNKNOWN_TOPIC_OR_PART` (`rd_kafka_err2name`).
  public var name: String { String(cString: rd_kafka_err2name(native)) }

  /// One sentence in English (`rd_kafka_err2str`).
  public var sentence: String { String(cString: rd_kafka_err2str(native)) }

  /// The client gave up waiting.
  public static let timedOut = KafkaErrorCode(RD_KAFKA_RESP_ERR__TIMED_OUT)
  /// The connection to a broker broke. Injected into `EmbeddedBroker`, it drops the connection.
  public static let transport = KafkaErrorCode(RD_KAFKA_RESP_ERR__TRANSPORT)
  /// No broker can be reached.
  public static let allBrokersDown = KafkaErrorCode(RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
  /// The client is in no state to do this.
  public static let state = KafkaErrorCode(RD_KAFKA_RESP_ERR__STATE)
  /// The client is finished; `rd_kafka_fatal_error` knows why.
  public static let fatal = KafkaErrorCode(RD_KAFKA_RESP_ERR__FATAL)
  /// The send queue is full.
  public static let queueFull = KafkaErrorCode(RD_KAFKA_RESP_ERR__QUEUE_FULL)
  /// The broker was not asked: the partition does not exist.
  public static let unknownPartition = KafkaErrorCode(RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION)
  /// The caller broke the contract of a function.
  public static let invalidArgument = KafkaErrorCode(RD_KAFKA_RESP_ERR__INVALID_ARG)
  /// A call this broker does not know.
  public static let unsupportedFeature = KafkaErrorCode(RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE)
  /// The loop did not poll for longer than `max.poll.interval.ms` and left its group.
  public static let pollIntervalExceeded = KafkaErrorCode(RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED)
  /// A newer producer uses the transactional id.
  public static let fenced = KafkaErrorCode(RD_KAFKA_RESP_ERR__FENCED)
  /// The position is gone from the log, and no other was agreed on (`auto.offset.reset=error`).
  public static let positionReset = KafkaErrorCode(RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET)
  /// A record was not delivered in its time.
  public static let deliveryTimedOut = KafkaErrorCode(RD_KAFKA_RESP_ERR__MSG_TIMED_OUT)
  /// A broker's name has no address.
  public static let unresolved = KafkaErrorCode(RD_KAFKA_RESP_ERR__RESOLVE)
  /// The client knows no such topic.
  public static let unknownTopic = KafkaErrorCode(RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC)
  /// TLS failed: a certificate is expired, unknown or missing.
  public static let tls = KafkaErrorCode(RD_KAFKA_RESP_ERR__SSL)
  /// The broker does not know this user, or not with this password.
  public static let authentication = KafkaErrorCode(RD_KAFKA_RESP_ERR__AUTHENTICATION)
  /// The broker cannot write: its disk is full or broken.
  public static let storage = KafkaErrorCode(RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR)
  /// An access list forbids the group.
  public static let groupAuthorizationFailed = KafkaErrorCode(
    RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED)
  /// An access list forbids what concerns the whole cluster.
  public static let clusterAuthorizationFailed = KafkaErrorCode(
    RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED)
  /// The member is none of its group.
  public static let unknownMember = KafkaErrorCode(RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID)
  /// Position out of the log's range, and no `auto.offset.reset` to follow.
  public static let offsetOutOfRange = KafkaErrorCode(RD_KAFKA_RESP_ERR_OFFSET_OUT_OF_RANGE)
  /// No such topic, or no such partition, on the broker.
  public static let unknownTopicOrPartition = KafkaErrorCode(
    RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART)
  /// The topic is there already.
  public static let topicAlreadyExists = KafkaErrorCode(RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
  /// The coordinator is still reading its log.
  public static let coordinatorLoadInProgress = KafkaErrorCode(
    RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS)
  /// The coordinator is not there.
  public static let coordinatorNotAvailable = KafkaErrorCode(
    RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE)
  /// Another broker is the coordinator now.
  public static let notCoordinator = KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_COORDINATOR)
  /// Too few replicas are in sync to accept a record.
  public static let notEnoughReplicas = KafkaErrorCode(RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS)
  /// The producer's epoch is old: fenced, by the broker's wording before 2.8.
  public static let invalidProducerEpoch = KafkaErrorCode(RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH)
  /// A newer producer uses the transactional id, by the broker's wording since 2.8.
  public static let producerFenced = KafkaErrorCode(RD_KAFKA_RESP_ERR_PRODUCER_FENCED)
  /// The group moved on since the offsets' owner joined it.
  public static let illegalGeneration = KafkaErrorCode(RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION)
  /// The record is larger than `message.max.bytes`, here or on the broker.
  public static let messageTooLarge = KafkaErrorCode(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE)
  /// An access list forbids the topic.
  public static let topicAuthorizationFailed = KafkaErrorCode(
    RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED)
  /// An access list forbids the transactional id.
  public static let transactionalIDAuthorizationFailed = KafkaErrorCode(
    RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED)
}
