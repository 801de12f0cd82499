/// What a client is for: each role has defaults and properties that must hold.
public enum Role: Sendable, CaseIterable {
  /// A member of a consumer group.
  case consumer
  /// A reader outside of any group, which assigns partitions to itself.
  case reader
  /// An idempotent producer without transactions.
  case producer
  /// The producer of the two stages.
  case transactionalProducer
  /// Topics: list, create, compare.
  case admin

  var isConsumer: Bool { self == .consumer || self == .reader }
}
