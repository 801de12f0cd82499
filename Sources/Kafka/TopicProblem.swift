/// One way in which a topic on the broker differs from its specification.
public struct TopicProblem: Equatable, Sendable {
  /// What differs.
  public enum Difference: Equatable, Sendable {
    case missing
    case partitions(wanted: Int, found: Int)
    case replicationFactor(wanted: Int, found: Int)
    case setting(name: String, wanted: String, found: String)
    /// The broker does not tell settings, so they could not be compared.
    case settingsUnreadable(KafkaErrorCode)
    /// The topic is there, but has an error of its own.
    case unavailable(KafkaErrorCode)
  }

  public var topic: String
  public var difference: Difference

  public init(topic: String, difference: Difference) {
    self.topic = topic
    self.difference = difference
  }

  /// What is wrong, in a sentence.
  public var sentence: String {
    switch difference {
    case .missing:
      "Topic \(topic) does not exist."
    case .partitions(let wanted, let found):
      "Topic \(topic) has \(found) partitions, not \(wanted)."
    case .replicationFactor(let wanted, let found):
      "Topic \(topic) keeps \(found) copies, not \(wanted)."
    case .setting(let name, let wanted, let found):
      "Topic \(topic) has \(name)=\(found), not \(wanted)."
    case .settingsUnreadable(let code):
      "The settings of topic \(topic) cannot be read: \(code.name)."
    case .unavailable(let code):
      "Topic \(topic) is not available: \(code.name)."
    }
  }

  /// What to do about it, in a sentence.
  public var remedy: String {
    switch difference {
    case .missing:
      "Create it with `vigie topics apply`."
    case .partitions(let wanted, let found) where found < wanted:
      "Stop Vigie, add partitions, and rebuild the sectors that move: records keep their partition."
    case .partitions:
      "Partitions cannot be taken away; raise the setting to match, or use another prefix."
    case .replicationFactor:
      "Reassign its replicas with Kafka's own tools."
    case .setting(let name, let wanted, _):
      "Set \(name)=\(wanted) with `vigie topics apply --change-settings`."
    case .settingsUnreadable:
      "Allow DescribeConfigs on the topic, or compare by hand."
    case .unavailable:
      "Look at the brokers; then verify again."
    }
  }
}
