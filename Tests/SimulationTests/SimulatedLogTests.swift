import Kafka
import Simulation
import Testing
import Worker

/// What the simulated log does beyond the conformance suite, held against Kafka's documentation.
@Suite struct SimulatedLogSuite {
  let bed = SimulatedBed()
  var cluster: SimulatedCluster { bed.cluster }

  private func texts(_ place: TopicPartition) -> [String] {
    cluster.committed(place).compactMap(\.record.text)
  }

  @Test func `a transaction open for too long is aborted and its producer fenced`() throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    let writer = try bed.writer("id", to: topic)
    try writer.begin()
    for number in 0..<50 { try writer.send(SimulatedRecord("\(number)")) }
    cluster.advance(by: cluster.transactionTimeout + 1)
    let failure = #expect(throws: KafkaFailure.self) { try writer.commit() }
    #expect(failure?.isFenced == true)
    for _ in 0..<20 { cluster.advance(by: 10) }
    #expect(texts(place) == [])
    #expect(cluster.end(of: place) > 0)
  }

  @Test func `compaction keeps the last record of a key, and tombstones for a while`() throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    for (key, value) in [("a", "1"), ("b", "2"), ("a", "3"), ("b", nil), ("c", "4"), ("a", "5")] {
      cluster.publish(
        SimulatedRecord(key: Array(key.utf8), value: value.map { Array($0.utf8) }), to: place)
    }
    cluster.compact(place, dirty: 1)
    #expect(cluster.committed(place).map(\.offset) == [2, 3, 4, 5])
    cluster.advance(by: 61_000)
    cluster.compact(place, dirty: 0)
    #expect(texts(place) == ["4", "5"])
    #expect(cluster.end(of: place) == 6)
  }

  @Test func `compaction never passes an open transaction`() throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    cluster.publish(SimulatedRecord("old", key: "k"), to: place)
    let writer = try bed.writer("id", to: topic)
    try writer.begin()
    for _ in 0..<50 { try writer.send(SimulatedRecord("new", key: "k")) }
    cluster.compact(place, dirty: 0)
    #expect(texts(place) == ["old"])
    try writer.commit()
    for _ in 0..<20 { cluster.advance(by: 10) }
    cluster.compact(place, dirty: 0)
    #expect(texts(place) == ["new"])
  }

  @Test func `a stopped process loses its partitions, and learns of it when it goes on`() throws {
    let topic = try bed.topic(partitions: 2)
    let client = SimulatedClient(cluster)
    let member = try SimulatedLog(client).member(of: "group")
    try member.subscribe([topic])
    try bed.wait { () throws(KafkaFailure) in try bed.take(member) { .beginning } == 2 }
    client.stoppedUntil = cluster.now + 30_000
    let other = try bed.member(of: "group", topic)
    #expect(cluster.now < client.stoppedUntil)
    cluster.advance(by: 30_000)
    let batch = try member.poll(max: 9, bytesMax: .max, timeout: .zero, gathering: .zero)
    let count = batch.count
    #expect(count == 0)
    let places = (0..<2 as Range<Int32>).map { TopicPartition(topic: topic, partition: $0) }
    #expect(member.takeHappenings() == [.partitionsLost(places)])
    try other.close()
  }

  @Test func `retention that overtakes a reader is told, not jumped over`() throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    for number in 0..<9 { cluster.publish(SimulatedRecord("\(number)"), to: place) }
    let member = try bed.member(of: "group", topic)
    cluster.delete(place, before: 100)
    cluster.publish(SimulatedRecord("late"), to: place)
    try member.seek([place: .at(3)], timeout: .zero)
    let batch = try member.poll(max: 9, bytesMax: .max, timeout: .zero, gathering: .zero)
    let count = batch.count
    #expect(count == 0)
    let codes = member.takeHappenings().map { happening -> KafkaErrorCode? in
      if case .partitionFailed(_, let failure) = happening { failure.code } else { nil }
    }
    #expect(codes == [.positionReset])
    #expect(try member.watermarks(of: place, timeout: .zero).lowerBound == 9)
  }

  @Test func `a commit whose answer was lost is a commit`() throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    var outcomes: Set<String> = []
    for number in 0..<60 {
      let client = SimulatedClient(cluster)
      let writer = try SimulatedLog(client).writer("id-\(number)", to: [topic], room: .usual)
      try writer.initialize()
      try writer.begin()
      try writer.send(SimulatedRecord("\(number)"))
      client.faults.oneIn = 1
      client.faults.longPauses = false
      do throws(KafkaFailure) {
        try writer.commit()
        outcomes.insert("committed")
      } catch {
        for _ in 0..<9 { cluster.advance(by: 10) }
        outcomes.insert(texts(place).contains("\(number)") ? "lost answer" : "lost request")
      }
    }
    #expect(outcomes == ["committed", "lost answer", "lost request"])
  }

  @Test func `positions of an open transaction are not told`() throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    let member = try bed.member(of: "group", topic)
    let writer = try bed.writer("id", to: topic)
    try writer.begin()
    try writer.send([PositionMark(place: place, next: 5)], as: member)
    #expect(throws: KafkaFailure.self) { try member.marks(of: [place], timeout: .zero) }
    try writer.abort()
    for _ in 0..<20 { cluster.advance(by: 10) }
    #expect(try member.marks(of: [place], timeout: .zero) == [])
  }
}
