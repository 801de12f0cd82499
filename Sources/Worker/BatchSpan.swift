package import Kafka

/// One partition's part of a batch: which records it has, where to seek when it must be done again,
/// and what to commit when it is done.
package struct BatchSpan: Equatable {
  package let place: TopicPartition
  package let first: Int64
  package var next: Int64
  package var count: Int

  /// The parts of a batch in the order of their first records. Integers only while records pass.
  static func all(_ batch: borrowing RecordBatch, _ name: (Int) -> String) -> [BatchSpan] {
    var spans: [BatchSpan] = []
    var topics: [Int] = []
    var current = -1
    for index in 0..<batch.count {
      let (topic, partition, offset) = (
        batch[index].topicIndex, batch[index].partition, batch[index].offset
      )
      if current < 0 || topics[current] != topic || spans[current].place.partition != partition {
        current =
          spans.indices.first {
            topics[$0] == topic && spans[$0].place.partition == partition
          } ?? spans.count
        if current == spans.count {
          topics.append(topic)
          spans.append(
            BatchSpan(
              place: TopicPartition(topic: name(topic), partition: partition), first: offset,
              next: offset, count: 0))
        }
      }
      spans[current].next = offset + 1
      spans[current].count += 1
    }
    return spans
  }
}
