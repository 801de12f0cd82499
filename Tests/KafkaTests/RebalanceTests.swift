import Kafka
import Testing

@Suite struct RebalanceTests {
  /// The embedded broker waits for a session's length before it rebalances; a real one does not,
  /// and
  /// may refuse shorter sessions than its default of 6 s.
  private let quick = [
    "session.timeout.ms": TestCluster.real == nil ? "4000" : "6000", "heartbeat.interval.ms": "300",
  ]

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
