import Kafka
import Testing

@Suite struct RoundTripTests {
  @Test func `null and empty keys, values and headers come back as they went`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let producer = try Producer(settings: cluster.settings())
    let topic = try producer.topic(name)
    let empty = UnsafeRawBufferPointer(start: nil, count: 0)
    try withBytes("k") { key throws(KafkaFailure) in
      try withBytes("v") { value throws(KafkaFailure) in
        try producer.send(topic, partition: 0, key: key, value: value)
        try producer.send(topic, partition: 0, key: nil, value: value)
        try producer.send(topic, partition: 0, key: empty, value: value)
        try producer.send(topic, partition: 0, key: key, value: nil)
        try producer.send(topic, partition: 0, key: key, value: empty)
        var headers = OutgoingHeaders()
        headers.append("schema", "field-report/3" as StaticString)
        headers.append("null", nil as UnsafeRawBufferPointer?)
        headers.append("empty", empty)
        headers.append("twice", "1" as String)
        headers.append("twice", "2" as String)
        try producer.send(topic, partition: 0, key: nil, value: nil, headers: headers)
      }
    }
    try producer.flush(timeout: .seconds(10))
    #expect(producer.delivered == 6)
    let seen = try Consumer.readAll(cluster, name)
    let k = Array("k".utf8)
    let v = Array("v".utf8)
    #expect(seen.map(\.key) == [k, nil, [], k, k, nil])
    #expect(seen.map(\.value) == [v, v, v, nil, [], nil])
    #expect(seen.map(\.offset) == [0, 1, 2, 3, 4, 5])
    #expect(seen[0].headers == [])
    #expect(
      seen[5].headers == [
        SeenHeader(name: "schema", value: Array("field-report/3".utf8)),
        SeenHeader(name: "null", value: nil), SeenHeader(name: "empty", value: []),
        SeenHeader(name: "twice", value: Array("1".utf8)),
        SeenHeader(name: "twice", value: Array("2".utf8)),
      ])
  }

  @Test func `the last header of a name counts, and a tombstone is a value`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic()
    let producer = try Producer(settings: cluster.settings())
    var headers = OutgoingHeaders()
    headers.append("a", "old" as String)
    headers.append("a", "new" as String)
    let count = headers.count
    #expect(count == 2)
    try producer.send(
      producer.topic(name), partition: 0, key: nil, value: nil, timestamp: 1_532_736_000_000,
      headers: headers)
    try producer.flush(timeout: .seconds(10))
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    try reader.assign([TopicPartition(topic: name, partition: 0): .beginning])
    try reader.pollUntil { batch in
      guard batch.count == 1 else { return false }
      let isTombstone = batch[0].isTombstone
      #expect(isTombstone)
      let headers = batch[0].headers
      #expect(headers.last(named: "a").map { [UInt8]($0) } == Array("new".utf8))
      #expect(headers.last(named: "b") == nil)
      #expect(headers[0].isNamed("a"))
      let timestamp = batch[0].timestamp
      #expect(timestamp == RecordTimestamp(milliseconds: 1_532_736_000_000, kind: .created))
      let topicIndex = batch[0].topicIndex
      #expect(reader.topicName(topicIndex) == name)
      return true
    }
  }

  @Test func `forwarded headers are a copy of the record's`() throws {
    let cluster = try TestCluster()
    let (first, second) = (try cluster.topic(), try cluster.topic())
    let producer = try Producer(settings: cluster.settings())
    var headers = OutgoingHeaders()
    headers.append("traceparent", "00-ab-cd-01" as String)
    try producer.send(
      producer.topic(first), partition: 0, key: nil, value: nil, headers: headers)
    try producer.flush(timeout: .seconds(10))
    let output = try producer.topic(second)
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    try reader.assign([TopicPartition(topic: first, partition: 0): .beginning])
    try reader.pollUntil { batch in
      try batch.forEach { (record: borrowing ConsumedRecord) throws(KafkaFailure) in
        var copy = OutgoingHeaders(copying: record.headers)
        copy.append("more", nil as UnsafeRawBufferPointer?)
        try producer.send(output, partition: 0, key: nil, value: nil, headers: copy)
      }
      return batch.count == 1
    }
    try producer.flush(timeout: .seconds(10))
    let seen = try Consumer.readAll(cluster, second)
    #expect(seen.first?.headers.map(\.name) == ["traceparent", "more"])
  }

  @Test func `batches hold at most what was asked for, in order`() throws {
    let cluster = try TestCluster()
    let name = try cluster.topic(partitions: 3)
    let producer = try Producer(settings: cluster.settings())
    let topic = try producer.topic(name)
    #expect(topic.partitionCount == 3)
    for number in 0..<3000 {
      try producer.send(text: "\(number)", to: topic, partition: Int32(number % 3))
    }
    try producer.flush(timeout: .seconds(20))
    let reader = try Consumer(settings: cluster.settings(), group: nil)
    var starts: [TopicPartition: Offset] = [:]
    for partition in 0..<3 as Range<Int32> {
      starts[TopicPartition(topic: name, partition: partition)] = .beginning
    }
    try reader.assign(starts)
    var next: [Int32: Int64] = [:]
    var total = 0
    var isBounded = true
    try reader.pollUntil(max: 256) { batch in
      isBounded = isBounded && batch.count <= 256
      batch.forEach { record in
        let offset = next[record.partition] ?? 0
        #expect(record.offset == offset)
        #expect(Seen(record).text == "\(offset * 3 + Int64(record.partition))")
        next[record.partition] = offset + 1
      }
      total += batch.count
      return total == 3000
    }
    #expect(isBounded)
    #expect(reader.recordsDropped == 0)
  }

  @Test func `a partition that does not exist is refused and costs nothing`() throws {
    let cluster = try TestCluster()
    let producer = try Producer(settings: cluster.settings())
    let topic = try producer.topic(cluster.topic(partitions: 2))
    for partition in [-1, 2, 900] as [Int32] {
      #expect {
        var headers = OutgoingHeaders()
        headers.append("a", "b" as String)
        try producer.send(topic, partition: partition, key: nil, value: nil, headers: headers)
      } throws: {
        ($0 as? KafkaFailure)?.code == .unknownPartition
      }
    }
    #expect(producer.sent == 0)
  }

  @Test func `a topic that does not exist is not created by asking`() throws {
    let cluster = try TestCluster()
    let producer = try Producer(settings: cluster.settings())
    let name = TestCluster.uniqueName("absent")
    for _ in 0..<2 {
      #expect {
        try producer.topic(name)
      } throws: {
        ($0 as? KafkaFailure)?.code == .unknownTopicOrPartition
      }
    }
    #expect(try producer.metadata(timeout: .seconds(10)).topic(name) == nil)
  }
}
