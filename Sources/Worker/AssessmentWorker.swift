internal import Logging
internal import Assessment
internal import Kafka

/// The second stage on Kafka: reports in; incidents, alerts and memory out, in transactions.
///
/// Owns each sector partition that the group gives it: fences its last owner, restores memory, goes
/// on where memory says. One thread; not Sendable.
public final class AssessmentWorker {
  private let context: WorkerContext

  public init(context: WorkerContext) { self.context = context }

  /// Works until the stop flag is raised, healing what can be healed.
  public func run() {
    var loop = Loop(context: context, stage: "assessment")
    loop.run { (healthy: () -> Void) throws(KafkaFailure) in
      let session = try AssessmentSession(context: context)
      healthy()
      try session.run()
    }
  }
}

/// One consumer and the sectors it was given, as long as all are sound.
private final class AssessmentSession {
  private let context: WorkerContext
  private let consumer: Consumer
  private var sectors: [Int32: Sector] = [:]

  init(context: WorkerContext) throws(KafkaFailure) {
    self.context = context
    do throws(Kafka.SettingsFault) {
      consumer = try Consumer(settings: context.kafka, group: context.names.assessmentGroup)
    } catch {
      throw error.asFailure
    }
    try consumer.requireTopics([context.names.accepted])
    try consumer.subscribe([context.names.accepted])
  }

  func run() throws(KafkaFailure) {
    while !context.stop.isRaised {
      let batch = try consumer.poll(
        max: context.settings.batchRecords, timeout: .milliseconds(250),
        gathering: .milliseconds(context.settings.batchWaitMilliseconds))
      for happening in consumer.takeHappenings() { try answer(happening) }
      if !batch.isEmpty { try assess(batch) }
      try appendClocks()
    }
    try consumer.close()
  }

  private func answer(_ happening: Happening) throws(KafkaFailure) {
    switch happening {
    case .partitionsAssigned(let places):
      var starts: [TopicPartition: Offset] = [:]
      for place in places {
        let sector = try Sector(partition: place.partition, context: context)
        sectors[place.partition] = sector
        starts[place] = sector.start
        context.log.info(
          "restored",
          metadata: [
            "partition": "\(place.partition)", "reports": "\(sector.reportsRemembered)",
            "state_records": "\(sector.restored)", "position": "\(sector.start)",
          ])
      }
      try consumer.completeAssignment(startingAt: starts)
    case .partitionsRevoked, .partitionsLost:
      // Between two polls no transaction is open; memory is in its topic for the next owner.
      sectors.removeAll()
      try consumer.completeRevocation()
    case .partitionFailed, .failed, .endReached: try context.note(happening)
    }
  }

  /// Keeps each sector's log time moving while nobody reports.
  private func appendClocks() throws(KafkaFailure) {
    for partition in sectors.keys.sorted() {
      do throws(KafkaFailure) {
        try sectors[partition]?.appendClock()
      } catch {
        guard error.action == .abort else { throw error }
        context.noteAbort(error)
      }
    }
  }

  /// One transaction for each partition of the batch.
  private func assess(_ batch: borrowing RecordBatch) throws(KafkaFailure) {
    let span = BatchSpan(batch)
    let (begins, ends) = (span.begins(consumer), span.ends(consumer))
    for place in ends.keys.sorted() {
      guard let sector = sectors[place.partition], let next = ends[place] else { continue }
      do throws(KafkaFailure) {
        try sector.assess(batch, next: (place, next), group: consumer.groupMetadata())
      } catch {
        guard error.action == .abort else { throw error }
        context.noteAbort(error)
        try consumer.seek([place: begins[place] ?? sector.start])
      }
    }
  }
}
