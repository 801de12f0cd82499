/// A topic as it should be.
public struct TopicSpecification: Hashable, Sendable {
  public var name: String
  /// At least 1.
  public var partitions: Int
  /// Copies of each record; −1 leaves it to the broker's default.
  public var replicationFactor: Int
  /// Topic settings as Kafka names them, such as `cleanup.policy`; others are the broker's
  /// defaults.
  public var settings: [String: String]

  public init(
    name: String, partitions: Int, replicationFactor: Int = -1, settings: [String: String] = [:]
  ) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    self.settings = settings
  }
}
