internal import JSON
internal import Worker

/// What matters of librdkafka's statistics of one stage's clients (STATISTICS.md of librdkafka).
struct KafkaStatistics: Sendable, Equatable {
  struct Partition: Sendable, Equatable {
    var topic: String
    var number: Int64
    var lag: Int64
  }

  /// Sorted by topic and number; those that a consumer fetches.
  var partitions: [Partition] = []
  /// Brokers connected to, of the client that has most.
  var brokersUp = 0
  /// 99th percentile of the slowest broker's requests, in microseconds.
  var roundTripMicroseconds: Int64 = 0
  var timeouts: Int64 = 0
  var sendErrors: Int64 = 0
  var receiveErrors: Int64 = 0
  var fetchedRecords: Int64 = 0
  var fetchedBytes: Int64 = 0
  var toSendRecords: Int64 = 0
  var toSendBytes: Int64 = 0

  init() {}

  /// Reads the documents of a stage. What cannot be read adds nothing.
  init(_ clients: ClientStatistics) { self.init(of: clients.documents.values.map(\.bytes)) }

  init(of documents: [[UInt8]]) {
    let parser = Parser(limits: Limits(bytesMax: 16 << 20, depthMax: 16))
    for document in documents {
      do throws(Fault) {
        read(try parser.parse(document).root)
      } catch {
        continue
      }
    }
    partitions.sort { ($0.topic, $0.number) < ($1.topic, $1.number) }
  }

  /// Records that wait, all partitions together; nil while no consumer has said anything.
  var lag: Int64? { partitions.isEmpty ? nil : partitions.reduce(0) { $0 + $1.lag } }

  private mutating func read(_ root: Value) {
    let isConsumer = root["type"]?.text?.equals("consumer") ?? false
    toSendRecords += isConsumer ? 0 : root["msg_cnt"]?.int64 ?? 0
    toSendBytes += isConsumer ? 0 : root["msg_size"]?.int64 ?? 0
    // One broker stands there several times: by its address, and as a coordinator.
    var up: Set<Int64> = []
    for broker in root["brokers"]?.members.map(\.value) ?? [] {
      guard let node = broker["nodeid"]?.int64, node >= 0 else { continue }
      if broker["state"]?.text?.equals("UP") ?? false { up.insert(node) }
      timeouts += broker["req_timeouts"]?.int64 ?? 0
      sendErrors += broker["txerrs"]?.int64 ?? 0
      receiveErrors += broker["rxerrs"]?.int64 ?? 0
      roundTripMicroseconds = max(roundTripMicroseconds, broker["rtt"]?["p99"]?.int64 ?? 0)
    }
    brokersUp = max(brokersUp, up.count)
    guard isConsumer else { return }
    for topic in root["topics"]?.members.map(\.value) ?? [] {
      let name = topic["topic"]?.text?.string ?? ""
      for partition in topic["partitions"]?.members.map(\.value) ?? [] {
        read(partition, of: name)
      }
    }
  }

  /// The lag is what was fetched and not taken, and what is still to be fetched. The position of
  /// the application would count a transaction's end as a record that never comes.
  private mutating func read(_ partition: Value, of topic: String) {
    guard let number = partition["partition"]?.int64, number >= 0,
      partition["fetch_state"]?.text?.equals("active") ?? false
    else { return }
    let fetched = partition["fetchq_cnt"]?.int64 ?? 0
    let next = partition["next_offset"]?.int64 ?? -1
    let stable = partition["ls_offset"]?.int64 ?? -1
    let end = stable >= 0 ? stable : partition["hi_offset"]?.int64 ?? -1
    fetchedRecords += fetched
    fetchedBytes += partition["fetchq_size"]?.int64 ?? 0
    let unfetched = next >= 0 && end >= 0 ? max(end - next, 0) : 0
    partitions.append(Partition(topic: topic, number: number, lag: fetched + unfetched))
  }
}
