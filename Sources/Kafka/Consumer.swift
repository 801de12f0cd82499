internal import CRdKafka

/// Reads records, in a consumer group or by itself, for one blocking loop on one thread.
///
/// The loop: `poll`, then look at `takeHappenings()` and answer what the group asks, then process
/// the batch. A revocation waits for `completeRevocation()`, so the loop can finish or abort its
/// transaction first. Not Sendable: batch consume of librdkafka 2.0.2 loses or misplaces records
/// when another thread seeks or pauses (issue 4208), so there is no other thread.
public final class Consumer {
  let core: ConsumerCore
  var handle: Handle { core.handle }
  private let clock = ContinuousClock()

  /// When `poll` was last entered. librdkafka 2.0.2 counts any queue's polling towards
  /// `max.poll.interval.ms`, so a watchdog should compare this instead.
  public private(set) var lastPoll: ContinuousClock.Instant
  /// Rises by one with each assignment answered. A transaction begun under a lower number must be
  /// aborted: its offsets may already be someone else's.
  public private(set) var generation = 0
  /// What is assigned now, sorted.
  public private(set) var assignment: [TopicPartition] = []

  /// A member of `group`, or with nil a reader that assigns partitions to itself
  /// (`rd_kafka_new`). Does not wait for a broker.
  public init(settings: Settings, group: String?) throws(SettingsFault) {
    let role: Role = group == nil ? .reader : .consumer
    core = ConsumerCore(handle: try Handle(settings, role: role, identity: group))
    lastPoll = clock.now
  }

  /// Joins the group for these topics, names or `^regular expressions` (`rd_kafka_subscribe`).
  ///
  /// Check names with `metadata(timeout:)` first: a missing topic only becomes a happening here,
  /// and makes batch consume of some versions crash (issue 4273).
  public func subscribe(_ topics: [String]) throws(KafkaFailure) {
    let list = TopicPartitionList(topics: topics)
    try check(rd_kafka_subscribe(handle.raw, list.raw), "rd_kafka_subscribe")
  }

  /// Waits up to `timeout` for a first record or happening, then takes what else is there, up to
  /// `max`, waiting up to `gathering` more for the batch to fill
  /// (`rd_kafka_consume_batch_queue`).
  ///
  /// Stops when `bytesMax` is passed, by at most the 64 records that are taken at a time: what a
  /// batch pins does not grow with the backlog.
  ///
  /// An empty batch is not an error. Records of partitions that are no longer assigned, or that
  /// the group wants back, are dropped; their next owner reads them.
  public func poll(
    max: Int, bytesMax: Int = .max, timeout: Duration, gathering: Duration = .zero
  ) throws(KafkaFailure) -> RecordBatch {
    precondition(max > 0, "a poll for no records would never return any")
    lastPoll = clock.now
    let buffer = core.buffer(of: max)
    // One record first: the batch call waits for a full batch, or for the whole of its timeout.
    var count = consume(into: buffer.messages, max: 1, timeout: timeout)
    if count == 1, max > 1 {
      count += gather(into: buffer.messages + 1, max: max - 1, bytesMax: bytesMax, for: gathering)
    }
    let kept = core.sift(buffer, count: count)
    if let fatal = KafkaFailure.fatal(of: handle.raw, operation: "rd_kafka_consume_batch_queue") {
      buffer.destroyMessages(kept)
      core.reclaim(buffer)
      throw fatal
    }
    return RecordBatch(consumer: core, buffer: buffer, count: kept)
  }

  /// Takes records by the handful until there are enough, or too many bytes, or time is up.
  private func gather(
    into messages: UnsafeMutablePointer<UnsafeMutablePointer<rd_kafka_message_t>?>, max: Int,
    bytesMax: Int, for time: Duration
  ) -> Int {
    let handful = bytesMax == .max ? max : 64
    let end = time > .zero ? clock.now.advanced(by: time) : nil
    var (count, bytes) = (0, 0)
    while count < max, bytes < bytesMax {
      let left = end.map { Swift.max(clock.now.duration(to: $0), .zero) } ?? .zero
      let found = consume(into: messages + count, max: min(handful, max - count), timeout: left)
      for index in count..<count + found { bytes += messages[index]?.pointee.len ?? 0 }
      count += found
      if found == 0 { break }
    }
    return count
  }

  private func consume(
    into messages: UnsafeMutablePointer<UnsafeMutablePointer<rd_kafka_message_t>?>, max: Int,
    timeout: Duration
  ) -> Int {
    let found = rd_kafka_consume_batch_queue(handle.queue, timeout.milliseconds, messages, max)
    return Swift.max(found, 0)
  }

  /// What happened since the last call, in order. Handle it before the batch.
  public func takeHappenings() -> [Happening] { handle.box.takeHappenings() }

  /// Happenings lost because nobody took them; more than none is a mistake of the loop.
  public var happeningsDropped: Int { handle.box.happeningsDropped }

  /// Records dropped because their partition was no longer assigned.
  public var recordsDropped: Int { core.recordsDropped }

  /// The name behind `ConsumedRecord.topicIndex`.
  public func topicName(_ index: Int) -> String { core.topics.names[index] }

  /// The last statistics document, JSON, or nil when none came since the last call
  /// (`statistics.interval.ms`, off by default). Nil also where the settings name a sink for them.
  public func takeStatistics() -> [UInt8]? {
    defer { handle.box.statistics = nil }
    return handle.box.statistics
  }

  /// Leaves the group and stops (`rd_kafka_consumer_close`). Commit or abort first: a revocation
  /// that comes while closing is answered at once. Blocks for at most about `session.timeout.ms`.
  public func close() throws(KafkaFailure) {
    replaceAssignment([])
    if let failure = handle.closeConsumer() { throw failure }
  }

  func check(_ code: rd_kafka_resp_err_t, _ operation: String) throws(KafkaFailure) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    throw .of(code, operation: operation, client: handle.raw)
  }

  func replaceAssignment(_ partitions: [TopicPartition]) {
    assignment = partitions.sorted()
    generation += 1
    core.topics.assign(assignment, of: handle)
  }
}
