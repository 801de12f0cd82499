import Foundation
import Kafka
import Logging
import Simulation
import Testing
import Theatre
import Worker

/// A log to try one behaviour on: the simulated one, or Kafka.
protocol Bed {
  associatedtype Log: RecordLog
  /// A client, as of a process of its own.
  func client() -> Log
  func topic(partitions: Int32) throws -> String
  /// From outside, not in a transaction.
  func publish(_ record: SimulatedRecord, to place: TopicPartition) throws
  /// Lets time pass for those who wait.
  func pass()
}

struct SimulatedBed: Bed {
  let cluster = SimulatedCluster(seed: 7)

  func client() -> SimulatedLog { SimulatedLog(SimulatedClient(cluster)) }

  func topic(partitions: Int32) throws -> String {
    let name = "topic-\(cluster.topics.count)"
    cluster.createTopic(name, partitions: partitions)
    return name
  }

  func publish(_ record: SimulatedRecord, to place: TopicPartition) throws {
    cluster.publish(record, to: place)
  }

  func pass() { cluster.advance(by: 100) }
}

struct KafkaBed: Bed {
  static let bootstrap = ProcessInfo.processInfo.environment["VIGIE_TEST_BOOTSTRAP"]
  private let embedded: EmbeddedBroker?
  private let context: WorkerContext

  init() throws {
    var settings = WorkerSettings()
    if let bootstrap = Self.bootstrap {
      embedded = nil
      settings.kafka["bootstrap.servers"] = bootstrap
      settings.kafka["session.timeout.ms"] = "6000"
    } else {
      let broker = try EmbeddedBroker()
      settings.kafka["bootstrap.servers"] = broker.bootstrapServers
      // It waits for a session's length before it rebalances.
      settings.kafka["session.timeout.ms"] = "4000"
      embedded = broker
    }
    settings.kafka["heartbeat.interval.ms"] = "300"
    context = WorkerContext(
      settings: settings, theatre: try WorldSuite.input.get().theatre, figures: Figures(),
      stop: StopFlag(), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  func client() -> KafkaLog { KafkaLog(context: context) }

  func topic(partitions: Int32) throws -> String {
    let name = "conformance-\(UUID().uuidString)"
    if let embedded {
      try embedded.createTopic(name, partitions: Int(partitions))
    } else {
      _ = try Admin(settings: context.kafka).create([
        TopicSpecification(name: name, partitions: Int(partitions), replicationFactor: 1)
      ])
    }
    return name
  }

  func publish(_ record: SimulatedRecord, to place: TopicPartition) throws {
    let producer = try Producer(settings: context.kafka)
    let topic = try producer.topic(place.topic)
    try record.lend { key, value, headers throws(KafkaFailure) in
      try producer.send(
        topic, partition: place.partition, key: key, value: value, headers: headers)
    }
    try producer.flush(timeout: .seconds(10))
  }

  func pass() { usleep(20_000) }
}

extension SimulatedRecord {
  init(_ text: String, key: String? = nil) {
    self.init(key: key.map { Array($0.utf8) }, value: Array(text.utf8))
  }

  var text: String? { value.map { String(decoding: $0, as: UTF8.self) } }

  /// Its bytes, as a producer takes them.
  func lend(
    _ body: (
      UnsafeRawBufferPointer?, UnsafeRawBufferPointer?, consuming OutgoingHeaders
    ) throws(KafkaFailure) -> Void
  ) throws(KafkaFailure) {
    var list = OutgoingHeaders()
    for header in headers {
      header.name.withUnsafeBytes { name in
        (header.value ?? []).withUnsafeBytes {
          list.append(name: name, value: header.value == nil ? nil : $0)
        }
      }
    }
    var given: OutgoingHeaders? = list
    var failure: KafkaFailure?
    (key ?? []).withUnsafeBytes { bytes in
      (value ?? []).withUnsafeBytes { content in
        do throws(KafkaFailure) {
          try body(
            key == nil ? nil : bytes, value == nil ? nil : content,
            given.take() ?? OutgoingHeaders())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}

extension Bed {
  /// Until a partition holds these committed records; a commit settles soon after its answer.
  func expect(
    _ place: TopicPartition, _ wanted: [SimulatedRecord],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    var found: [SimulatedRecord] = []
    for _ in 0..<100 {
      found = try read(place)
      if found.count >= wanted.count { break }
      pass()
    }
    #expect(found == wanted, sourceLocation: location)
  }

  /// A partition's committed records, to its end.
  func read(_ place: TopicPartition) throws -> [SimulatedRecord] {
    let reader = try client().reader()
    try reader.assign([place: .beginning])
    var found: [SimulatedRecord] = []
    try wait { () throws(KafkaFailure) in
      let batch = try reader.poll(
        max: 100, bytesMax: .max, timeout: .milliseconds(50), gathering: .zero)
      batch.forEach { found.append(SimulatedRecord($0)) }
      return reader.takeHappenings().contains { if case .endReached = $0 { true } else { false } }
    }
    return found
  }

  /// Until it is so, for as long as brokers may take.
  func wait(_ isSo: () throws(KafkaFailure) -> Bool) throws {
    for _ in 0..<1500 {
      if try isSo() { return }
      pass()
    }
    throw TookTooLong()
  }

  func writer(_ id: String, to topic: String) throws(KafkaFailure) -> Log.Writer {
    let writer = try client().writer(id, to: [topic], room: .usual)
    try writer.initialize()
    return writer
  }

  /// A member that owns all partitions of a topic.
  func member(of group: String, _ topic: String) throws -> Log.Member {
    let member = try client().member(of: group)
    try member.subscribe([topic])
    try wait { () throws(KafkaFailure) in try take(member) { .beginning } > 0 }
    return member
  }

  /// Polls once and accepts what is given; answers how many partitions that was.
  func take(
    _ member: Log.Member, from start: () -> Offset
  ) throws(KafkaFailure) -> Int {
    _ = try member.poll(max: 100, bytesMax: .max, timeout: .milliseconds(20), gathering: .zero)
    for case .partitionsAssigned(let places) in member.takeHappenings() {
      var starts: [TopicPartition: Offset] = [:]
      for place in places { starts[place] = start() }
      try member.completeAssignment(startingAt: starts)
      return places.count
    }
    return 0
  }
}

extension Bed {
  /// Polls once and answers whatever the group asks; the number of partitions if it changed.
  func share(of member: Log.Member) throws(KafkaFailure) -> Int? {
    _ = try member.poll(max: 100, bytesMax: .max, timeout: .milliseconds(20), gathering: .zero)
    var count: Int?
    for happening in member.takeHappenings() {
      switch happening {
      case .partitionsAssigned(let places):
        var starts: [TopicPartition: Offset] = [:]
        for place in places { starts[place] = .beginning }
        try member.completeAssignment(startingAt: starts)
        count = places.count
      case .partitionsRevoked, .partitionsLost:
        try member.completeRevocation()
        count = 0
      default: break
      }
    }
    return count
  }
}

struct TookTooLong: Error {}

extension SimulatedRecord {
  init(_ record: borrowing ConsumedRecord) {
    self.init(
      key: record.key.map { Array($0) }, value: record.value.map { Array($0) },
      headers: record.headers.map {
        MadeRecord.Header(name: Array($0.name), value: $0.value.map { Array($0) })
      })
  }
}

extension LogWriter {
  func send(_ record: SimulatedRecord, partition: Int32 = 0) throws(KafkaFailure) {
    try record.lend { key, value, headers throws(KafkaFailure) in
      try send(0, partition: partition, key: key, value: value, timestamp: nil, headers: headers)
    }
  }
}
