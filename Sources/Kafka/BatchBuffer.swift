internal import CRdKafka

/// Room for one batch: librdkafka's message pointers and the topic index of each. Reused by the
/// consumer, so that a poll allocates nothing of its own.
final class BatchBuffer {
  let capacity: Int
  let messages: UnsafeMutablePointer<UnsafeMutablePointer<rd_kafka_message_t>?>
  private let topics: UnsafeMutablePointer<Int32>

  init(capacity: Int) {
    self.capacity = capacity
    messages = .allocate(capacity: capacity)
    messages.initialize(repeating: nil, count: capacity)
    topics = .allocate(capacity: capacity)
    topics.initialize(repeating: 0, count: capacity)
  }

  deinit {
    messages.deallocate()
    topics.deallocate()
  }

  func keep(_ message: UnsafeMutablePointer<rd_kafka_message_t>, topic: Int, at index: Int) {
    messages[index] = message
    topics[index] = Int32(topic)
  }

  /// A view of a kept message.
  func record(at index: Int) -> ConsumedRecord {
    guard let message = messages[index] else {
      preconditionFailure("every place of a batch below its count holds a message")
    }
    return ConsumedRecord(message: message, topicIndex: Int(topics[index]))
  }

  /// Gives messages back (`rd_kafka_message_destroy`).
  func destroyMessages(_ count: Int) {
    for index in 0..<count {
      if let message = messages[index] { rd_kafka_message_destroy(message) }
      messages[index] = nil
    }
  }
}
