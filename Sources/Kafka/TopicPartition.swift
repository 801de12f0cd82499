/// One partition of one topic.
public struct TopicPartition: Hashable, Sendable {
  public var topic: String
  public var partition: Int32

  public init(topic: String, partition: Int32) {
    self.topic = topic
    self.partition = partition
  }
}

extension TopicPartition: Comparable {
  /// By topic (in UTF-8 order), then by partition: the order every list here is in.
  public static func < (left: TopicPartition, right: TopicPartition) -> Bool {
    left.topic == right.topic ? left.partition < right.partition : left.topic < right.topic
  }
}

extension TopicPartition: CustomStringConvertible {
  public var description: String { "\(topic)[\(partition)]" }
}
