package import Kafka

/// What a stage does with its records. Everything else is the machine's and the shell's.
///
/// One thread, like the shell that owns it.
package protocol StageWork: AnyObject {
  associatedtype Log: RecordLog

  var group: String { get }
  /// Names, or patterns that begin with `^`.
  var topics: [String] { get }
  /// Which spans of a batch belong in one transaction.
  func lanes(_ spans: [BatchSpan]) -> [[BatchSpan]]

  /// Builds what lasts as long as the clients.
  func open(_ log: Log) throws(KafkaFailure)
  /// Fences the last owner of what was given, and begins to read what is remembered of it.
  func takeOver(_ places: [TopicPartition], _ log: Log) throws(KafkaFailure)
  /// Reads on; true when all is restored.
  func restore() throws(KafkaFailure) -> Bool
  /// Where to go on, if the stage knows better than the group.
  func position(of place: TopicPartition) -> Offset?
  /// Who writes the transactions of a partition.
  func writer(for place: TopicPartition) -> Log.Writer?

  /// Once a turn, between transactions: a transaction of its own, which it aborts itself.
  func tick(at now: Int64) throws(KafkaFailure)
  /// Works on the lane's records and hands outputs over, inside an open transaction.
  func process(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure)
  /// Rejects the lane's one record unseen: it killed every worker that looked at it.
  func rejectPoison(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure)
  /// The lane's transaction is in the log.
  func committed(_ lane: [BatchSpan])
  /// It is not: everything is as before it.
  func undo(_ lane: [BatchSpan])
  /// Forgets the partitions it had.
  func release()
  /// Drops every client.
  func discard()
}
