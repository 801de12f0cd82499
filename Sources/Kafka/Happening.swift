/// What happened to a consumer besides records, recorded inside librdkafka's callbacks and errors
/// and handled by the loop: nothing is done inside a callback.
public enum Happening: Equatable, Sendable {
  /// The group gave these partitions. Answer with `completeAssignment`; nothing is fetched
  /// before.
  case partitionsAssigned([TopicPartition])
  /// The group wants these back. Finish or abort, then answer with `completeRevocation`. The
  /// group waits for that answer, at most `max.poll.interval.ms`.
  case partitionsRevoked([TopicPartition])
  /// These are already someone else's: abort, then answer with `completeRevocation`.
  case partitionsLost([TopicPartition])
  /// A reader reached the end of a partition; the offset is the next record's.
  case endReached(TopicPartition, Offset)
  /// One partition or topic has trouble: it does not exist, or may not be read, or the position
  /// is out of range.
  case partitionFailed(TopicPartition, KafkaFailure)
  /// The client has trouble. `stop` means it is finished.
  case failed(KafkaFailure)
}
