internal import CRdKafka

/// An open transaction. Ends by `commit` or `abort`; dropped without either, it is aborted.
public struct Transaction: ~Copyable {
  private let producer: TransactionalProducer
  private var isOpen = true
  /// Records sent in it.
  public private(set) var sent = 0

  init(producer: TransactionalProducer) { self.producer = producer }

  /// Hands a record over (`rd_kafka_producev`); key and value are copied, nil is null.
  ///
  /// Without a partition librdkafka's partitioner chooses. `timestamp` is in milliseconds since
  /// 1970 UTC, nil is now. Waits while the queue is full, for at most the transaction's timeout.
  /// After `abort`, the transaction has failed already; a record too large is `stop`, so measure
  /// first.
  public mutating func send(
    _ topic: OutputTopic, partition: Int32?, key: UnsafeRawBufferPointer?,
    value: UnsafeRawBufferPointer?, timestamp: Int64? = nil,
    headers: consuming OutgoingHeaders = OutgoingHeaders()
  ) throws(KafkaFailure) {
    do throws(KafkaFailure) {
      try producer.core.send(
        topic, partition: partition, key: key, value: value, timestamp: timestamp,
        headers: headers, patience: producer.transactionTimeout)
      sent += 1
    } catch {
      // In a transaction that failed in the background librdkafka answers `_STATE`.
      guard error.code == .state || error.code == .queueFull else { throw error }
      throw producer.core.deliveryFailure(action: .abort)
        ?? KafkaFailure(
          action: .abort, code: error.code, sentence: error.sentence, operation: error.operation)
    }
  }

  /// Makes the group's offsets part of the transaction (`rd_kafka_send_offsets_to_transaction`).
  ///
  /// Each offset is the *next* record to read: the last processed, plus one. Retried with the
  /// same arguments while retriable. librdkafka ignores its timeout (issue 5456): have a
  /// watchdog.
  public mutating func sendOffsets(
    _ offsets: [TopicPartition: Int64], group: borrowing GroupMetadata
  ) throws(KafkaFailure) {
    try sendOffsets(offsets.map { PositionMark(place: $0.key, next: $0.value) }, group: group)
  }

  /// The same, with a note beside each offset.
  public mutating func sendOffsets(
    _ marks: [PositionMark], group: borrowing GroupMetadata
  ) throws(KafkaFailure) {
    guard !marks.isEmpty else { return }
    try producer.sendOffsets(TopicPartitionList(marks), group)
  }

  /// Commits (`rd_kafka_commit_transaction`, with no timeout of its own as its manual advises).
  ///
  /// When this throws `abort`, the transaction *has been* aborted: rewind and begin another. When
  /// it throws `stop`, the outcome is the broker's secret until a new producer of the same id has
  /// initialised and the committed offsets have been read again.
  public consuming func commit() throws(KafkaFailure) {
    isOpen = false
    do throws(KafkaFailure) {
      try producer.commit()
    } catch {
      if error.action == .abort { try producer.abort() }
      throw error
    }
  }

  /// Aborts (`rd_kafka_abort_transaction`): nobody who reads committed sees its records.
  public consuming func abort() throws(KafkaFailure) {
    isOpen = false
    try producer.abortSettled()
  }

  deinit {
    guard isOpen else { return }
    do throws(KafkaFailure) {
      try producer.abortSettled()
    } catch {
      producer.core.handle.box.record(failure: error)
    }
  }
}
