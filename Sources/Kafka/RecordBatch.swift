internal import CRdKafka

/// Records from one poll, in the order librdkafka handed them out: within a partition by offset.
///
/// Owns librdkafka's messages and gives them back when dropped. While it lives its memory is
/// pinned, and it keeps the client alive, so drop it before closing the consumer.
public struct RecordBatch: ~Copyable {
  private let consumer: ConsumerCore
  private let buffer: BatchBuffer
  /// How many records there are.
  public let count: Int

  init(consumer: ConsumerCore, buffer: BatchBuffer, count: Int) {
    self.consumer = consumer
    self.buffer = buffer
    self.count = count
  }

  public var isEmpty: Bool { count == 0 }

  /// A record by its place in the batch.
  public subscript(index: Int) -> ConsumedRecord {
    _read {
      precondition(index >= 0 && index < count, "a record outside of its batch")
      yield buffer.record(at: index)
    }
  }

  /// Calls `body` with each record in order, until it throws.
  public func forEach<Failure: Error>(
    _ body: (borrowing ConsumedRecord) throws(Failure) -> Void
  ) throws(Failure) {
    for index in 0..<count { try body(buffer.record(at: index)) }
  }

  deinit {
    buffer.destroyMessages(count)
    consumer.reclaim(buffer)
  }
}
