import Kafka
import Testing

/// The call protocol: what holds on the embedded broker as well as on a real one.
@Suite struct TransactionTests {
  @Test func `records, offsets and commits go through, one transaction after the other`() throws {
    let cluster = try TestCluster()
    let (input, output) = (try cluster.topic("in"), try cluster.topic("out", partitions: 2))
    let feeder = try Producer(settings: cluster.settings())
    let inputTopic = try feeder.topic(input)
    for number in 0..<100 { try feeder.send(text: "\(number)", to: inputTopic) }
    try feeder.flush(timeout: .seconds(10))

    let consumer = try Consumer(
      settings: cluster.settings(), group: TestCluster.uniqueName("group"))
    try consumer.subscribe([input])
    #expect(try consumer.join() == [TopicPartition(topic: input, partition: 0)])
    let producer = try cluster.producer()
    let topic = try producer.topic(output)
    var next: Int64 = 0
    try consumer.pollUntil(max: 30) { batch in
      guard !batch.isEmpty else { return false }
      var transaction = try producer.begin()
      for index in 0..<batch.count {
        try transaction.send(
          topic, partition: Int32(batch[index].offset % 2), key: batch[index].key,
          value: batch[index].value)
        next = batch[index].offset + 1
      }
      let place = TopicPartition(topic: input, partition: 0)
      try transaction.sendOffsets(
        [PositionMark(place: place, next: next, note: "note")], group: consumer.groupMetadata())
      let sent = transaction.sent
      #expect(sent == batch.count)
      try transaction.commit()
      return next == 100
    }
    try consumer.close()
    let seen = try Consumer.readAll(cluster, output, partitions: 2)
    for partition in 0..<2 as Range<Int32> {
      let values = seen.filter { $0.partition == partition }.compactMap(\.text)
      #expect(values == (0..<100).filter { $0 % 2 == Int(partition) }.map { "\($0)" })
    }
  }

  @Test func `an aborted transaction leaves the producer able to begin another`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let producer = try cluster.producer()
    let topic = try producer.topic(name)
    var first = try producer.begin()
    try first.send(text: "a", to: topic)
    try first.abort()
    var second = try producer.begin()
    try second.send(text: "b", to: topic)
    try second.commit()
    let seen = try Consumer.readAll(cluster, name)
    #expect(seen.last?.text == "b")
  }

  @Test func `a dropped transaction is aborted`() throws {
    let cluster = try TestCluster()
    let topic: OutputTopic
    let producer = try cluster.producer()
    topic = try producer.topic(cluster.topic())
    do {
      var dropped = try producer.begin()
      try dropped.send(text: "a", to: topic)
    }
    var next = try producer.begin()
    try next.send(text: "b", to: topic)
    try next.commit()
  }

  @Test func `an empty transaction commits, and so does one with no offsets`() throws {
    let cluster = try TestCluster()
    let consumer = try Consumer(
      settings: cluster.settings(), group: TestCluster.uniqueName("group"))
    let producer = try cluster.producer()
    var transaction = try producer.begin()
    try transaction.sendOffsets([:], group: consumer.groupMetadata())
    try transaction.commit()
    let second = try producer.begin()
    try second.commit()
  }
}
