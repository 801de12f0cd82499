public import Kafka

/// A transactional producer and the topics it writes to, behind the seam.
public final class KafkaWriter: LogWriter {
  private let producer: TransactionalProducer
  private let names: [String]
  private var topics: [OutputTopic] = []
  private var transaction: Transaction?

  init(_ producer: TransactionalProducer, names: [String]) {
    self.producer = producer
    self.names = names
  }

  public var partitionCounts: [Int32] { topics.map(\.partitionCount) }

  public func initialize() throws(KafkaFailure) {
    try producer.initialize()
    for name in names { topics.append(try producer.topic(name)) }
  }

  public func begin() throws(KafkaFailure) { transaction = try producer.begin() }

  public func send(
    _ topic: Int, partition: Int32, key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?,
    timestamp: Int64?, headers: consuming OutgoingHeaders
  ) throws(KafkaFailure) {
    try transaction?.send(
      topics[topic], partition: partition, key: key, value: value, timestamp: timestamp,
      headers: headers)
  }

  public func send(_ marks: [PositionMark], as member: Consumer) throws(KafkaFailure) {
    try transaction?.sendOffsets(marks, group: member.groupMetadata())
  }

  public func commit() throws(KafkaFailure) { try transaction.take()?.commit() }

  public func abort() throws(KafkaFailure) { try transaction.take()?.abort() }
}
