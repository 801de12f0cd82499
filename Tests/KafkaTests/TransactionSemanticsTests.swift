import Kafka
import Testing

/// What only a real broker keeps.
@Suite(.enabled(if: TestCluster.real != nil, Comment(rawValue: TestCluster.semantics)))
struct TransactionSemanticsTests {
  @Test func `nobody who reads committed sees an aborted record`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let producer = try cluster.producer()
    let topic = try producer.topic(name)
    for (text, isCommitted) in [("a", true), ("b", false), ("c", true), ("d", false)] {
      var transaction = try producer.begin()
      try transaction.send(text: text, to: topic)
      if isCommitted { try transaction.commit() } else { try transaction.abort() }
    }
    #expect(try Consumer.readAll(cluster, name).compactMap(\.text) == ["a", "c"])
  }

  @Test func `offsets are committed with the transaction and dropped with it`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let place = TopicPartition(topic: name, partition: 0)
    let group = TestCluster.uniqueName("group")
    let consumer = try Consumer(settings: cluster.settings(), group: group)
    try consumer.subscribe([name])
    try consumer.join()
    let producer = try cluster.producer()
    var first = try producer.begin()
    try first.sendOffsets([place: 7], group: consumer.groupMetadata())
    try first.commit()
    #expect(try consumer.committed([place], timeout: .seconds(10)) == [place: .at(7)])
    var second = try producer.begin()
    try second.sendOffsets([place: 9], group: consumer.groupMetadata())
    try second.abort()
    #expect(try consumer.committed([place], timeout: .seconds(10)) == [place: .at(7)])
    try consumer.close()
  }

  @Test func `a zombie's records and offsets never count`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let id = TestCluster.uniqueName("id")
    let zombie = try cluster.producer(id: id)
    let zombieTopic = try zombie.topic(name)
    var left = try zombie.begin()
    try left.send(text: "zombie", to: zombieTopic)
    let heir = try cluster.producer(id: id)
    var transaction = try heir.begin()
    try transaction.send(text: "heir", to: heir.topic(name))
    try transaction.commit()
    var failure: KafkaFailure?
    do throws(KafkaFailure) { try left.commit() } catch { failure = error }
    #expect(failure?.isFenced == true)
    #expect(try Consumer.readAll(cluster, name).compactMap(\.text) == ["heir"])
  }

  @Test func `a member of an older generation cannot commit its offsets`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let place = TopicPartition(topic: name, partition: 0)
    let group = TestCluster.uniqueName("group")
    let leaver = try Consumer(settings: cluster.settings(), group: group)
    try leaver.subscribe([name])
    try leaver.join()
    let producer = try cluster.producer()
    var transaction = try producer.begin()
    let membership = leaver.groupMetadata()
    try leaver.close()
    let heir = try Consumer(settings: cluster.settings(), group: group)
    try heir.subscribe([name])
    try heir.join()
    var failure: KafkaFailure?
    do throws(KafkaFailure) {
      try transaction.sendOffsets([place: 5], group: membership)
      try transaction.commit()
    } catch { failure = error }
    #expect(failure?.action == .abort)
    #expect(try heir.committed([place], timeout: .seconds(10)) == [place: .none])
    try heir.close()
  }

  @Test func `a transaction left open by a crash is settled by the next producer`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let id = TestCluster.uniqueName("id")
    let crashed = try cluster.producer(id: id)
    var open = try crashed.begin()
    try open.send(text: "lost", to: crashed.topic(name))
    let next = try cluster.producer(id: id)
    var transaction = try next.begin()
    try transaction.send(text: "kept", to: next.topic(name))
    try transaction.commit()
    #expect(try Consumer.readAll(cluster, name).compactMap(\.text) == ["kept"])
  }

  @Test func `a newer producer of the same id fences the older`() throws {
    let cluster = try TestCluster()
    let id = TestCluster.uniqueName("id")
    let name = try cluster.topic()
    let old = try cluster.producer(id: id)
    let oldTopic = try old.topic(name)
    var transaction = try old.begin()
    try transaction.send(text: "old", to: oldTopic)
    let new = try cluster.producer(id: id)
    let newTopic = try new.topic(name)
    var fencing = try new.begin()
    try fencing.send(text: "new", to: newTopic)
    try fencing.commit()
    var failure: KafkaFailure?
    do throws(KafkaFailure) { try transaction.commit() } catch { failure = error }
    #expect(failure?.action == .stop)
    #expect(failure?.isFenced == true)
    #expect(old.fatalFailure?.isFenced == true)
    #expect(throws: KafkaFailure.self) { try old.begin().abort() }
  }
}
