import Glibc
import Kafka
import Synchronization

/// A broker for one test: the embedded one, or the real one of `VIGIE_TEST_BOOTSTRAP`.
struct TestCluster {
  let bootstrap: String
  let embedded: EmbeddedBroker?

  /// The real broker to test against, if one is given.
  static let real: String? = getenv("VIGIE_TEST_BOOTSTRAP").map { String(cString: $0) }

  /// What a skipped test says.
  static let semantics =
    "transactional semantics need a real broker: set VIGIE_TEST_BOOTSTRAP=host:port"
  static let injection = "error injection needs the embedded broker: unset VIGIE_TEST_BOOTSTRAP"

  init(brokers: Int = 1) throws {
    if let real = Self.real {
      bootstrap = real
      embedded = nil
    } else {
      let broker = try EmbeddedBroker(brokers: brokers)
      bootstrap = broker.bootstrapServers
      embedded = broker
    }
  }

  private static let counter = Atomic<Int>(0)

  /// A name no other test and no other run uses.
  static func uniqueName(_ stem: String) -> String {
    let number = counter.add(1, ordering: .relaxed).newValue
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return "vigie-test-\(stem)-\(getpid())-\(time.tv_sec)-\(number)"
  }

  /// A new topic.
  func topic(_ stem: String = "topic", partitions: Int = 1) throws -> String {
    let name = Self.uniqueName(stem)
    if let embedded {
      try embedded.createTopic(name, partitions: partitions)
    } else {
      let admin = try Admin(settings: settings())
      _ = try admin.create([
        TopicSpecification(name: name, partitions: partitions, replicationFactor: 1)
      ])
    }
    return name
  }

  /// Settings that leave the tests' output quiet.
  func settings(_ properties: [String: String] = [:]) -> Settings {
    Settings(bootstrapServers: bootstrap, properties: properties, log: .silent)
  }

  /// A transactional producer ready to begin.
  func producer(
    id: String = uniqueName("id"), _ properties: [String: String] = [:],
    watchdog: Watchdog? = nil
  ) throws -> TransactionalProducer {
    let producer = try TransactionalProducer(
      settings: settings(properties), transactionalID: id, watchdog: watchdog)
    try producer.initialize()
    return producer
  }
}

/// A copy of a consumed record, to compare.
struct Seen: Equatable {
  var partition: Int32 = 0
  var offset: Int64 = 0
  var key: [UInt8]?
  var value: [UInt8]?
  var headers: [SeenHeader] = []

  init(_ record: borrowing ConsumedRecord) {
    partition = record.partition
    offset = record.offset
    key = record.key.map { [UInt8]($0) }
    value = record.value.map { [UInt8]($0) }
    headers = record.headers.map { header in
      SeenHeader(
        name: String(decoding: header.name, as: UTF8.self), value: header.value.map { [UInt8]($0) })
    }
  }

  var text: String? { value.map { String(decoding: $0, as: UTF8.self) } }
}

struct SeenHeader: Equatable {
  var name: String
  var value: [UInt8]?
}

extension Consumer {
  /// Reads a topic's partitions from the beginning to their ends, as a reader.
  static func readAll(
    _ cluster: TestCluster, _ topic: String, partitions: Int32 = 1
  ) throws -> [Seen] {
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    var starts: [TopicPartition: Offset] = [:]
    for partition in 0..<partitions {
      starts[TopicPartition(topic: topic, partition: partition)] = .beginning
    }
    try reader.assign(starts)
    var seen: [Seen] = []
    var ended: Set<TopicPartition> = []
    try reader.pollUntil { batch in
      batch.forEach { seen.append(Seen($0)) }
      for case .endReached(let place, _) in reader.takeHappenings() { ended.insert(place) }
      return ended.count == Int(partitions)
    }
    try reader.close()
    return seen
  }

  /// Polls until `body` says it has seen enough, for at most `limit`.
  func pollUntil(
    _ limit: Duration = .seconds(20), max: Int = 1000,
    _ body: (borrowing RecordBatch) throws -> Bool
  ) throws {
    let end = ContinuousClock.now.advanced(by: limit)
    while ContinuousClock.now < end {
      let batch = try poll(max: max, timeout: .milliseconds(50))
      if try body(batch) { return }
    }
    throw TookTooLong()
  }

  /// Polls until the group gave something, and accepts it.
  @discardableResult
  func join(startingAt offsets: [TopicPartition: Offset] = [:]) throws -> [TopicPartition] {
    var given: [TopicPartition] = []
    try pollUntil { _ in
      for case .partitionsAssigned(let partitions) in takeHappenings() {
        given = partitions
        try completeAssignment(startingAt: offsets)
        return true
      }
      return false
    }
    return given
  }
}

struct TookTooLong: Error {}

/// Calls `body` with a text's bytes.
func withBytes<Result, Failure: Error>(
  _ text: String, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
) throws(Failure) -> Result {
  let bytes = Array(text.utf8)
  var result: Swift.Result<Result, Failure>?
  bytes.withUnsafeBytes { buffer in
    do throws(Failure) { result = .success(try body(buffer)) } catch { result = .failure(error) }
  }
  guard let result else { preconditionFailure("the body ran") }
  return try result.get()
}

extension Producer {
  func send(text: String, to topic: OutputTopic, partition: Int32? = 0) throws {
    try withBytes(text) { try send(topic, partition: partition, key: nil, value: $0) }
  }
}

extension Transaction {
  mutating func send(text: String, to topic: OutputTopic, partition: Int32 = 0) throws(KafkaFailure)
  {
    let bytes = Array(text.utf8)
    var failure: KafkaFailure?
    bytes.withUnsafeBytes { buffer in
      do throws(KafkaFailure) {
        try send(topic, partition: partition, key: nil, value: buffer)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
