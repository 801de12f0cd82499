public import Kafka
public import Worker

/// A consumer: with a group one of its members, without one a reader.
public final class SimulatedMember: GroupMember {
  let group: String?
  private(set) var id: Int?
  private(set) var generation = -1
  private let client: SimulatedClient
  private var topics: [String] = []
  private var names: [String] = []
  /// What is read, and from where next.
  private var positions: [TopicPartition: Int64] = [:]
  /// What the group gave and was not given back.
  private var held: [TopicPartition] = []
  private var pending = Pending.none
  private var happenings: [Happening] = []
  private var ended: Set<TopicPartition> = []
  private var failed: Set<TopicPartition> = []

  private enum Pending { case none, assignment, revocation }

  init(_ client: SimulatedClient, group: String?) {
    self.client = client
    self.group = group
  }

  /// A living process that drops its consumer leaves the group; a dead one does nothing.
  deinit {
    if client.isRunning, let group, let id { cluster.leave(group, member: id) }
  }

  private var cluster: SimulatedCluster { client.cluster }

  public func metadata(timeout: Duration) throws(KafkaFailure) -> ClusterMetadata {
    try client.call(.metadata) { () throws(KafkaFailure) in
      ClusterMetadata(
        brokers: ["simulated:0"],
        topics: cluster.topics.map {
          ClusterMetadata.Topic(
            name: $0, partitions: Int(cluster.partitionCount(of: $0)), replicationFactor: 1)
        })
    }
  }

  public func subscribe(_ topics: [String]) throws(KafkaFailure) {
    try client.call(.subscribe) { () throws(KafkaFailure) in self.topics = topics }
  }

  public func assign(_ offsets: [TopicPartition: Offset]) throws(KafkaFailure) {
    try client.call(.assign) { () throws(KafkaFailure) in start(offsets) }
  }

  private func start(_ offsets: [TopicPartition: Offset]) {
    positions = [:]
    failed = []
    for (place, offset) in offsets {
      positions[place] = offset.number ?? cluster.partitions[place]?.start ?? 0
    }
  }

  public func poll(
    max: Int, bytesMax: Int, timeout: Duration, gathering: Duration
  ) throws(KafkaFailure) -> RecordBatch {
    let records = try client.call(.poll) { () throws(KafkaFailure) in
      talkToGroup()
      guard pending == .none else { return [MadeRecord]() }
      return fetch(max: max)
    }
    // A poll for nothing waits; the others go on meanwhile.
    if records.isEmpty, happenings.isEmpty, timeout > .zero { client.rest(150) }
    return RecordBatch(made: records)
  }

  /// What a heartbeat's answer would tell.
  private func talkToGroup() {
    guard let group, !topics.isEmpty else { return }
    guard let id else {
      self.id = cluster.join(group, topics: topics, client: client)
      return
    }
    guard let member = cluster.member(id, of: group), let state = cluster.groups[group] else {
      // Somebody else may have the partitions already.
      self.id = nil
      generation = -1
      if !held.isEmpty { give(back: .partitionsLost(held)) }
      return
    }
    if state.rebalanceEnds != nil {
      guard !member.hasJoined, pending != .revocation else { return }
      if held.isEmpty {
        cluster.rejoin(group, member: id)
      } else {
        give(back: .partitionsRevoked(held))
      }
    } else if state.generation != generation, pending == .none, held.isEmpty {
      generation = state.generation
      held = member.assignment.sorted()
      pending = .assignment
      happenings.append(.partitionsAssigned(held))
    }
  }

  private func give(back happening: Happening) {
    guard pending != .revocation else { return }
    pending = .revocation
    happenings.append(happening)
  }

  private func fetch(max: Int) -> [MadeRecord] {
    var records: [MadeRecord] = []
    var places = positions.keys.sorted()
    if !places.isEmpty {
      let first = cluster.random.below(places.count)
      places = Array(places[first...] + places[..<first])
    }
    for place in places where records.count < max && !failed.contains(place) {
      guard let partition = cluster.partitions[place], let from = positions[place] else {
        fail(place, .unknownTopicOrPartition)
        continue
      }
      guard from >= partition.start, from <= partition.end else {
        fail(place, .positionReset)
        continue
      }
      let share = 1 + cluster.random.below(max - records.count)
      let found = partition.read(from: from, max: share)
      positions[place] = found.next
      records += found.records.map { offset, record, time in
        MadeRecord(
          topicIndex: index(of: place.topic), partition: place.partition, offset: offset,
          timestamp: RecordTimestamp(milliseconds: time, kind: .created), key: record.key,
          value: record.value, headers: record.headers)
      }
      if group == nil, found.next >= partition.stable, ended.insert(place).inserted {
        happenings.append(.endReached(place, .at(found.next)))
      }
    }
    return records
  }

  private func fail(_ place: TopicPartition, _ code: KafkaErrorCode) {
    failed.insert(place)
    happenings.append(
      .partitionFailed(place, SimulatedCluster.failure(code, .stop, "fetch")))
  }

  private func index(of topic: String) -> Int {
    if let known = names.firstIndex(of: topic) { return known }
    names.append(topic)
    return names.count - 1
  }

  public func takeHappenings() -> [Happening] {
    defer { happenings = [] }
    return happenings
  }

  public func topicName(_ index: Int) -> String { names[index] }

  public func watermarks(
    of place: TopicPartition, timeout: Duration
  ) throws(KafkaFailure) -> Range<Int64> {
    try client.call(.watermarks) { () throws(KafkaFailure) in
      guard let partition = cluster.partitions[place] else {
        throw SimulatedCluster.failure(.unknownTopicOrPartition, .stop, "watermarks")
      }
      return partition.start..<max(partition.start, partition.stable)
    }
  }

  public func completeAssignment(
    startingAt offsets: [TopicPartition: Offset]
  ) throws(KafkaFailure) {
    try client.call(.completeAssignment) { () throws(KafkaFailure) in
      guard pending == .assignment else { return }
      pending = .none
      start(offsets)
    }
  }

  public func completeRevocation() throws(KafkaFailure) {
    try client.call(.completeRevocation) { () throws(KafkaFailure) in
      guard pending == .revocation else { return }
      pending = .none
      positions = [:]
      held = []
      if let group, let id { cluster.rejoin(group, member: id) }
    }
  }

  public func seek(_ offsets: [TopicPartition: Offset], timeout: Duration) throws(KafkaFailure) {
    try client.call(.seek) { () throws(KafkaFailure) in
      for (place, offset) in offsets where positions[place] != nil {
        positions[place] = offset.number ?? cluster.partitions[place]?.start ?? 0
        failed.remove(place)
      }
    }
  }

  /// Reads stable positions only: while a transaction with one is open, the call waits in vain.
  public func marks(
    of places: [TopicPartition], timeout: Duration
  ) throws(KafkaFailure) -> [PositionMark] {
    try client.call(.marks) { () throws(KafkaFailure) in
      guard let group else { return [] }
      guard !places.contains(where: { cluster.isUnstable($0, group: group) }) else {
        throw SimulatedCluster.failure(.timedOut, .stop, "committed")
      }
      return places.sorted().compactMap { cluster.groups[group]?.committed[$0] }
    }
  }

  public func close() throws(KafkaFailure) {
    try client.call(.close) { () throws(KafkaFailure) in
      if let group, let id { cluster.leave(group, member: id) }
      id = nil
    }
  }
}
