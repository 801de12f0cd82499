import Kafka

/// A transactional id in its coordinator's keeping.
struct SimulatedTransaction {
  let producer: Int
  var epoch = 0
  var isOngoing = false
  var begun: Int64 = 0
  var places: [TopicPartition] = []
  /// Positions that become the group's with the commit.
  var positions: [(group: String, mark: PositionMark)] = []
}

/// A decision whose markers are not in the log yet.
struct SimulatedMarkers {
  let id: String
  let producer: Int
  let isCommit: Bool
  let places: [TopicPartition]
  let positions: [(group: String, mark: PositionMark)]
}

extension SimulatedCluster {
  /// `InitProducerId`: settles what the last owner left open and raises the epoch: that fences him.
  func initializeProducer(_ id: String) -> Int {
    settleMarkers(of: id)
    if transactions[id] == nil {
      producersMade += 1
      transactions[id] = SimulatedTransaction(producer: producersMade)
    }
    decide(id, isCommit: false)
    settleMarkers(of: id)
    transactions[id]?.epoch += 1
    return transactions[id]?.epoch ?? 0
  }

  private func check(_ id: String, _ epoch: Int, _ operation: String) throws(KafkaFailure) {
    guard transactions[id]?.epoch == epoch else {
      throw Self.failure(.fenced, .stop, operation)
    }
  }

  private func begin(_ id: String) {
    // A broker answers CONCURRENT_TRANSACTIONS until the last markers are written; a client waits.
    settleMarkers(of: id)
    guard transactions[id]?.isOngoing == false else { return }
    transactions[id]?.isOngoing = true
    transactions[id]?.begun = now
  }

  /// `AddPartitionsToTxn` and `Produce`.
  func append(
    _ record: SimulatedRecord, to place: TopicPartition, id: String, epoch: Int
  ) throws(KafkaFailure) {
    try check(id, epoch, "produce")
    guard partitions[place] != nil else {
      throw Self.failure(.unknownTopicOrPartition, .stop, "produce")
    }
    begin(id)
    if transactions[id]?.places.contains(place) == false { transactions[id]?.places.append(place) }
    partitions[place]?.append(record, producer: transactions[id]?.producer, at: now)
  }

  /// `AddOffsetsToTxn` and `TxnOffsetCommit` (KIP-447): the member must be of the generation.
  func append(
    _ marks: [PositionMark], group: String, member: Int, generation: Int, id: String, epoch: Int
  ) throws(KafkaFailure) {
    let operation = "send_offsets_to_transaction"
    try check(id, epoch, operation)
    begin(id)
    guard let known = groups[group], known.members.contains(where: { $0.id == member }) else {
      throw Self.failure(.unknownMember, .abort, operation)
    }
    guard known.generation == generation else {
      throw Self.failure(.illegalGeneration, .abort, operation)
    }
    for mark in marks { transactions[id]?.positions.append((group, mark)) }
  }

  /// `EndTxn`: decided at once, settled when the markers are written.
  func end(_ id: String, epoch: Int, isCommit: Bool) throws(KafkaFailure) {
    try check(id, epoch, isCommit ? "commit_transaction" : "abort_transaction")
    decide(id, isCommit: isCommit)
  }

  private func decide(_ id: String, isCommit: Bool) {
    guard let transaction = transactions[id], transaction.isOngoing else { return }
    markers.append(
      SimulatedMarkers(
        id: id, producer: transaction.producer, isCommit: isCommit, places: transaction.places,
        positions: transaction.positions))
    transactions[id]?.isOngoing = false
    transactions[id]?.places = []
    transactions[id]?.positions = []
  }

  /// The coordinator aborts what is open for too long, and fences its producer.
  func expire(_ id: String) {
    guard let transaction = transactions[id], transaction.isOngoing,
      now - transaction.begun > transactionTimeout
    else { return }
    decide(id, isCommit: false)
    transactions[id]?.epoch += 1
  }

  /// Writes the markers of all decided transactions, or of one id's.
  func settleMarkers(of id: String? = nil) {
    for item in markers where id == nil || item.id == id {
      for place in item.places {
        partitions[place]?.settle(producer: item.producer, isCommit: item.isCommit, at: now)
      }
      guard item.isCommit else { continue }
      for (group, mark) in item.positions { groups[group]?.committed[mark.place] = mark }
    }
    markers.removeAll { id == nil || $0.id == id }
  }

  /// Whether a position of the group is part of a transaction whose end is not known yet.
  func isUnstable(_ place: TopicPartition, group: String) -> Bool {
    transactions.values.contains {
      $0.positions.contains { $0.group == group && $0.mark.place == place }
    } || markers.contains { $0.positions.contains { $0.group == group && $0.mark.place == place } }
  }
}
