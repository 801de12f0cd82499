public import Kafka

/// From which positions on which packs were in force, as a sector's memory has it.
public struct PackHistory<Log: RecordLog> {
  public struct Entry: Sendable, Equatable {
    public let partition: Int32
    public let from: Int64
    public let stamp: PackStamp
  }

  private let context: WorkerContext
  private let log: Log

  public init(context: WorkerContext, log: Log) {
    self.context = context
    self.log = log
  }

  /// In the order of positions. Reads the partition of `memory` once.
  public func entries(of partition: Int32) throws(KafkaFailure) -> [Entry] {
    var entries: [Int64: Entry] = [:]
    try log.forEach(in: context.names.memory, partition, context.settings) { record in
      guard let key = record.key, PackRecord.isKey(key), let value = record.value,
        let pack = PackRecord(reading: value)
      else { return }
      entries[pack.from] = Entry(partition: partition, from: pack.from, stamp: pack.stamp)
    }
    return entries.values.sorted { $0.from < $1.from }
  }
}

extension RecordLog {
  /// A partition's committed records, from its start to its end.
  func forEach(
    in topic: String, _ partition: Int32, _ settings: WorkerSettings,
    _ body: (borrowing ConsumedRecord) -> Void
  ) throws(KafkaFailure) {
    let reader = try reader()
    try reader.assign([TopicPartition(topic: topic, partition: partition): .beginning])
    var isAtEnd = false
    while !isAtEnd {
      let batch = try reader.poll(
        max: 10_000, bytesMax: settings.batchBytesMax, timeout: .milliseconds(250),
        gathering: .zero)
      batch.forEach(body)
      for happening in reader.takeHappenings() {
        switch happening {
        case .endReached: isAtEnd = true
        case .failed(let failure), .partitionFailed(_, let failure):
          if failure.action == .stop { throw failure }
        default: break
        }
      }
    }
  }
}
