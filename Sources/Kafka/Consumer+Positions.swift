internal import CRdKafka
internal import Glibc

extension Consumer {
  /// Goes on from these offsets, dropping what was fetched ahead (`rd_kafka_seek_partitions`):
  /// how a loop rewinds after an abort. Partitions must be assigned.
  ///
  /// Waits for each partition's fetcher, up to `timeout`, and asks again while a fetcher that was
  /// just assigned has not started.
  public func seek(
    _ offsets: [TopicPartition: Offset], timeout: Duration = .seconds(10)
  ) throws(KafkaFailure) {
    guard !offsets.isEmpty else { return }
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: timeout)
    var remaining = offsets
    while true {
      let list = TopicPartitionList(remaining)
      if let error = rd_kafka_seek_partitions(handle.raw, list.raw, Consumer.seekTimeout(timeout)) {
        throw .taking(error, operation: "rd_kafka_seek_partitions", client: handle.raw)
      }
      var notStarted: [TopicPartition: Offset] = [:]
      for index in 0..<list.count where list[index].err == RD_KAFKA_RESP_ERR__STATE {
        notStarted[list.partition(at: index)] = Offset(rawValue: list[index].offset)
      }
      guard !notStarted.isEmpty else { return try checkEntries(list, "rd_kafka_seek_partitions") }
      guard clock.now < end else {
        return try check(RD_KAFKA_RESP_ERR__TIMED_OUT, "rd_kafka_seek_partitions")
      }
      usleep(5000)
      remaining = notStarted
    }
  }

  /// librdkafka before 2.1 divides this call's timeout by a thousand (pull request 4230).
  private static func seekTimeout(_ timeout: Duration) -> Int32 {
    let milliseconds = max(timeout.milliseconds, 1)
    guard rd_kafka_version() < 0x0201_0000 else { return milliseconds }
    return milliseconds > Int32.max / 1000 ? .max : milliseconds * 1000
  }

  /// The next offset of each partition after what was polled (`rd_kafka_position`), `none` where
  /// nothing was polled yet.
  ///
  /// Counts records that `poll` dropped; a loop commits what it processed instead.
  public func position(
    of partitions: [TopicPartition]
  ) throws(KafkaFailure) -> [TopicPartition: Offset] {
    let list = TopicPartitionList(partitions)
    try check(rd_kafka_position(handle.raw, list.raw), "rd_kafka_position")
    try checkEntries(list, "rd_kafka_position")
    return list.offsets
  }

  /// The group's committed offsets, `none` where there is none (`rd_kafka_committed`).
  ///
  /// Of stable transactions only, since reading is `read_committed`. The embedded broker answers
  /// `none` for offsets committed in a transaction.
  public func committed(
    _ partitions: [TopicPartition], timeout: Duration
  ) throws(KafkaFailure) -> [TopicPartition: Offset] {
    let list = TopicPartitionList(partitions)
    try check(
      rd_kafka_committed(handle.raw, list.raw, timeout.milliseconds), "rd_kafka_committed")
    try checkEntries(list, "rd_kafka_committed")
    return list.offsets
  }

  /// The same with the notes beside the offsets; a partition that was never committed is left out.
  public func marks(
    of partitions: [TopicPartition], timeout: Duration
  ) throws(KafkaFailure) -> [PositionMark] {
    let list = TopicPartitionList(partitions)
    try check(
      rd_kafka_committed(handle.raw, list.raw, timeout.milliseconds), "rd_kafka_committed")
    try checkEntries(list, "rd_kafka_committed")
    return list.marks
  }

  /// Who this consumer is in its group now, for `Transaction.sendOffsets`
  /// (`rd_kafka_consumer_group_metadata`). Take it anew for each transaction.
  public func groupMetadata() -> GroupMetadata {
    GroupMetadata(taking: rd_kafka_consumer_group_metadata(handle.raw))
  }

  /// The first offset a partition has and the one after its last stable record
  /// (`rd_kafka_query_watermark_offsets`): asks the broker.
  public func watermarks(
    of place: TopicPartition, timeout: Duration
  ) throws(KafkaFailure) -> Range<Int64> {
    var low: Int64 = 0
    var high: Int64 = 0
    try check(
      rd_kafka_query_watermark_offsets(
        handle.raw, place.topic, place.partition, &low, &high, timeout.milliseconds),
      "rd_kafka_query_watermark_offsets")
    return low..<max(low, high)
  }

  /// Brokers and topics as the cluster knows them (`rd_kafka_metadata`).
  public func metadata(timeout: Duration) throws(KafkaFailure) -> ClusterMetadata {
    try handle.metadata(timeout: timeout)
  }
}
