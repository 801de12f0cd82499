internal import CRdKafka

/// A consumer's membership in its group at one moment: group, generation, member
/// (`rd_kafka_consumer_group_metadata_t`).
public struct GroupMetadata: ~Copyable {
  let raw: OpaquePointer?

  init(taking raw: OpaquePointer?) { self.raw = raw }

  deinit { if let raw { rd_kafka_consumer_group_metadata_destroy(raw) } }
}
