public import Kafka

/// Kafka's brokers in memory: topics, transactions and groups, on a clock of their own.
///
/// Everything is seeded and nothing iterates a hash table into an answer, so one seed is one story.
/// Replication, disks and sockets are not simulated: what they do to a client (slow, lost or
/// refused calls) comes from `SimulatedFaults`.
public final class SimulatedCluster {
  /// Milliseconds since 1970.
  public private(set) var now: Int64 = 1_536_000_000_000
  var partitions: [TopicPartition: SimulatedPartition] = [:]
  private(set) var counts: [String: Int32] = [:]
  var transactions: [String: SimulatedTransaction] = [:]
  var groups: [String: SimulatedGroup] = [:]
  var producersMade = 0
  var membersMade = 0
  /// Transactions that are decided, whose markers are on their way.
  var markers: [SimulatedMarkers] = []
  var random: Seeded
  public var transactionTimeout: Int64 = 10_000
  public var sessionTimeout: Int64 = 10_000
  public var rebalanceTimeout: Int64 = 60_000

  public init(seed: UInt64) { random = Seeded(seed: seed) }

  public func createTopic(_ name: String, partitions count: Int32) {
    counts[name] = count
    for partition in 0..<count {
      partitions[TopicPartition(topic: name, partition: partition)] = SimulatedPartition()
    }
  }

  /// A topic is deleted with everything in it.
  public func deleteTopic(_ name: String) {
    for partition in 0..<(counts.removeValue(forKey: name) ?? 0) {
      partitions[TopicPartition(topic: name, partition: partition)] = nil
    }
  }

  public func partitionCount(of topic: String) -> Int32 { counts[topic] ?? 0 }

  public var topics: [String] { counts.keys.sorted() }

  /// A record from outside of Vigie, not in a transaction.
  public func publish(_ record: SimulatedRecord, to place: TopicPartition) {
    partitions[place]?.append(record, producer: nil, at: now)
  }

  /// Lets time pass: sessions end, transactions time out, markers arrive.
  public func advance(by milliseconds: Int64) {
    now += milliseconds
    for id in transactions.keys.sorted() { expire(id) }
    for name in groups.keys.sorted() { expireMembers(of: name) }
    if !random.once(in: 3) { settleMarkers() }
  }

  /// What a reader of committed records sees of a partition now, from its start.
  public func committed(
    _ place: TopicPartition
  ) -> [(offset: Int64, record: SimulatedRecord, time: Int64)] {
    guard let partition = partitions[place] else { return [] }
    return partition.read(from: partition.start, max: .max).records.map { ($0.0, $0.1, $0.2) }
  }

  /// Every record that was ever committed there, compaction and retention set aside.
  public func history(
    of place: TopicPartition
  ) -> [(offset: Int64, record: SimulatedRecord, time: Int64)] {
    // Transactions end in another order than they wrote; readers see the order of the log.
    (partitions[place]?.history ?? []).sorted { $0.offset < $1.offset }.compactMap { entry in
      guard case .record(let record) = entry.content else { return nil }
      return (entry.offset, record, entry.timestamp)
    }
  }

  /// The same in the order in which it was committed, from a number of records on.
  func history(of place: TopicPartition, from index: Int) -> [SimulatedRecord] {
    guard let partition = partitions[place] else { return [] }
    return partition.history[index...].compactMap { entry in
      guard case .record(let record) = entry.content else { return nil }
      return record
    }
  }

  func drawsOnce(in count: Int) -> Bool { random.once(in: count) }

  public func end(of place: TopicPartition) -> Int64 { partitions[place]?.end ?? 0 }

  public func committedPosition(of place: TopicPartition, group: String) -> PositionMark? {
    groups[group]?.committed[place]
  }

  /// A group's positions expire, as they do when it was away for longer than the broker keeps them.
  public func forgetPositions(of group: String) { groups[group]?.committed = [:] }

  public func compact(_ place: TopicPartition, dirty: Int64) {
    partitions[place]?.compact(dirty: dirty, tombstonesBefore: now - 60_000)
  }

  public func delete(_ place: TopicPartition, before offset: Int64) {
    partitions[place]?.delete(before: offset)
  }

  static func failure(
    _ code: KafkaErrorCode, _ action: KafkaFailure.Action, _ operation: String
  ) -> KafkaFailure {
    KafkaFailure(action: action, code: code, sentence: code.sentence, operation: operation)
  }
}
