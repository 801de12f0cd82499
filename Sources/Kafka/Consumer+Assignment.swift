internal import CRdKafka

extension Consumer {
  /// Reads these partitions from these offsets, replacing what was read before
  /// (`rd_kafka_assign`).
  ///
  /// For a reader, or for a consumer that never subscribes and only commits under its group's
  /// name. A subscribed member uses `completeAssignment` instead.
  public func assign(_ offsets: [TopicPartition: Offset]) throws(KafkaFailure) {
    let list = TopicPartitionList(offsets)
    replaceAssignment(list.partitions)
    try check(rd_kafka_assign(handle.raw, list.raw), "rd_kafka_assign")
  }

  /// Whether the group waits for `completeAssignment` or `completeRevocation`.
  public var isAnswerDue: Bool {
    if case .none = handle.box.pending { false } else { true }
  }

  /// Accepts the partitions the group gave and begins to fetch them (`rd_kafka_assign`), each
  /// from the offset given here or else from the committed one.
  ///
  /// Does nothing when no assignment waits, which is so when a revocation overtook it.
  public func completeAssignment(
    startingAt offsets: [TopicPartition: Offset] = [:]
  ) throws(KafkaFailure) {
    guard case .assignment(let partitions) = handle.box.pending else { return }
    handle.box.pending = .none
    var starts: [TopicPartition: Offset] = [:]
    for item in partitions { starts[item] = offsets[item] ?? .committed }
    let list = TopicPartitionList(starts)
    replaceAssignment(partitions)
    try check(rd_kafka_assign(handle.raw, list.raw), "rd_kafka_assign")
  }

  /// Gives every partition back, so that the group can go on (`rd_kafka_assign` with NULL).
  ///
  /// Commit or abort first. All of them: only eager assignors are allowed.
  public func completeRevocation() throws(KafkaFailure) {
    guard case .revocation = handle.box.pending else { return }
    handle.box.pending = .none
    replaceAssignment([])
    try check(rd_kafka_assign(handle.raw, nil), "rd_kafka_assign")
  }

  /// Stops fetching these partitions, keeping them assigned (`rd_kafka_pause_partitions`).
  public func pause(_ partitions: [TopicPartition]) throws(KafkaFailure) {
    let list = TopicPartitionList(partitions)
    try check(rd_kafka_pause_partitions(handle.raw, list.raw), "rd_kafka_pause_partitions")
    try checkEntries(list, "rd_kafka_pause_partitions")
  }

  /// Fetches these partitions again (`rd_kafka_resume_partitions`).
  public func resume(_ partitions: [TopicPartition]) throws(KafkaFailure) {
    let list = TopicPartitionList(partitions)
    try check(rd_kafka_resume_partitions(handle.raw, list.raw), "rd_kafka_resume_partitions")
    try checkEntries(list, "rd_kafka_resume_partitions")
  }

  func checkEntries(
    _ list: borrowing TopicPartitionList, _ operation: String
  ) throws(KafkaFailure) {
    guard let error = list.firstError else { return }
    throw .of(
      error.code, operation: operation, client: handle.raw, detail: error.partition.description)
  }
}
