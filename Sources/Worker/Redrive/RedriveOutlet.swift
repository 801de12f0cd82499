internal import Intake
internal import Kafka
internal import Model

/// The way back: originals to their topics and marks to `redriven`, all of a batch or nothing.
final class RedriveOutlet {
  private let producer: TransactionalProducer
  private let redriven: OutputTopic
  private var topics: [String: OutputTopic] = [:]

  /// Fences another run of the same prefix and settles what it left open.
  init(kafka: Kafka.Settings, names: TopicNames) throws(KafkaFailure) {
    do throws(Kafka.SettingsFault) {
      producer = try TransactionalProducer(
        settings: kafka, transactionalID: names.redriveTransaction, watchdog: Watchdog())
    } catch {
      throw error.asFailure
    }
    try producer.initialize()
    redriven = try producer.topic(names.redriven)
  }

  /// A transaction that aborts is tried again; nothing of it was seen.
  func send(_ rejections: [Rejection]) throws(KafkaFailure) {
    for rejection in rejections where topics[rejection.position.topic] == nil {
      topics[rejection.position.topic] = try producer.topic(rejection.position.topic)
    }
    var tries = 0
    while true {
      do throws(KafkaFailure) {
        var transaction = try producer.begin()
        for rejection in rejections { try send(rejection, in: &transaction) }
        try transaction.commit()
        return
      } catch {
        tries += 1
        guard error.action == .abort, tries < Self.triesMax else { throw error }
      }
    }
  }

  private static let triesMax = 5

  private func send(
    _ rejection: Rejection, in transaction: inout Transaction
  ) throws(KafkaFailure) {
    guard let topic = topics[rejection.position.topic] else { return }
    let original = rejection.original
    // Where it came from, so that what one team sent stays in its order; a topic that shrank lets
    // the partitioner choose.
    let partition = rejection.position.partition
    try transaction.send(
      topic, partition: partition < topic.partitionCount ? partition : nil,
      key: original.key, value: original.value,
      headers: Self.headers(of: rejection))
    try transaction.send(
      redriven, partition: 0, key: Array(RedriveMark.key(rejection.position).utf8),
      value: RedriveMark.value(rejection), headers: OutgoingHeaders())
  }

  /// The original's, with the count of attempts in place of an older one.
  private static func headers(of rejection: Rejection) -> OutgoingHeaders {
    var headers = OutgoingHeaders()
    let attempts = Array("\(RawHeader.attempts)".utf8)
    for header in rejection.original.headers where header.name != attempts {
      header.name.withUnsafeBytes { name in
        guard let value = header.value else { return headers.append(name: name, value: nil) }
        value.withUnsafeBytes { headers.append(name: name, value: $0) }
      }
    }
    headers.append(RawHeader.attempts, "\(rejection.attempts)")
    return headers
  }
}

extension Transaction {
  /// As `send`, for bytes that are owned; nil is null.
  fileprivate mutating func send(
    _ topic: OutputTopic, partition: Int32?, key: [UInt8]?, value: [UInt8]?,
    headers: consuming OutgoingHeaders
  ) throws(KafkaFailure) {
    var failure: KafkaFailure?
    var given: OutgoingHeaders? = headers
    (key ?? []).withUnsafeBytes { keyBytes in
      (value ?? []).withUnsafeBytes { valueBytes in
        do throws(KafkaFailure) {
          try send(
            topic, partition: partition, key: key == nil ? nil : keyBytes,
            value: value == nil ? nil : valueBytes, headers: given.take() ?? OutgoingHeaders())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}
