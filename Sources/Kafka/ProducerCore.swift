internal import CRdKafka

/// What both producers share: topics and sending.
final class ProducerCore {
  let handle: Handle
  private var topics: [String: OutputTopic] = [:]
  /// Records handed to librdkafka since the client was built.
  private(set) var sent = 0

  init(handle: Handle) { self.handle = handle }

  /// Resolves a topic and warms its connection up: in librdkafka 2.0.2 the first record to a
  /// topic is up to a second late otherwise (pull request 5032).
  func topic(_ name: String, timeout: Duration) throws(KafkaFailure) -> OutputTopic {
    if let known = topics[name] { return known }
    let all = try handle.metadata(timeout: timeout)
    let operation = "rd_kafka_metadata"
    guard all.topic(name) != nil, let raw = handle.topic(name) else {
      throw .of(
        RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, operation: operation, client: handle.raw,
        detail: name)
    }
    let one = try handle.metadata(of: raw, timeout: timeout)
    if let failure = one.topic(name)?.failure {
      throw .of(failure.native, operation: operation, client: handle.raw, detail: name)
    }
    let topic = OutputTopic(
      name: name, partitionCount: Int32(one.topic(name)?.partitions ?? 0), raw: raw,
      owner: ObjectIdentifier(self))
    topics[name] = topic
    return topic
  }

  /// Hands one record over (`rd_kafka_producev`), which copies key and value.
  ///
  /// While the queue is full, serves delivery reports and tries again, up to `patience`.
  func send(
    _ topic: OutputTopic, partition: Int32?, key: UnsafeRawBufferPointer?,
    value: UnsafeRawBufferPointer?, timestamp: Int64?, headers: consuming OutgoingHeaders,
    patience: Duration
  ) throws(KafkaFailure) {
    precondition(topic.owner == ObjectIdentifier(self), "a topic belongs to its producer")
    let list = headers.take()
    var code = produce(topic, partition, key, value, timestamp, list)
    if code == RD_KAFKA_RESP_ERR__QUEUE_FULL {
      let clock = ContinuousClock()
      let end = clock.now.advanced(by: patience)
      while code == RD_KAFKA_RESP_ERR__QUEUE_FULL, clock.now < end {
        rd_kafka_poll(handle.raw, 50)
        code = produce(topic, partition, key, value, timestamp, list)
      }
    }
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else {
      sent += 1
      return
    }
    // Safe because a failed `producev` leaves the headers with their owner: us.
    if let list { rd_kafka_headers_destroy(list) }
    throw .of(code, operation: "rd_kafka_producev", client: handle.raw, detail: topic.name)
  }

  private func produce(
    _ topic: OutputTopic, _ partition: Int32?, _ key: UnsafeRawBufferPointer?,
    _ value: UnsafeRawBufferPointer?, _ timestamp: Int64?, _ headers: OpaquePointer?
  ) -> rd_kafka_resp_err_t {
    // A partition that does not exist is refused here: never give librdkafka's error path the
    // chance.
    if let partition, partition < 0 || partition >= topic.partitionCount {
      return RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION
    }
    return vigie_produce(
      handle.raw, topic.raw, partition ?? RD_KAFKA_PARTITION_UA,
      key.map { $0.baseAddress ?? Bytes.nowhere }, key?.count ?? 0,
      value.map { $0.baseAddress ?? Bytes.nowhere }, value?.count ?? 0, timestamp ?? 0, headers,
      UnsafeMutableRawPointer(bitPattern: handle.box.transaction))
  }

  /// Waits until every record is delivered or failed (`rd_kafka_flush`).
  func flush(timeout: Duration) throws(KafkaFailure) {
    let code = rd_kafka_flush(handle.raw, timeout.milliseconds)
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    throw .of(code, operation: "rd_kafka_flush", client: handle.raw)
  }

  /// The first delivery that failed since the last reset, with how many did.
  ///
  /// A purge is the consequence of an error that librdkafka itself tells better, at the commit.
  func deliveryFailure(action: KafkaFailure.Action?) -> KafkaFailure? {
    guard var failure = handle.box.firstDeliveryFailure,
      failure.code.native != RD_KAFKA_RESP_ERR__PURGE_QUEUE,
      failure.code.native != RD_KAFKA_RESP_ERR__PURGE_INFLIGHT
    else { return nil }
    failure.sentence += " (\(handle.box.deliveriesFailed) records were not delivered)"
    if let action, failure.action != .stop || !failure.isFenced { failure.action = action }
    return failure
  }

  /// Begins a new count: failures from here on belong to the next transaction.
  func resetDeliveries() {
    handle.box.transaction += 1
    handle.box.deliveriesFailed = 0
    handle.box.firstDeliveryFailure = nil
  }
}
