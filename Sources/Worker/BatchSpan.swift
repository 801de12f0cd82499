internal import Kafka

/// Which offsets of which partitions a batch covers: where to seek when it must be done again, and
/// what to commit when it is done. Integers only while records pass.
struct BatchSpan {
  private struct Part {
    let topicIndex: Int
    let partition: Int32
    let first: Int64
    var next: Int64
  }

  private var parts: [Part] = []

  init(_ batch: borrowing RecordBatch) {
    var current = -1
    for index in 0..<batch.count {
      let (topic, partition, offset) = (
        batch[index].topicIndex, batch[index].partition, batch[index].offset
      )
      if current < 0 || parts[current].partition != partition
        || parts[current].topicIndex != topic
      {
        current =
          parts.firstIndex { $0.partition == partition && $0.topicIndex == topic } ?? parts.count
        if current == parts.count {
          parts.append(
            Part(topicIndex: topic, partition: partition, first: offset, next: offset))
        }
      }
      parts[current].next = offset + 1
    }
  }

  func begins(_ consumer: Consumer) -> [TopicPartition: Offset] {
    Dictionary(
      uniqueKeysWithValues: parts.map {
        (
          TopicPartition(topic: consumer.topicName($0.topicIndex), partition: $0.partition),
          Offset.at($0.first)
        )
      })
  }

  func ends(_ consumer: Consumer) -> [TopicPartition: Int64] {
    Dictionary(
      uniqueKeysWithValues: parts.map {
        (TopicPartition(topic: consumer.topicName($0.topicIndex), partition: $0.partition), $0.next)
      })
  }
}
