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
