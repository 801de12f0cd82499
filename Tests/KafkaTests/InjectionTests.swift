import Kafka
import Testing

/// What each error of a broker's becomes, told by the embedded broker.
@Suite(.enabled(if: TestCluster.real == nil, Comment(rawValue: TestCluster.injection)))
struct InjectionTests {
  /// One transaction of one record and one offset, with errors in its way.
  private func run(
    _ errors: [KafkaErrorCode], _ kind: RequestKind
  ) throws -> (failure: KafkaFailure?, next: KafkaFailure?, third: KafkaFailure?) {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let group = TestCluster.uniqueName("group")
    let consumer = try Consumer(settings: cluster.settings(), group: group)
    let producer = try cluster.producer()
    let topic = try producer.topic(name)
    func attempt() -> KafkaFailure? {
      do throws(KafkaFailure) {
        var transaction = try producer.begin()
        try transaction.send(text: "a", to: topic)
        try transaction.sendOffsets(
          [TopicPartition(topic: name, partition: 0): 1], group: consumer.groupMetadata())
        try transaction.commit()
        return nil
      } catch { return error }
    }
    cluster.embedded?.inject(errors, into: kind)
    let failure = attempt()
    cluster.embedded?.clearErrors(of: kind)
    return (failure, attempt(), attempt())
  }

  @Test(arguments: [
    (KafkaErrorCode.coordinatorLoadInProgress, RequestKind.endTransaction),
    (.coordinatorNotAvailable, .endTransaction),
    (.notCoordinator, .endTransaction),
    (.transport, .endTransaction),
    (.notEnoughReplicas, .produce),
    (.transport, .produce),
    (.coordinatorLoadInProgress, .addPartitionsToTransaction),
    (.coordinatorNotAvailable, .addOffsetsToTransaction),
    (.coordinatorLoadInProgress, .transactionOffsetCommit),
    (.notCoordinator, .transactionOffsetCommit),
  ])
  func `what passes is waited for`(code: KafkaErrorCode, kind: RequestKind) throws {
    let (failure, next, _) = try run([code, code], kind)
    #expect(failure == nil)
    #expect(next == nil)
  }

  @Test(arguments: [
    (KafkaErrorCode.topicAuthorizationFailed, RequestKind.addPartitionsToTransaction),
    (.illegalGeneration, .transactionOffsetCommit),
  ])
  func `what spoils a transaction aborts it, and the producer goes on`(
    code: KafkaErrorCode, kind: RequestKind
  ) throws {
    let (failure, next, _) = try run([code], kind)
    #expect(failure?.action == .abort)
    #expect(failure?.isFenced == false)
    #expect(next == nil)
  }

  @Test(arguments: [
    (KafkaErrorCode.invalidProducerEpoch, RequestKind.endTransaction, true),
    (.producerFenced, .endTransaction, true),
    (.producerFenced, .addPartitionsToTransaction, true),
    (.transactionalIDAuthorizationFailed, .addOffsetsToTransaction, false),
    (.transactionalIDAuthorizationFailed, .endTransaction, false),
  ])
  func `what ends a producer stops it for good`(
    code: KafkaErrorCode, kind: RequestKind, isFenced: Bool
  ) throws {
    let (failure, next, _) = try run([code], kind)
    #expect(failure?.action == .stop)
    #expect(failure?.isFenced == isFenced)
    #expect(
      next?.action == .stop,
      "first \(String(describing: failure)), then \(String(describing: next))")
  }

  @Test func `a record the broker refuses aborts twice, then the producer goes on`() throws {
    // The refused record's number is missing from the next transaction, and librdkafka only bumps
    // its epoch when the broker complains.
    let (failure, next, third) = try run([.messageTooLarge], .produce)
    #expect(failure?.action == .abort)
    // Whether the refusal or the failed transaction is seen first is a matter of milliseconds.
    #expect(failure?.code == .messageTooLarge || failure?.code == .state)
    #expect(next?.action == .abort)
    #expect(third == nil)
  }

  @Test func `a topic that may no longer be written stops after the abort`() throws {
    let (failure, next, _) = try run([.topicAuthorizationFailed], .produce)
    #expect(failure?.action == .abort)
    #expect(next?.action == .stop)
    #expect(next?.code == .topicAuthorizationFailed)
  }

  @Test func `a code nobody knows is never taken for success`() throws {
    let (failure, _, _) = try run([KafkaErrorCode(rawValue: 9999)], .endTransaction)
    #expect(failure?.action == .abort)
    #expect(failure?.code.rawValue == 9999)
  }

  @Test func `initialising waits for a coordinator that loads`() throws {
    let cluster = try TestCluster()
    cluster.embedded?.inject(
      [.coordinatorLoadInProgress, .coordinatorNotAvailable, .notCoordinator],
      into: .initProducerID)
    let transaction = try cluster.producer().begin()
    try transaction.commit()
  }

  @Test func `initialising without permission stops`() throws {
    let cluster = try TestCluster()
    cluster.embedded?.inject([.transactionalIDAuthorizationFailed], into: .initProducerID)
    #expect {
      try cluster.producer()
    } throws: {
      ($0 as? KafkaFailure)?.action == .stop
    }
  }

  @Test func `initialising without a broker stops at its limit and says so`() throws {
    let settings = Settings(bootstrapServers: "127.0.0.1:1", log: .silent)
    let producer = try TransactionalProducer(settings: settings, transactionalID: "t")
    #expect {
      try producer.initialize(timeout: .milliseconds(300))
    } throws: {
      let failure = $0 as? KafkaFailure
      return failure?.action == .stop && failure?.operation == "rd_kafka_init_transactions"
    }
  }

  @Test func `a broker that comes back is waited for`() throws {
    let cluster = try TestCluster()
    let producer = try cluster.producer()
    let topic = try producer.topic(cluster.topic())
    var transaction = try producer.begin()
    try cluster.embedded?.takeDown()
    try transaction.send(text: "a", to: topic)
    try cluster.embedded?.bringUp()
    try transaction.commit()
  }

  @Test func `a broker that stays away aborts the transaction within its time`() throws {
    let cluster = try TestCluster()
    let producer = try cluster.producer(["transaction.timeout.ms": "1000"])
    let topic = try producer.topic(cluster.topic())
    var transaction = try producer.begin()
    try cluster.embedded?.takeDown()
    try transaction.send(text: "a", to: topic)
    var failure: KafkaFailure?
    do throws(KafkaFailure) { try transaction.commit() } catch { failure = error }
    // The abort cannot be told to the broker either, so the producer has to be rebuilt.
    #expect(failure?.action == .stop)
  }

  @Test func `a coordinator that moves is followed`() throws {
    let cluster = try TestCluster(brokers: 3)
    let id = TestCluster.uniqueName("id")
    try cluster.embedded?.setCoordinator(of: .transaction(id), broker: 1)
    let producer = try cluster.producer(id: id)
    let topic = try producer.topic(cluster.topic())
    for broker in [2, 3, 1] {
      var transaction = try producer.begin()
      try transaction.send(text: "a", to: topic)
      try cluster.embedded?.setCoordinator(of: .transaction(id), broker: broker)
      try transaction.commit()
    }
  }

  @Test func `a slow broker is only slow`() throws {
    let cluster = try TestCluster()
    try cluster.embedded?.setRoundTrip(.milliseconds(20))
    let producer = try cluster.producer()
    var transaction = try producer.begin()
    try transaction.send(text: "a", to: producer.topic(cluster.topic()))
    try transaction.commit()
  }

  @Test func `a consumer goes on after its connection broke`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let producer = try Producer(settings: cluster.settings())
    try producer.send(text: "a", to: producer.topic(name))
    try producer.flush(timeout: .seconds(10))
    cluster.embedded?.inject([.transport, .notCoordinator], into: .fetch)
    #expect(try Consumer.readAll(cluster, name).count == 1)
  }
}
