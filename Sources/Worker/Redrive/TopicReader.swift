internal import Kafka

/// Reads a topic from its beginning to where its end is now, outside of any group.
///
/// What comes later is another run's: a record that is sent through again may be rejected again at
/// once.
struct TopicReader {
  let kafka: Kafka.Settings
  let topic: String
  let stop: StopFlag

  /// Calls `body` with key and value of each record, partition by partition in order of offsets.
  func forEach(
    _ body: (UnsafeRawBufferPointer?, UnsafeRawBufferPointer?) throws(KafkaFailure) -> Void
  ) throws(KafkaFailure) {
    let reader: Consumer
    do throws(Kafka.SettingsFault) {
      reader = try Consumer(settings: kafka, group: nil)
    } catch {
      throw error.asFailure
    }
    var ends: [TopicPartition: Int64] = [:]
    try reader.requireTopics([topic])
    let count = try reader.metadata(timeout: .seconds(10)).topic(topic)?.partitions ?? 0
    for partition in 0..<Int32(count) {
      let place = TopicPartition(topic: topic, partition: partition)
      let range = try reader.watermarks(of: place, timeout: .seconds(10))
      if !range.isEmpty { ends[place] = range.upperBound }
    }
    try reader.assign(ends.mapValues { _ in .beginning })
    var open = Set(ends.keys)
    while !open.isEmpty, !stop.isRaised {
      let batch = try reader.poll(max: 500, timeout: .milliseconds(250))
      for index in 0..<batch.count {
        let place = TopicPartition(topic: topic, partition: batch[index].partition)
        guard let end = ends[place], batch[index].offset < end else {
          open.remove(place)
          continue
        }
        try body(batch[index].key, batch[index].value)
      }
      for happening in reader.takeHappenings() {
        switch happening {
        case .endReached(let place, _): open.remove(place)
        case .partitionFailed(_, let failure), .failed(let failure):
          if failure.action == .stop { throw failure }
        default: break
        }
      }
    }
  }
}
