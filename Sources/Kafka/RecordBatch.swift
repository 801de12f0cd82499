internal import CRdKafka

/// Records from one poll, in the order librdkafka handed them out: within a partition by offset.
///
/// Owns librdkafka's messages and gives them back when dropped. While it lives its memory is
/// pinned, and it keeps the client alive, so drop it before closing the consumer.
public struct RecordBatch: ~Copyable {
  private enum Source {
    case fetched(ConsumerCore, BatchBuffer)
    case made(MadeBatch)
  }

  private let source: Source
  /// How many records there are.
  public let count: Int

  init(consumer: ConsumerCore, buffer: BatchBuffer, count: Int) {
    source = .fetched(consumer, buffer)
    self.count = count
  }

  /// A batch of records that no broker sent: from a simulated log, or in a test.
  public init(made records: [MadeRecord]) {
    source = .made(MadeBatch(records))
    count = records.count
  }

  private func record(at index: Int) -> ConsumedRecord {
    switch source {
    case .fetched(_, let buffer): buffer.record(at: index)
    case .made(let batch): batch.record(at: index)
    }
  }

  public var isEmpty: Bool { count == 0 }

  /// A record by its place in the batch.
  public subscript(index: Int) -> ConsumedRecord {
    _read {
      precondition(index >= 0 && index < count, "a record outside of its batch")
      yield record(at: index)
    }
  }

  /// Calls `body` with each record in order, until it throws.
  public func forEach<Failure: Error>(
    _ body: (borrowing ConsumedRecord) throws(Failure) -> Void
  ) throws(Failure) {
    for index in 0..<count { try body(record(at: index)) }
  }

  deinit {
    guard case .fetched(let consumer, let buffer) = source else { return }
    buffer.destroyMessages(count)
    consumer.reclaim(buffer)
  }
}
