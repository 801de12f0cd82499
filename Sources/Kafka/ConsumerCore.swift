internal import CRdKafka

/// The consumer's state that its batches keep alive.
final class ConsumerCore {
  let handle: Handle
  var topics = TopicTable()
  /// Records handed out by librdkafka for partitions that are no longer ours.
  var recordsDropped = 0
  private var spare: BatchBuffer?

  init(handle: Handle) { self.handle = handle }

  func buffer(of capacity: Int) -> BatchBuffer {
    guard let buffer = spare, buffer.capacity >= capacity else {
      return BatchBuffer(capacity: capacity)
    }
    spare = nil
    return buffer
  }

  func reclaim(_ buffer: BatchBuffer) {
    if buffer.capacity >= spare?.capacity ?? 0 { spare = buffer }
  }

  /// Keeps the records of our partitions, turns errors into happenings, destroys the rest.
  func sift(_ buffer: BatchBuffer, count: Int) -> Int {
    var kept = 0
    for index in 0..<count {
      guard let message = buffer.messages[index] else { continue }
      buffer.messages[index] = nil
      if message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR {
        record(message)
        rd_kafka_message_destroy(message)
      } else if let rkt = message.pointee.rkt, let topic = topics.index(of: rkt),
        topics.isAssigned(topic, message.pointee.partition), !handle.box.awaitsRevocation
      {
        buffer.keep(message, topic: topic, at: kept)
        kept += 1
      } else {
        recordsDropped += 1
        rd_kafka_message_destroy(message)
      }
    }
    return kept
  }

  private func record(_ message: UnsafeMutablePointer<rd_kafka_message_t>) {
    let code = message.pointee.err
    guard let rkt = message.pointee.rkt, let name = rd_kafka_topic_name(rkt) else {
      return handle.box.record(failure: failure(message))
    }
    let place = TopicPartition(
      topic: String(cString: name), partition: message.pointee.partition)
    if code == RD_KAFKA_RESP_ERR__PARTITION_EOF {
      handle.box.record(.endReached(place, .at(message.pointee.offset)))
    } else {
      handle.box.record(.partitionFailed(place, failure(message)))
    }
  }

  private func failure(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> KafkaFailure {
    let detail = rd_kafka_message_errstr(message).map { String(cString: $0) } ?? ""
    return .of(
      message.pointee.err, operation: "rd_kafka_consume_batch_queue", client: handle.raw,
      detail: detail)
  }
}
