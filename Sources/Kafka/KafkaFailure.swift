internal import CRdKafka

/// What the broker, the network or the client failed at, classified by what must be done.
///
/// Carries no payload, key or secret: a code, its name, a sentence of librdkafka's and the
/// operation.
public struct KafkaFailure: Error, Equatable, Sendable {
  /// What the caller must do. Whatever librdkafka does not classify is `stop`, as its manual
  /// advises.
  public enum Action: String, Sendable {
    /// Call the same operation again, with the same arguments, after a short wait.
    case retry
    /// Abort the transaction, rewind to the committed offsets and go on with the same producer.
    case abort
    /// This client is finished: drop it and build a new one. The process need not end: a single
    /// producer can be fenced by its own past (librdkafka issue 3928).
    case stop
  }

  /// What must be done.
  public var action: Action
  /// The code, open-ended.
  public var code: KafkaErrorCode
  /// librdkafka's sentence, which may name topics and brokers, never a record's content.
  public var sentence: String
  /// The C function or the step that failed.
  public var operation: String

  public init(action: Action, code: KafkaErrorCode, sentence: String, operation: String) {
    self.action = action
    self.code = code
    self.sentence = sentence
    self.operation = operation
  }

  /// The code's name as Kafka's documentation spells it.
  public var name: String { code.name }

  /// A newer client took over this one's identity: its transactional id or its group instance id.
  public var isFenced: Bool {
    switch code.native {
    case RD_KAFKA_RESP_ERR__FENCED, RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH,
      RD_KAFKA_RESP_ERR_PRODUCER_FENCED, RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
      true
    default:
      false
    }
  }
}

extension KafkaFailure: CustomStringConvertible {
  public var description: String { "\(operation): \(name) (\(action.rawValue)): \(sentence)" }
}
