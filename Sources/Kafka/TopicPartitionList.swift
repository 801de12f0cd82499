internal import CRdKafka
internal import Glibc

/// Owns a list of librdkafka's (`rd_kafka_topic_partition_list_t`).
struct TopicPartitionList: ~Copyable {
  let raw: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

  /// Takes a list over; it is destroyed with this value.
  init(taking raw: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) { self.raw = raw }

  /// A copy of a list which librdkafka frees itself.
  init(copying other: UnsafePointer<rd_kafka_topic_partition_list_t>) {
    raw = rd_kafka_topic_partition_list_copy(other)
  }

  init(_ partitions: [TopicPartition]) {
    raw = rd_kafka_topic_partition_list_new(Int32(partitions.count))
    for item in partitions { add(item, .none) }
  }

  /// In the order of the partitions, whatever the dictionary's.
  init(_ offsets: [TopicPartition: Offset]) {
    raw = rd_kafka_topic_partition_list_new(Int32(offsets.count))
    for item in offsets.keys.sorted() { add(item, offsets[item] ?? .none) }
  }

  /// Names only, for a subscription.
  init(topics: [String]) {
    raw = rd_kafka_topic_partition_list_new(Int32(topics.count))
    for topic in topics { _ = rd_kafka_topic_partition_list_add(raw, topic, -1) }
  }

  deinit { rd_kafka_topic_partition_list_destroy(raw) }

  private func add(_ item: TopicPartition, _ offset: Offset) {
    let entry = rd_kafka_topic_partition_list_add(raw, item.topic, item.partition)
    entry?.pointee.offset = offset.rawValue
  }

  var count: Int { Int(raw.pointee.cnt) }

  subscript(index: Int) -> rd_kafka_topic_partition_t {
    // Safe because the list owns `cnt` entries and the index is checked against it.
    get {
      precondition(index >= 0 && index < count, "an entry outside of a partition list")
      return raw.pointee.elems[index]
    }
  }

  func setOffset(_ offset: Offset, at index: Int) {
    precondition(index >= 0 && index < count, "an entry outside of a partition list")
    raw.pointee.elems[index].offset = offset.rawValue
  }

  /// Positions with their notes, in order; librdkafka frees the notes with the list.
  init(_ marks: [PositionMark]) {
    raw = rd_kafka_topic_partition_list_new(Int32(marks.count))
    for mark in marks.sorted(by: { $0.place < $1.place }) {
      let entry = rd_kafka_topic_partition_list_add(raw, mark.place.topic, mark.place.partition)
      entry?.pointee.offset = mark.next
      guard !mark.note.isEmpty else { continue }
      entry?.pointee.metadata = UnsafeMutableRawPointer(strdup(mark.note))
      entry?.pointee.metadata_size = mark.note.utf8.count
    }
  }

  /// What a group committed, without the entries where it committed nothing.
  var marks: [PositionMark] {
    (0..<count).compactMap { index in
      let entry = self[index]
      guard entry.offset >= 0 else { return nil }
      // Safe because librdkafka owns `metadata_size` bytes at `metadata` while the list lives.
      let note = entry.metadata.map {
        String(
          decoding: UnsafeRawBufferPointer(start: $0, count: entry.metadata_size), as: UTF8.self)
      }
      return PositionMark(place: partition(at: index), next: entry.offset, note: note ?? "")
    }
  }

  func partition(at index: Int) -> TopicPartition {
    let entry = self[index]
    return TopicPartition(topic: String(cString: entry.topic), partition: entry.partition)
  }

  /// The partitions, sorted.
  var partitions: [TopicPartition] {
    (0..<count).map { partition(at: $0) }.sorted()
  }

  var offsets: [TopicPartition: Offset] {
    var found: [TopicPartition: Offset] = [:]
    for index in 0..<count { found[partition(at: index)] = Offset(rawValue: self[index].offset) }
    return found
  }

  /// The first entry that carries an error of its own.
  var firstError: (partition: TopicPartition, code: rd_kafka_resp_err_t)? {
    for index in 0..<count where self[index].err != RD_KAFKA_RESP_ERR_NO_ERROR {
      return (partition(at: index), self[index].err)
    }
    return nil
  }
}
