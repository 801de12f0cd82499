internal import CRdKafka

/// What librdkafka hides behind its message: only `rd_kafka_message_headers` and
/// `rd_kafka_message_timestamp` know where.
struct BesideMessage {
  var timestamp: RecordTimestamp
  var headers: OpaquePointer?
}

/// Owns the bytes and the messages of a batch that no broker sent.
///
/// Safe because every pointer in `messages` leads into `bytes`, which is as long as all keys and
/// values together, and both are freed with this object, as are the header lists.
final class MadeBatch {
  private let bytes: UnsafeMutableRawBufferPointer
  private let messages: UnsafeMutableBufferPointer<rd_kafka_message_t>
  private var beside: [BesideMessage] = []
  private let topics: [Int]

  init(_ records: [MadeRecord]) {
    let total = records.reduce(0) { $0 + ($1.key?.count ?? 0) + ($1.value?.count ?? 0) }
    bytes = .allocate(byteCount: max(total, 1), alignment: 8)
    messages = .allocate(capacity: records.count)
    topics = records.map(\.topicIndex)
    beside.reserveCapacity(records.count)
    var end = 0
    for (index, record) in records.enumerated() {
      var message = rd_kafka_message_t()
      message.partition = record.partition
      message.offset = record.offset
      message.key = keep(record.key, at: &end)
      message.key_len = record.key?.count ?? 0
      message.payload = keep(record.value, at: &end)
      message.len = record.value?.count ?? 0
      messages.initializeElement(at: index, to: message)
      var headers = OutgoingHeaders()
      for header in record.headers {
        header.name.withUnsafeBytes { name in
          (header.value ?? []).withUnsafeBytes {
            headers.append(name: name, value: header.value == nil ? nil : $0)
          }
        }
      }
      beside.append(BesideMessage(timestamp: record.timestamp, headers: headers.take()))
    }
  }

  deinit {
    for item in beside { if let headers = item.headers { rd_kafka_headers_destroy(headers) } }
    messages.deinitialize()
    messages.deallocate()
    bytes.deallocate()
  }

  private func keep(_ part: [UInt8]?, at end: inout Int) -> UnsafeMutableRawPointer? {
    guard let part, let base = bytes.baseAddress else { return nil }
    let place = base + end
    part.withUnsafeBytes {
      if let start = $0.baseAddress { place.copyMemory(from: start, byteCount: part.count) }
    }
    end += part.count
    return place
  }

  func record(at index: Int) -> ConsumedRecord {
    guard let base = messages.baseAddress else {
      preconditionFailure("a batch with a record has messages")
    }
    return ConsumedRecord(
      message: UnsafePointer(base + index), topicIndex: topics[index], beside: beside[index])
  }
}
