import Foundation
import Kafka
import Simulation
import Testing
import Worker

/// One suite for both logs: what a worker counts on. On Kafka it runs on the embedded broker where
/// that has the semantics, and in full on the broker of `VIGIE_TEST_BOOTSTRAP`.
@Suite struct ConformanceSuite {
  static let needsBroker: Comment =
    "needs a real broker: set VIGIE_TEST_BOOTSTRAP=host:port (transactions cannot be embedded)"

  @Test func `simulated: what was committed is read as it was written`() throws {
    try Conformance.committed(SimulatedBed())
  }
  @Test func `kafka: what was committed is read as it was written`() throws {
    try Conformance.committed(try KafkaBed())
  }
  @Test func `simulated: nobody reads an aborted record`() throws {
    try Conformance.aborted(SimulatedBed())
  }
  @Test(.enabled(if: KafkaBed.bootstrap != nil, Self.needsBroker))
  func `kafka: nobody reads an aborted record`() throws {
    try Conformance.aborted(try KafkaBed())
  }
  @Test func `simulated: an open transaction holds readers up`() throws {
    try Conformance.stable(SimulatedBed())
  }
  @Test(.enabled(if: KafkaBed.bootstrap != nil, Self.needsBroker))
  func `kafka: an open transaction holds readers up`() throws {
    try Conformance.stable(try KafkaBed())
  }
  @Test func `simulated: a newer writer of an id fences the older`() throws {
    try Conformance.fenced(SimulatedBed())
  }
  @Test(.enabled(if: KafkaBed.bootstrap != nil, Self.needsBroker))
  func `kafka: a newer writer of an id fences the older`() throws {
    try Conformance.fenced(try KafkaBed())
  }
  @Test func `simulated: positions and their notes are committed with the transaction`() throws {
    try Conformance.positions(SimulatedBed())
  }
  @Test(.enabled(if: KafkaBed.bootstrap != nil, Self.needsBroker))
  func `kafka: positions and their notes are committed with the transaction`() throws {
    try Conformance.positions(try KafkaBed())
  }
  @Test func `simulated: a member that gave its partitions back commits no positions`() throws {
    try Conformance.generation(SimulatedBed())
  }
  @Test(.enabled(if: KafkaBed.bootstrap != nil, Self.needsBroker))
  func `kafka: a member that gave its partitions back commits no positions`() throws {
    try Conformance.generation(try KafkaBed())
  }
  @Test func `simulated: a member rewinds`() throws { try Conformance.rewind(SimulatedBed()) }
  @Test func `kafka: a member rewinds`() throws { try Conformance.rewind(try KafkaBed()) }
  @Test func `simulated: a second member gets its share after the first has answered`() throws {
    try Conformance.shares(SimulatedBed())
  }
  @Test func `kafka: a second member gets its share after the first has answered`() throws {
    try Conformance.shares(try KafkaBed())
  }
}

enum Conformance {
  static func committed(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 2)
    let records = [
      SimulatedRecord(key: nil, value: nil),
      SimulatedRecord(key: [], value: []),
      SimulatedRecord(
        key: [0, 255], value: Array("x".utf8),
        headers: [
          MadeRecord.Header(name: [97], value: nil), MadeRecord.Header(name: [97], value: []),
          MadeRecord.Header(name: [98], value: [1, 2]),
        ]),
    ]
    let writer = try bed.writer("id-\(topic)", to: topic)
    #expect(writer.partitionCounts == [2])
    for record in records {
      try writer.begin()
      try writer.send(record, partition: 1)
      try writer.commit()
    }
    try bed.expect(TopicPartition(topic: topic, partition: 1), records)
    try bed.expect(TopicPartition(topic: topic, partition: 0), [])
  }

  static func aborted(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 1)
    let writer = try bed.writer("id-\(topic)", to: topic)
    for (text, isCommitted) in [("a", true), ("b", false), ("c", true), ("d", false)] {
      try writer.begin()
      try writer.send(SimulatedRecord(text))
      if isCommitted { try writer.commit() } else { try writer.abort() }
    }
    let place = TopicPartition(topic: topic, partition: 0)
    try bed.expect(place, [SimulatedRecord("a"), SimulatedRecord("c")])
  }

  static func stable(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    try bed.publish(SimulatedRecord("before"), to: place)
    let writer = try bed.writer("id-\(topic)", to: topic)
    try writer.begin()
    // Enough of them that some have left the producer's queue.
    for _ in 0..<200 { try writer.send(SimulatedRecord("inside")) }
    for _ in 0..<20 { bed.pass() }
    try bed.publish(SimulatedRecord("after"), to: place)
    // What comes behind an open transaction waits for its end, whatever that will be.
    #expect(try bed.read(place).compactMap(\.text) == ["before"])
    try writer.commit()
    var found: [String] = []
    for _ in 0..<100 where found.count < 202 {
      found = try bed.read(place).compactMap(\.text)
      bed.pass()
    }
    #expect(found.first == "before" && found.count == 202)
  }

  static func fenced(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 1)
    let zombie = try bed.writer("id-\(topic)", to: topic)
    try zombie.begin()
    try zombie.send(SimulatedRecord("zombie"))
    let heir = try bed.writer("id-\(topic)", to: topic)
    try heir.begin()
    try heir.send(SimulatedRecord("heir"))
    try heir.commit()
    let failure = #expect(throws: KafkaFailure.self) { try zombie.commit() }
    #expect(failure?.isFenced == true)
    let place = TopicPartition(topic: topic, partition: 0)
    try bed.expect(place, [SimulatedRecord("heir")])
  }

  static func positions(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 2)
    let group = "group-\(topic)"
    let member = try bed.member(of: group, topic)
    let places = (0..<2 as Range<Int32>).map { TopicPartition(topic: topic, partition: $0) }
    #expect(try member.marks(of: places, timeout: .seconds(10)) == [])
    let writer = try bed.writer("id-\(topic)", to: topic)
    let first = PositionMark(place: places[0], next: 7, note: "vigie/1 open")
    try writer.begin()
    try writer.send([first], as: member)
    try writer.commit()
    try writer.begin()
    try writer.send([PositionMark(place: places[0], next: 9, note: "no")], as: member)
    try writer.abort()
    try bed.wait { () throws(KafkaFailure) in
      do throws(KafkaFailure) {
        return try member.marks(of: places, timeout: .seconds(10)) == [first]
      } catch {
        // The simulated log does not wait for a transaction to settle, Kafka does.
        return false
      }
    }
    try member.close()
  }

  static func generation(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    let member = try bed.member(of: "group-\(topic)", topic)
    let writer = try bed.writer("id-\(topic)", to: topic)
    try member.close()
    try writer.begin()
    let failure = #expect(throws: KafkaFailure.self) {
      try writer.send([PositionMark(place: place, next: 1)], as: member)
    }
    #expect(failure != nil && failure?.action != .retry)
  }

  static func rewind(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 1)
    let place = TopicPartition(topic: topic, partition: 0)
    for text in ["a", "b", "c"] { try bed.publish(SimulatedRecord(text), to: place) }
    let member = try bed.client().member(of: "group-\(topic)")
    try member.subscribe([topic])
    var seen: [String] = []
    func readAll(_ count: Int) throws {
      try bed.wait { () throws(KafkaFailure) in
        let batch = try member.poll(
          max: 2, bytesMax: .max, timeout: .milliseconds(20), gathering: .zero)
        for case .partitionsAssigned in member.takeHappenings() {
          try member.completeAssignment(startingAt: [place: .beginning])
        }
        batch.forEach { seen.append(SimulatedRecord($0).text ?? "") }
        return seen.count >= count
      }
    }
    try readAll(3)
    try member.seek([place: .at(1)], timeout: .seconds(10))
    try readAll(5)
    #expect(seen == ["a", "b", "c", "b", "c"])
    try member.close()
  }

  static func shares(_ bed: some Bed) throws {
    let topic = try bed.topic(partitions: 4)
    let group = "group-\(topic)"
    let first = try bed.member(of: group, topic)
    let second = try bed.client().member(of: group)
    try second.subscribe([topic])
    var given = 0
    var isAsked = false
    try bed.wait { () throws(KafkaFailure) in
      given += try bed.take(second) { .beginning }
      _ = try first.poll(max: 10, bytesMax: .max, timeout: .milliseconds(20), gathering: .zero)
      for case .partitionsRevoked(let places) in first.takeHappenings() {
        isAsked = places.count == 4
      }
      return isAsked
    }
    #expect(given == 0)
    try first.completeRevocation()
    var kept = 0
    try bed.wait { () throws(KafkaFailure) in
      if let count = try bed.share(of: second) { given = count }
      if let count = try bed.share(of: first) { kept = count }
      return given == 2 && kept == 2
    }
    try second.close()
    try first.close()
  }
}
