public import Kafka
public import Worker

/// A transactional producer: records wait in its queue and go out when they please, at the latest
/// before the commit.
public final class SimulatedWriter: LogWriter {
  /// A report of this trace ends the process that accepts it: a defect in C code, say.
  public static let killingTrace = "00-dead000000000000000000000000dead-00f067aa0ba902b7-01"

  private let client: SimulatedClient
  private let id: String
  private let topics: [String]
  private var epoch = -1
  private var isOpen = false
  private var queue: [(record: SimulatedRecord, place: TopicPartition)] = []

  init(_ client: SimulatedClient, id: String, topics: [String]) {
    self.client = client
    self.id = id
    self.topics = topics
  }

  /// A living process that drops its producer aborts; of a dead one's, the coordinator hears
  /// nothing.
  deinit {
    guard isOpen, client.isRunning else { return }
    do throws(KafkaFailure) {
      try cluster.end(id, epoch: epoch, isCommit: false)
    } catch {
      // Fenced: it was settled by whoever did that.
    }
  }

  private var cluster: SimulatedCluster { client.cluster }

  /// Whether no newer producer has the id.
  public var isCurrent: Bool { cluster.transactions[id]?.epoch == epoch }

  public var partitionCounts: [Int32] { topics.map { cluster.partitionCount(of: $0) } }

  public func initialize() throws(KafkaFailure) {
    try client.call(.initialize) { () throws(KafkaFailure) in
      epoch = cluster.initializeProducer(id)
      for topic in topics where cluster.partitionCount(of: topic) == 0 {
        throw SimulatedCluster.failure(.unknownTopicOrPartition, .stop, "metadata")
      }
    }
  }

  public func begin() throws(KafkaFailure) {
    precondition(!isOpen, "the one transaction of a producer is still open")
    try client.call(.begin) { () throws(KafkaFailure) in isOpen = true }
  }

  public func send(
    _ topic: Int, partition: Int32, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?,
    timestamp: Int64?, headers: consuming OutgoingHeaders
  ) throws(KafkaFailure) {
    precondition(isOpen, "a record is sent inside a transaction")
    let record = SimulatedRecord(
      key: key.map { Array($0) }, value: value.map { Array($0) },
      headers: headers.list.map {
        MadeRecord.Header(name: Array($0.name), value: $0.value.map { Array($0) })
      }, timestamp: timestamp)
    let place = TopicPartition(topic: topics[topic], partition: partition)
    if topics[topic].hasSuffix("reports.accepted"),
      record.header("traceparent") == Array(Self.killingTrace.utf8)
    {
      client.die()
    }
    try client.call(.send) { () throws(KafkaFailure) in
      if client.canary == .outputDropped, cluster.random.once(in: 1000) { return }
      queue.append((record, place))
      if cluster.random.once(in: 8) { try flush() }
    }
  }

  private func flush() throws(KafkaFailure) {
    let waiting = queue
    queue.removeAll()
    for item in waiting {
      try cluster.append(item.record, to: item.place, id: id, epoch: epoch)
    }
  }

  public func send(_ marks: [PositionMark], as member: SimulatedMember) throws(KafkaFailure) {
    precondition(isOpen, "positions are sent inside a transaction")
    var marks = marks
    if client.canary == .positionEarly, cluster.random.once(in: 20) {
      for index in marks.indices { marks[index].next += 1 }
    }
    try client.call(.sendPositions) { () throws(KafkaFailure) in
      try cluster.append(
        marks, group: member.group ?? "", member: member.id ?? -1, generation: member.generation,
        id: id, epoch: epoch)
    }
  }

  public func commit() throws(KafkaFailure) {
    precondition(isOpen, "a commit ends a transaction")
    try client.call(.commit) { () throws(KafkaFailure) in
      try flush()
      try cluster.end(id, epoch: epoch, isCommit: true)
    }
    isOpen = false
  }

  public func abort() throws(KafkaFailure) {
    guard isOpen else { return }
    queue.removeAll()
    try client.call(.abort) { () throws(KafkaFailure) in
      try cluster.end(id, epoch: epoch, isCommit: false)
    }
    isOpen = false
  }
}
