internal import Logging
public import Intake
internal import Kafka
internal import Model
internal import Theatre

/// The first stage on Kafka: raw records in, reports and rejections out, in transactions.
///
/// Stateless: what was not committed is read again. One thread; not Sendable.
public final class IntakeWorker {
  private let context: WorkerContext
  private let catalogue: SchemaCatalogue

  public init(context: WorkerContext, catalogue: SchemaCatalogue) {
    self.context = context
    self.catalogue = catalogue
  }

  /// Works until the stop flag is raised, healing what can be healed.
  public func run() {
    var loop = Loop(context: context, stage: "intake")
    loop.run { (healthy: () -> Void) throws(KafkaFailure) in
      let session = try IntakeSession(context: context, catalogue: catalogue)
      healthy()
      try session.run()
    }
  }
}

/// One consumer and one producer, as long as both are sound.
private final class IntakeSession {
  private let context: WorkerContext
  private let catalogue: SchemaCatalogue
  private let core: Intake
  private var output = IntakeOutput()
  private let consumer: Consumer
  private let producer: TransactionalProducer
  private let accepted: OutputTopic
  private let rejected: OutputTopic
  /// By the index of the sector.
  private let sectorPartitions: [Int32]
  private let watchdog = Watchdog()
  private var tally = Figures.Counts()
  private var headers: [RawHeader] = []
  private var topics: [Int: RawTopic] = [:]

  init(context: WorkerContext, catalogue: SchemaCatalogue) throws(KafkaFailure) {
    self.context = context
    self.catalogue = catalogue
    core = Intake(
      catalogue: catalogue, theatre: context.theatre, limits: context.settings.intakeLimits)
    do throws(Kafka.SettingsFault) {
      producer = try TransactionalProducer(
        settings: context.kafkaForRejections,
        transactionalID: context.names.intakeTransaction(instance: context.settings.instance),
        watchdog: watchdog)
      consumer = try Consumer(settings: context.kafka, group: context.names.intakeGroup)
    } catch {
      throw error.asFailure
    }
    try producer.initialize()
    accepted = try producer.topic(context.names.accepted)
    rejected = try producer.topic(context.names.rejected)
    let count = accepted.partitionCount
    sectorPartitions = context.theatre.sectors.map { sectorPartition(of: $0, partitions: count) }
    let topics = context.settings.rawTopics + [context.names.decisions, context.names.acks]
    try consumer.requireTopics(topics)
    try consumer.subscribe(topics)
  }

  func run() throws(KafkaFailure) {
    while !context.stop.isRaised {
      let batch = try consumer.poll(
        max: context.settings.batchRecords, timeout: .milliseconds(250),
        gathering: .milliseconds(context.settings.batchWaitMilliseconds))
      for happening in consumer.takeHappenings() { try answer(happening) }
      guard !batch.isEmpty else { continue }
      try transact(batch)
    }
    try consumer.close()
  }

  private func answer(_ happening: Happening) throws(KafkaFailure) {
    switch happening {
    case .partitionsAssigned(let partitions):
      context.log.info("takes \(partitions.count) raw partitions")
      try consumer.completeAssignment()
    case .partitionsRevoked, .partitionsLost:
      // Between two polls no transaction is open: there is nothing to finish.
      try consumer.completeRevocation()
    case .partitionFailed, .failed, .endReached: try context.note(happening)
    }
  }

  /// All of the batch or nothing of it.
  private func transact(_ batch: borrowing RecordBatch) throws(KafkaFailure) {
    tally = Figures.Counts()
    let span = BatchSpan(batch)
    do throws(KafkaFailure) {
      var transaction = try producer.begin()
      for index in 0..<batch.count { try process(batch[index], in: &transaction) }
      try transaction.sendOffsets(span.ends(consumer), group: consumer.groupMetadata())
      try transaction.commit()
    } catch {
      guard error.action == .abort else { throw error }
      context.noteAbort(error)
      try consumer.seek(span.begins(consumer))
      return
    }
    let done = tally
    context.figures.add { counts in
      counts.raw += done.raw
      counts.accepted += done.accepted
      counts.rejected += done.rejected
      counts.rejectedBy.merge(done.rejectedBy) { $0 + $1 }
      counts.transactions += 1
    }
  }

  private func process(
    _ record: borrowing ConsumedRecord, in transaction: inout Transaction
  ) throws(KafkaFailure) {
    headers.removeAll(keepingCapacity: true)
    for header in record.headers {
      headers.append(RawHeader(name: header.name, value: header.value))
    }
    let time = record.timestamp
    headers.withUnsafeBufferPointer { headers in
      core.process(
        RawRecord(
          topic: topic(record.topicIndex), partition: record.partition, offset: record.offset,
          timestamp: time.kind == .absent ? nil : time.milliseconds, key: record.key,
          value: record.value, headers: headers),
        into: &output)
    }
    try send(time, from: record.partition, in: &transaction)
  }

  /// The output's timestamp is the raw record's, so that delay can be told from the topics alone.
  private func send(
    _ time: RecordTimestamp, from partition: Int32, in transaction: inout Transaction
  ) throws(KafkaFailure) {
    tally.raw += 1
    let destination: OutputTopic
    let place: Int32
    switch output.outcome {
    case .accepted:
      tally.accepted += 1
      destination = accepted
      place = sectorPartitions[output.sector]
    case .rejected(let reason):
      tally.rejected += 1
      tally.rejectedBy["\(reason.name)", default: 0] += 1
      destination = rejected
      place = partition % rejected.partitionCount
    }
    var outgoing: OutgoingHeaders? = OutgoingHeaders()
    output.headers.forEach { outgoing?.append($0, $1) }
    var failure: KafkaFailure?
    output.withKey { key in
      output.withValue { value in
        do throws(KafkaFailure) {
          try transaction.send(
            destination, partition: place, key: key, value: value,
            timestamp: time.kind == .absent ? nil : time.milliseconds,
            headers: outgoing.take() ?? OutgoingHeaders())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }

  private func topic(_ index: Int) -> RawTopic {
    if let known = topics[index] { return known }
    let made = context.names.rawTopic(
      consumer.topicName(index), defaultSchema: context.settings.defaultSchema, in: catalogue)
    topics[index] = made
    return made
  }
}
