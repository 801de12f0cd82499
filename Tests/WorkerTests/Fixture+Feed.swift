import Intake
import Kafka

@testable import Worker

extension Producer {
  func send(_ record: Fixture.Record, to topic: OutputTopic) throws(KafkaFailure) {
    var headers = OutgoingHeaders()
    for header in record.headers {
      header.name.withUnsafeBytes { name in
        header.value.withUnsafeBytes { headers.append(name: name, value: $0) }
      }
    }
    var given: OutgoingHeaders? = headers
    var failure: KafkaFailure?
    (record.key ?? []).withUnsafeBytes { key in
      (record.value ?? []).withUnsafeBytes { value in
        do throws(KafkaFailure) {
          try send(
            topic, partition: 0, key: record.key == nil ? nil : key,
            value: record.value == nil ? nil : value, headers: given.take() ?? OutgoingHeaders())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}

extension Replay {
  func feed(_ record: Fixture.Record) {
    var storage: [UInt8] = []
    for header in record.headers { storage += header.name + header.value }
    storage.withUnsafeBytes { bytes in
      var position = 0
      func take(_ count: Int) -> UnsafeRawBufferPointer {
        defer { position += count }
        return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
      }
      let headers = record.headers.map {
        RawHeader(name: take($0.name.count), value: take($0.value.count))
      }
      headers.withUnsafeBufferPointer { headers in
        (record.key ?? []).withUnsafeBytes { key in
          (record.value ?? []).withUnsafeBytes { value in
            feed(
              key: record.key == nil ? nil : key, headers: headers,
              value: record.value == nil ? nil : value)
          }
        }
      }
    }
  }
}
