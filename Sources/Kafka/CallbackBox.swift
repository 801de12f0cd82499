internal import CRdKafka

/// What librdkafka's callbacks write to: the opaque pointer of one client.
///
/// Every callback but `log` runs on the thread that polls (`rd_kafka_poll`,
/// `rd_kafka_consume_batch_queue`, `rd_kafka_flush`), which is the client's one thread. `log`
/// runs on any thread and reads only `sink`, which is constant and Sendable.
final class CallbackBox {
  /// Unhandled happenings are kept up to here; more are counted only.
  static let happeningsMax = 1024

  let sink: LogSink
  let statisticsSink: StatisticsSink?
  private(set) var happenings: [Happening] = []
  private(set) var happeningsDropped = 0
  private(set) var lastFailure: KafkaFailure?
  var statistics: [UInt8]?

  /// The consumer's queue, woken when a rebalance wants an answer.
  var queue: OpaquePointer?
  /// While closing, a revocation is answered at once: nobody is left to ask.
  var isClosing = false
  /// The rebalance that waits for the caller's answer.
  var pending: PendingRebalance = .none

  /// The transaction being filled. Reports of an older one's records, which an abort purged or
  /// which come late, say nothing about this one.
  var transaction = 0
  /// Records of this transaction whose delivery failed, and why the first did.
  var deliveriesFailed = 0
  var firstDeliveryFailure: KafkaFailure?
  var deliveries = 0

  init(sink: LogSink, statisticsSink: StatisticsSink? = nil) {
    self.sink = sink
    self.statisticsSink = statisticsSink
  }

  func record(_ happening: Happening) {
    guard happenings.count < Self.happeningsMax else {
      happeningsDropped += 1
      return
    }
    happenings.append(happening)
  }

  /// A consumer's failures are happenings; a producer's next call tells its own, so only the last
  /// is kept.
  func record(failure: KafkaFailure) {
    lastFailure = failure
    if queue != nil { record(.failed(failure)) }
  }

  func takeHappenings() -> [Happening] {
    guard !happenings.isEmpty else { return [] }
    defer { happenings = [] }
    return happenings
  }

  /// Whether nothing may be handed out: the partitions are on their way to someone else.
  var awaitsRevocation: Bool {
    if case .revocation = pending { true } else { false }
  }
}

/// A rebalance the caller has not answered.
enum PendingRebalance {
  case none
  case assignment([TopicPartition])
  case revocation
}
