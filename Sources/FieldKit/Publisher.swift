public import Kafka

/// Sends what waits in the spool, oldest first, and marks what the broker has.
///
/// Idempotent: librdkafka's own repetitions do not double a record. What it does not know any more
/// whether it was delivered (the process died, the answer was lost for good) is sent again, with
/// the same key and bytes; the service's ledger counts it as a replay.
public struct Publisher {
  private let producer: Producer
  private let spool: Spool
  /// So many records are on their way at a time: that many are repeated at most.
  static let handful = 20

  public init(settings: Kafka.Settings, spool: Spool) throws(SettingsFault) {
    producer = try Producer(settings: settings)
    self.spool = spool
  }

  /// Resolves the topics of what waits: the moment at which a missing connection shows.
  public func connect(timeout: Duration) throws(KafkaFailure) {
    _ = try producer.metadata(timeout: timeout)
  }

  /// One handful; empty when nothing waits any more.
  public func sendSome(patience: Duration) throws(PublishFault) -> [SpoolRecord] {
    var taken: [(name: String, record: SpoolRecord)] = []
    do throws(SpoolFault) {
      for name in spool.waiting.prefix(Self.handful) {
        guard let record = try spool.read(name) else { continue }
        taken.append((name, record))
      }
    } catch {
      throw .spool(error)
    }
    do throws(KafkaFailure) {
      for item in taken { try send(item.record) }
      try producer.flush(timeout: patience)
    } catch {
      throw .kafka(error)
    }
    do throws(SpoolFault) {
      for item in taken { try spool.markSent(item.name, item.record) }
    } catch {
      throw .spool(error)
    }
    return taken.map(\.record)
  }

  private func send(_ record: SpoolRecord) throws(KafkaFailure) {
    let topic = try producer.topic(record.topic)
    var headers: OutgoingHeaders? = OutgoingHeaders()
    headers?.append("schema", record.schema)
    headers?.append("content-type", "application/json" as StaticString)
    var failure: KafkaFailure?
    Array(record.report.utf8).withUnsafeBytes { key in
      record.value.withUnsafeBytes { value in
        do throws(KafkaFailure) {
          guard let headers = headers.take() else { return }
          try producer.send(topic, key: key, value: value, headers: headers)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}

/// Why sending stopped. What was not marked is still in the spool.
public enum PublishFault: Error, Sendable {
  case kafka(KafkaFailure)
  case spool(SpoolFault)
}
