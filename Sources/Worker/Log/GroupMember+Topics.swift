internal import Kafka

extension GroupMember {
  /// Fails unless every topic that is named outright exists: librdkafka 2.0.2 crashes on batch
  /// consume of a missing one (issue 4273), and a sentence is better than silence.
  func requireTopics(_ names: [String]) throws(KafkaFailure) {
    let known = try metadata(timeout: .seconds(10))
    let missing = names.filter { !$0.hasPrefix("^") && known.topic($0) == nil }
    guard missing.isEmpty else {
      throw KafkaFailure(
        action: .stop, code: .unknownTopicOrPartition,
        sentence: "\(missing.joined(separator: ", ")) does not exist",
        operation: "rd_kafka_metadata")
    }
  }
}
