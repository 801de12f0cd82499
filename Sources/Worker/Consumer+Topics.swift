internal import Kafka

extension Consumer {
  /// Fails unless every topic that is named outright exists: librdkafka 2.0.2 crashes on batch
  /// consume of a missing one (issue 4273), and a sentence is better than silence.
  func requireTopics(_ names: [String]) throws(KafkaFailure) {
    let names = names.filter { !$0.hasPrefix("^") }
    let known = try metadata(timeout: .seconds(10))
    let missing = names.filter { known.topic($0) == nil }
    guard !missing.isEmpty else { return }
    throw KafkaFailure(
      action: .stop, code: .unknownTopicOrPartition,
      sentence:
        "\(missing.joined(separator: ", ")) does not exist; `vigie topics apply` creates it",
      operation: "rd_kafka_metadata")
  }
}

extension Kafka.SettingsFault {
  /// Settings are checked before a loop starts; should a client refuse them all the same, the loop
  /// says so and tries again, as with any trouble.
  var asFailure: KafkaFailure {
    KafkaFailure(
      action: .stop, code: .invalidArgument, sentence: description, operation: "rd_kafka_new")
  }
}
