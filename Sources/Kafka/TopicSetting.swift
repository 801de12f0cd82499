/// One setting of a topic.
public struct TopicSetting: Equatable, Sendable {
  public var value: String
  /// Whether the topic itself sets it; otherwise it is the broker's or Kafka's default.
  public var isSetOnTopic: Bool

  public init(value: String, isSetOnTopic: Bool) {
    self.value = value
    self.isSetOnTopic = isSetOnTopic
  }
}
