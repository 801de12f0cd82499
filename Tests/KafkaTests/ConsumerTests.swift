import Kafka
import Testing

@Suite struct PositionTests {
  private func filled(_ cluster: TestCluster, _ count: Int) throws -> TopicPartition {
    let name = try cluster.topic()
    let producer = try Producer(settings: cluster.settings())
    let topic = try producer.topic(name)
    for number in 0..<count { try producer.send(text: "\(number)", to: topic) }
    try producer.flush(timeout: .seconds(10))
    return TopicPartition(topic: name, partition: 0)
  }

  /// The offsets read until `count` records or the end came.
  private func read(_ reader: Consumer, _ count: Int) throws -> [Int64] {
    var offsets: [Int64] = []
    try reader.pollUntil(max: 10) { batch in
      batch.forEach { offsets.append($0.offset) }
      return offsets.count >= count
    }
    return offsets
  }

  @Test func `a seek rewinds, and nothing fetched ahead comes in between`() throws {
    let cluster = try TestCluster()
    let place = try filled(cluster, 100)
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    try reader.assign([place: .beginning])
    #expect(try read(reader, 30).prefix(30).elementsEqual(0..<30))
    try reader.seek([place: .at(12)])
    #expect(try read(reader, 88).elementsEqual(12..<100))
    #expect(try reader.position(of: [place]) == [place: .at(100)])
    try reader.seek([place: .at(98)])
    #expect(try read(reader, 2) == [98, 99])
    #expect(reader.recordsDropped == 0)
  }

  @Test func `a seek right after an assignment waits for the fetcher`() throws {
    let cluster = try TestCluster()
    let place = try filled(cluster, 10)
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    try reader.assign([place: .beginning])
    try reader.seek([place: .at(7)])
    #expect(try read(reader, 3) == [7, 8, 9])
  }

  @Test func `a reader starts where it is told and says where the end is`() throws {
    let cluster = try TestCluster()
    let place = try filled(cluster, 10)
    for (start, expected) in [
      (Offset.beginning, 0..<10), (.at(4), 4..<10), (.beforeEnd(3), 7..<10), (.end, 10..<10),
    ] as [(Offset, Range<Int64>)] {
      let reader = try Consumer(settings: cluster.settings(), group: nil)
      try reader.assign([place: start])
      var offsets: [Int64] = []
      try reader.pollUntil { batch in
        batch.forEach { offsets.append($0.offset) }
        return reader.takeHappenings().contains(.endReached(place, .at(10)))
      }
      #expect(offsets.elementsEqual(expected))
    }
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    #expect(try reader.watermarks(of: place, timeout: .seconds(10)) == 0..<10)
  }

  @Test func `a paused partition gives nothing and goes on where it was`() throws {
    let cluster = try TestCluster()
    let place = try filled(cluster, 50)
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    try reader.assign([place: .beginning])
    var offsets = try read(reader, 10)
    try reader.pause([place])
    for _ in 0..<5 {
      let count = try reader.poll(max: 10, timeout: .milliseconds(20)).count
      #expect(count == 0)
    }
    try reader.resume([place])
    offsets += try read(reader, 50 - offsets.count)
    #expect(offsets.elementsEqual(0..<50))
  }

  @Test func `a position the log does not have falls back to the earliest`() throws {
    let cluster = try TestCluster()
    let place = try filled(cluster, 5)
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    try reader.assign([place: .at(1000)])
    #expect(try read(reader, 5) == [0, 1, 2, 3, 4])
  }

  @Test func `a batch outlives its consumer's next poll and gives its memory back`() throws {
    let cluster = try TestCluster()
    let place = try filled(cluster, 20)
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    try reader.assign([place: .beginning])
    var first: [Int64] = []
    try reader.pollUntil(max: 10) { held in
      guard held.count > 0 else { return false }
      let next = try reader.poll(max: 10, timeout: .milliseconds(20))
      held.forEach { first.append($0.offset) }
      let count = next.count
      return count >= 0
    }
    #expect(first.first == 0)
  }
}

@Suite struct RebalanceTests {
  private let quick = ["session.timeout.ms": "6000", "heartbeat.interval.ms": "500"]

  @Test func `a second member takes its share only after the first has answered`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic(partitions: 4)
    let group = TestCluster.uniqueName("group")
    let first = try Consumer(settings: cluster.settings(quick), group: group)
    try first.subscribe([name])
    #expect(try first.join().count == 4)
    #expect(first.assignment.count == 4)
    let second = try Consumer(settings: cluster.settings(quick), group: group)
    try second.subscribe([name])

    // The first is asked; until it answers, the second has nothing.
    var revoked: [TopicPartition] = []
    try first.pollUntil { _ in
      _ = try second.poll(max: 10, timeout: .zero)
      for case .partitionsRevoked(let partitions) in first.takeHappenings() { revoked = partitions }
      return !revoked.isEmpty
    }
    #expect(revoked == (0..<4).map { TopicPartition(topic: name, partition: $0) })
    #expect(first.isAnswerDue)
    #expect(second.takeHappenings().allSatisfy { !$0.isAssignment })
    try first.completeRevocation()
    #expect(!first.isAnswerDue)
    #expect(first.assignment == [])

    let generation = first.generation
    try first.pollUntil { _ in
      _ = try second.poll(max: 10, timeout: .milliseconds(10))
      try first.acceptAssignment()
      try second.acceptAssignment()
      return first.assignment.count == 2 && second.assignment.count == 2
    }
    #expect(first.generation > generation)
    #expect(Set(first.assignment).isDisjoint(with: second.assignment))
    try second.close()
    try first.close()
  }

  @Test func `records are read by one member only, and none is missed`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic(partitions: 4)
    let group = TestCluster.uniqueName("group")
    let producer = try Producer(settings: cluster.settings())
    let topic = try producer.topic(name)
    let members = try (0..<2).map { _ in
      let member = try Consumer(settings: cluster.settings(quick), group: group)
      try member.subscribe([name])
      return member
    }
    try members[0].pollUntil { _ in
      _ = try members[1].poll(max: 10, timeout: .milliseconds(10))
      for member in members {
        try member.acceptAssignment()
        try member.completeRevocation()
      }
      return members.allSatisfy { $0.assignment.count == 2 }
    }
    for number in 0..<400 {
      try producer.send(text: "\(number)", to: topic, partition: Int32(number % 4))
    }
    try producer.flush(timeout: .seconds(10))
    var counts: [String: Int] = [:]
    try members[0].pollUntil { batch in
      batch.forEach { counts[Seen($0).text ?? "", default: 0] += 1 }
      let other = try members[1].poll(max: 100, timeout: .milliseconds(10))
      other.forEach { counts[Seen($0).text ?? "", default: 0] += 1 }
      return counts.count == 400
    }
    #expect(counts.values.allSatisfy { $0 == 1 })
    for member in members { try member.close() }
  }

  @Test func `nothing is handed out while the group waits for its partitions`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic(partitions: 2)
    let group = TestCluster.uniqueName("group")
    let producer = try Producer(settings: cluster.settings())
    let topic = try producer.topic(name)
    let first = try Consumer(settings: cluster.settings(quick), group: group)
    try first.subscribe([name])
    try first.join()
    let second = try Consumer(settings: cluster.settings(quick), group: group)
    try second.subscribe([name])
    var pollsAfterwards = 0
    var recordsAfterwards = 0
    var number = 0
    try first.pollUntil(max: 5) { batch in
      _ = try second.poll(max: 10, timeout: .zero)
      for _ in 0..<20 {
        try producer.send(text: "\(number)", to: topic, partition: Int32(number % 2))
        number += 1
      }
      if first.isAnswerDue {
        recordsAfterwards += batch.count
        pollsAfterwards += 1
      }
      return pollsAfterwards == 10
    }
    #expect(recordsAfterwards == 0)
    try first.completeRevocation()
    try first.close()
    try second.close()
  }

  @Test func `a subscription to a topic that does not exist is a happening`() throws {
    let cluster = try TestCluster()
    let name = TestCluster.uniqueName("absent")
    // The embedded broker creates what is asked for, unless told otherwise.
    cluster.embedded?.setError(.unknownTopicOrPartition, ofTopic: name)
    let consumer = try Consumer(
      settings: cluster.settings(quick), group: TestCluster.uniqueName("group"))
    try consumer.subscribe([name])
    var code: KafkaErrorCode?
    try consumer.pollUntil { _ in
      for case .partitionFailed(let place, let failure) in consumer.takeHappenings() {
        if place.topic == name { code = failure.code }
      }
      return code != nil
    }
    #expect(code == .unknownTopicOrPartition)
    try consumer.close()
  }

  @Test func `a pattern finds its topics`() throws {
    let cluster = try TestCluster()
    let stem = TestCluster.uniqueName("pattern")
    let names = try (0..<2).map { try cluster.topic("\(stem)-\($0)") }
    let consumer = try Consumer(
      settings: cluster.settings(quick), group: TestCluster.uniqueName("group"))
    try consumer.subscribe(["^vigie-test-\(stem)-.*"])
    #expect(try consumer.join().map(\.topic) == names.sorted())
    try consumer.close()
  }

  @Test func `closing while the group waits for an answer does not hang`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic(partitions: 2)
    let group = TestCluster.uniqueName("group")
    let first = try Consumer(settings: cluster.settings(quick), group: group)
    try first.subscribe([name])
    try first.join()
    let second = try Consumer(settings: cluster.settings(quick), group: group)
    try second.subscribe([name])
    try first.pollUntil { _ in
      _ = try second.poll(max: 10, timeout: .zero)
      return first.isAnswerDue
    }
    try first.close()
    try second.join()
    #expect(second.assignment.count == 2)
    try second.close()
  }
}

extension Consumer {
  func acceptAssignment() throws {
    if takeHappenings().contains(where: \.isAssignment) { try completeAssignment() }
  }
}

extension Happening {
  var isAssignment: Bool { if case .partitionsAssigned = self { true } else { false } }
  var isRevocation: Bool { if case .partitionsRevoked = self { true } else { false } }
}
