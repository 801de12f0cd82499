public import Kafka

/// The seam: what a worker needs of Kafka, and all of it. Kafka itself is one (`KafkaLog`), the
/// simulated log of the tests another; one conformance suite holds both.
///
/// Records cross it by the batch. Failures are Kafka's, classified by what must be done.
public protocol RecordLog {
  associatedtype Reader: LogReader
  associatedtype Member: GroupMember
  associatedtype Writer: LogWriter where Writer.Member == Member

  /// A reader that belongs to no group and is told its partitions.
  func reader() throws(KafkaFailure) -> Reader
  /// A member of a group that has joined nothing yet.
  func member(of group: String) throws(KafkaFailure) -> Member
  /// A transactional writer to these topics; `initialize` makes it its id's only one.
  func writer(
    _ transactionalID: String, to topics: [String], room: WriterRoom
  ) throws(KafkaFailure) -> Writer
  /// Milliseconds since 1970 by the worker's own clock: for pace, never for content.
  var now: Int64 { get }
  /// Lets time pass, in steps so small that a stop is noticed.
  func rest(milliseconds: Int)
}

/// How long a record a writer must be able to send.
public enum WriterRoom: Sendable {
  case usual
  /// The original of an oversize record, and the reasons, in one rejection.
  case rejections
}

/// Reads committed records of partitions it was told, in the order of the log.
public protocol LogReader: AnyObject {
  func assign(_ offsets: [TopicPartition: Offset]) throws(KafkaFailure)
  /// Waits for a first record, then takes what is there: at most `max`, little more than
  /// `bytesMax`, for at most `gathering` longer. An empty batch is no error.
  func poll(
    max: Int, bytesMax: Int, timeout: Duration, gathering: Duration
  ) throws(KafkaFailure) -> RecordBatch
  /// What happened since the last call, in order.
  func takeHappenings() -> [Happening]
  func topicName(_ index: Int) -> String
  /// The first offset a partition still has, and the one after its last committed record.
  func watermarks(of place: TopicPartition, timeout: Duration) throws(KafkaFailure) -> Range<Int64>
}

/// Reads what its group gives it. A partition given is read from where `completeAssignment` says;
/// one wanted back stays until `completeRevocation`.
public protocol GroupMember: LogReader {
  func metadata(timeout: Duration) throws(KafkaFailure) -> ClusterMetadata
  func subscribe(_ topics: [String]) throws(KafkaFailure)
  func completeAssignment(startingAt offsets: [TopicPartition: Offset]) throws(KafkaFailure)
  func completeRevocation() throws(KafkaFailure)
  func seek(_ offsets: [TopicPartition: Offset], timeout: Duration) throws(KafkaFailure)
  /// The group's committed positions; of partitions without one, nothing.
  func marks(
    of places: [TopicPartition], timeout: Duration
  ) throws(KafkaFailure) -> [PositionMark]
  /// Leaves the group.
  func close() throws(KafkaFailure)
}

/// Writes records and positions in transactions, one at a time.
public protocol LogWriter: AnyObject {
  associatedtype Member: GroupMember
  /// Fences older writers of the id and settles what they left open. Once, before `begin`.
  func initialize() throws(KafkaFailure)
  /// How many partitions each of the topics has, in the order given.
  var partitionCounts: [Int32] { get }
  func begin() throws(KafkaFailure)
  /// A record to the topic of that number; `timestamp` in milliseconds, nil is now.
  func send(
    _ topic: Int, partition: Int32, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?,
    timestamp: Int64?, headers: consuming OutgoingHeaders
  ) throws(KafkaFailure)
  /// Makes the positions part of the transaction, if the member is still of its group's
  /// generation.
  func send(_ marks: [PositionMark], as member: Member) throws(KafkaFailure)
  /// After a failure of `abort`, call `abort`. After `stop` nobody knows the outcome but the log.
  func commit() throws(KafkaFailure)
  /// Does nothing when no transaction is open.
  func abort() throws(KafkaFailure)
}
