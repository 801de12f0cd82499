internal import CRdKafka

extension KafkaFailure {
  /// Takes an error object of librdkafka's over: reads it, then frees it
  /// (`rd_kafka_error_destroy`).
  ///
  /// A fatal error the client has raised goes before what the call says (`rd_kafka_fatal_error`):
  /// after one, librdkafka 2.0.2 sometimes calls a later error abortable.
  static func taking(
    _ error: OpaquePointer, operation: String, client: OpaquePointer
  ) -> KafkaFailure {
    defer { rd_kafka_error_destroy(error) }
    let code = KafkaErrorCode(rd_kafka_error_code(error))
    let sentence = String(cString: rd_kafka_error_string(error))
    if let cause = fatal(of: client, operation: operation) { return cause }
    let action: Action =
      if rd_kafka_error_is_fatal(error) != 0 {
        .stop
      } else if rd_kafka_error_txn_requires_abort(error) != 0 {
        .abort
      } else if rd_kafka_error_is_retriable(error) != 0 {
        .retry
      } else {
        .stop
      }
    return KafkaFailure(action: action, code: code, sentence: sentence, operation: operation)
  }

  /// A bare code, which librdkafka does not classify outside its transactional calls.
  static func of(
    _ code: rd_kafka_resp_err_t, operation: String, client: OpaquePointer, detail: String = ""
  ) -> KafkaFailure {
    if let cause = fatal(of: client, operation: operation) { return cause }
    let code = KafkaErrorCode(code)
    let sentence = detail.isEmpty ? code.sentence : "\(code.sentence): \(detail)"
    return KafkaFailure(
      action: isPassing(code.native) ? .retry : .stop, code: code, sentence: sentence,
      operation: operation)
  }

  /// The fatal error a client has raised, if it has (`rd_kafka_fatal_error`).
  static func fatal(of client: OpaquePointer, operation: String) -> KafkaFailure? {
    var text = [CChar](repeating: 0, count: 512)
    let code = rd_kafka_fatal_error(client, &text, text.count)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return KafkaFailure(
      action: .stop, code: KafkaErrorCode(code), sentence: String(decoding: bytes, as: UTF8.self),
      operation: operation)
  }

  /// Codes that time heals: brokers restarting, leaders moving, coordinators loading.
  private static func isPassing(_ code: rd_kafka_resp_err_t) -> Bool {
    switch code {
    case RD_KAFKA_RESP_ERR__TRANSPORT, RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN,
      RD_KAFKA_RESP_ERR__RESOLVE, RD_KAFKA_RESP_ERR__TIMED_OUT, RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE,
      RD_KAFKA_RESP_ERR__WAIT_COORD, RD_KAFKA_RESP_ERR__WAIT_CACHE,
      RD_KAFKA_RESP_ERR__IN_PROGRESS, RD_KAFKA_RESP_ERR__PREV_IN_PROGRESS,
      RD_KAFKA_RESP_ERR__RETRY, RD_KAFKA_RESP_ERR__QUEUE_FULL, RD_KAFKA_RESP_ERR__NO_OFFSET,
      RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION,
      RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT, RD_KAFKA_RESP_ERR_BROKER_NOT_AVAILABLE,
      RD_KAFKA_RESP_ERR_REPLICA_NOT_AVAILABLE, RD_KAFKA_RESP_ERR_NETWORK_EXCEPTION,
      RD_KAFKA_RESP_ERR_COORDINATOR_LOAD_IN_PROGRESS, RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE,
      RD_KAFKA_RESP_ERR_NOT_COORDINATOR, RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS,
      RD_KAFKA_RESP_ERR_NOT_ENOUGH_REPLICAS_AFTER_APPEND, RD_KAFKA_RESP_ERR_NOT_CONTROLLER,
      RD_KAFKA_RESP_ERR_REBALANCE_IN_PROGRESS, RD_KAFKA_RESP_ERR_CONCURRENT_TRANSACTIONS,
      RD_KAFKA_RESP_ERR_UNSTABLE_OFFSET_COMMIT, RD_KAFKA_RESP_ERR_KAFKA_STORAGE_ERROR,
      RD_KAFKA_RESP_ERR_FENCED_LEADER_EPOCH, RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH,
      RD_KAFKA_RESP_ERR_THROTTLING_QUOTA_EXCEEDED, RD_KAFKA_RESP_ERR_OFFSET_NOT_AVAILABLE:
      true
    default:
      false
    }
  }
}
