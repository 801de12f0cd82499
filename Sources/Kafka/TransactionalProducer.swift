internal import CRdKafka
internal import Glibc

/// Sends records and consumed offsets in transactions: all of one or nothing.
///
/// One per worker thread. When a call throws `stop`, drop this producer and build another with
/// the same id: the broker fences the old one and settles what it left open. Not Sendable.
public final class TransactionalProducer {
  let core: ProducerCore
  let watchdog: Watchdog?
  /// How long the broker lets a transaction live (`transaction.timeout.ms`).
  public let transactionTimeout: Duration
  private(set) var isInTransaction = false

  /// Builds the client (`rd_kafka_new`). `transactionalID` must be the same after a restart, and
  /// no other worker's. The watchdog guards the calls that may never return.
  public init(
    settings: Settings, transactionalID: String, watchdog: Watchdog? = nil
  ) throws(SettingsFault) {
    let configuration = try Configuration(
      settings, role: .transactionalProducer, identity: transactionalID)
    let milliseconds = configuration.value("transaction.timeout.ms").flatMap { Int($0) } ?? 60_000
    transactionTimeout = .milliseconds(milliseconds)
    core = ProducerCore(
      handle: try Handle(settings, role: .transactionalProducer, identity: transactionalID))
    self.watchdog = watchdog
  }

  /// Fences older producers of the id and settles their transaction
  /// (`rd_kafka_init_transactions`). Once, before the first `begin`. Retries what is retriable
  /// until `timeout`; the first transaction on a fresh broker takes a second or two while the
  /// coordinator loads.
  public func initialize(timeout: Duration = .seconds(60)) throws(KafkaFailure) {
    try persist("rd_kafka_init_transactions", for: timeout) { client, remaining in
      rd_kafka_init_transactions(client, max(remaining.milliseconds, 1))
    }
  }

  /// Resolves a topic, which must exist (`rd_kafka_topic_new`, `rd_kafka_metadata`).
  public func topic(
    _ name: String, timeout: Duration = .seconds(10)
  ) throws(KafkaFailure) -> OutputTopic {
    try core.topic(name, timeout: timeout)
  }

  /// Begins a transaction (`rd_kafka_begin_transaction`); local, asks no broker.
  ///
  /// The transaction must be committed or aborted within `transactionTimeout`.
  public func begin() throws(KafkaFailure) -> Transaction {
    precondition(!isInTransaction, "the one transaction of a producer is still open")
    rd_kafka_poll(core.handle.raw, 0)
    core.resetDeliveries()
    if let error = rd_kafka_begin_transaction(core.handle.raw) {
      throw .taking(error, operation: "rd_kafka_begin_transaction", client: core.handle.raw)
    }
    isInTransaction = true
    return Transaction(producer: self)
  }

  /// The fatal error this client has raised, if any (`rd_kafka_fatal_error`).
  public var fatalFailure: KafkaFailure? {
    .fatal(of: core.handle.raw, operation: "rd_kafka_fatal_error")
  }

  /// The last statistics document, JSON, or nil when none came since the last call.
  public func takeStatistics() -> [UInt8]? {
    defer { core.handle.box.statistics = nil }
    return core.handle.box.statistics
  }

  func commit() throws(KafkaFailure) {
    defer { isInTransaction = false }
    // librdkafka flushes too and turns a failed delivery into an abortable error; looking here
    // as well means that no commit depends on that alone.
    do throws(KafkaFailure) {
      try guarding("rd_kafka_flush", for: transactionTimeout) { () throws(KafkaFailure) in
        try core.flush(timeout: transactionTimeout)
      }
      if let failure = core.deliveryFailure(action: .abort) { throw failure }
    } catch {
      throw error.action == .retry
        ? KafkaFailure(
          action: .abort, code: error.code, sentence: error.sentence, operation: error.operation)
        : error
    }
    try persist("rd_kafka_commit_transaction", for: transactionTimeout * 2) { client, _ in
      rd_kafka_commit_transaction(client, -1)
    }
  }

  /// Aborts a transaction that has not failed, after its records have gone out.
  ///
  /// Aborting at once after a commit can overtake the registration of the partitions, which waits
  /// for that commit to settle on the broker; the broker then refuses the abort with
  /// INVALID_TXN_STATE, and librdkafka 2.0.2 takes that for fatal.
  func abortSettled() throws(KafkaFailure) {
    if core.handle.box.deliveriesFailed == 0, fatalFailure == nil {
      rd_kafka_flush(core.handle.raw, TransactionalProducer.settlingMillisecondsMax)
    }
    try abort()
  }

  /// How long an abort waits for its records to go out first.
  private static let settlingMillisecondsMax: Int32 = 1000

  func abort() throws(KafkaFailure) {
    defer { isInTransaction = false }
    // Not -1: in 2.0.2 that waits for ever while the brokers are away, which leaves the thread
    // deaf. The call resumes where it was, and a producer that gives up is dropped.
    try persist("rd_kafka_abort_transaction", for: transactionTimeout * 2) { client, remaining in
      rd_kafka_abort_transaction(client, max(remaining.milliseconds, 1))
    }
    core.resetDeliveries()
  }

  func sendOffsets(
    _ list: borrowing TopicPartitionList, _ group: borrowing GroupMetadata
  ) throws(KafkaFailure) {
    let raw = list.raw
    let membership = group.raw
    let timeout = transactionTimeout.milliseconds
    try persist("rd_kafka_send_offsets_to_transaction", for: transactionTimeout) { client, _ in
      rd_kafka_send_offsets_to_transaction(client, raw, membership, timeout)
    }
  }

  /// Calls until it succeeds, fails for good, or `limit` has passed with retriable errors only:
  /// then the client's state is unknown and the failure is `stop`. The watchdog allows each call
  /// twice the limit, for those that ignore theirs.
  private func persist(
    _ operation: StaticString, for limit: Duration,
    _ call: (OpaquePointer, Duration) -> OpaquePointer?
  ) throws(KafkaFailure) {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: limit)
    while true {
      let client = core.handle.raw
      let remaining = clock.now.duration(to: end)
      guard let error = guarding(operation, for: limit * 2, { call(client, remaining) }) else {
        return
      }
      var failure = KafkaFailure.taking(error, operation: "\(operation)", client: client)
      guard failure.action == .retry else { throw failure }
      guard clock.now < end else {
        failure.action = .stop
        throw failure
      }
      rd_kafka_poll(client, 0)
      usleep(20_000)
    }
  }

  private func guarding<Result, Failure: Error>(
    _ operation: StaticString, for limit: Duration, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let watchdog else { return try body() }
    return try watchdog.guarding(operation, for: limit, body)
  }
}
