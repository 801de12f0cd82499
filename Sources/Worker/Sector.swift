internal import Logging
internal import Assessment
internal import CAP
internal import JSON
internal import Kafka
internal import Model

/// One sector's partition in the hands of its one writer: its producer, its memory, its position.
///
/// Opening it fences whoever wrote before, then reads memory to its end. Only then is what memory
/// says true, and it says where to go on.
final class Sector {
  let partition: Int32
  /// State records that were read to restore it.
  private(set) var restored = 0
  private let context: WorkerContext
  private let producer: TransactionalProducer
  private let accepted: OutputTopic
  private let incidents: OutputTopic
  private let alerts: OutputTopic
  private let cap: OutputTopic
  private let memory: OutputTopic
  private var core: Assessment
  private var effects = Effects()
  private let watchdog = Watchdog()
  private var headers = EffectHeaders()
  private var pace: ClockPace
  /// Kafka's timestamp of each record assessed, which its effects carry on.
  private var times: [Int64?] = []

  init(partition: Int32, context: WorkerContext) throws(KafkaFailure) {
    self.partition = partition
    self.context = context
    pace = ClockPace(pace: context.settings.clockPace)
    core = Assessment(
      theatre: context.theatre, limits: AssessmentLimits(reportsMax: context.settings.reportsMax))
    do throws(Kafka.SettingsFault) {
      producer = try TransactionalProducer(
        settings: context.kafka,
        transactionalID: context.names.assessmentTransaction(partition: partition),
        watchdog: watchdog)
    } catch {
      throw error.asFailure
    }
    try producer.initialize()
    accepted = try producer.topic(context.names.accepted)
    incidents = try producer.topic(context.names.incidents)
    alerts = try producer.topic(context.names.alerts)
    cap = try producer.topic(context.names.cap)
    memory = try producer.topic(context.names.memory)
    try restore()
  }

  /// Where to go on reading: the offset that memory names, or the beginning.
  var start: Offset { core.position > 0 ? .at(core.position) : .beginning }

  var reportsRemembered: Int { core.reportsRemembered }

  /// Reads the sector's partition of `memory` to its end.
  private func restore() throws(KafkaFailure) {
    let place = TopicPartition(topic: context.names.memory, partition: partition)
    let reader: Consumer
    do throws(Kafka.SettingsFault) {
      reader = try Consumer(settings: context.kafka, group: nil)
    } catch {
      throw error.asFailure
    }
    try reader.assign([place: .beginning])
    var isAtEnd = false
    while !isAtEnd, !context.stop.isRaised {
      let batch = try reader.poll(max: 10_000, timeout: .milliseconds(250))
      for index in 0..<batch.count {
        try restore(key: batch[index].key, value: batch[index].value)
      }
      for happening in reader.takeHappenings() {
        switch happening {
        case .endReached: isAtEnd = true
        case .failed(let failure), .partitionFailed(_, let failure):
          if failure.action == .stop { throw failure }
        default: break
        }
      }
    }
    guard isAtEnd else { return }
    do throws(MemoryFault) {
      try core.restored()
    } catch {
      throw Self.unreadable(error)
    }
  }

  private func restore(
    key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?
  ) throws(KafkaFailure) {
    guard let key else { return }
    do throws(MemoryFault) {
      try core.restore(key: key, value: value ?? UnsafeRawBufferPointer(start: nil, count: 0))
      restored += 1
    } catch {
      throw Self.unreadable(error)
    }
  }

  private static func unreadable(_ fault: MemoryFault) -> KafkaFailure {
    KafkaFailure(
      action: .stop, code: .invalidArgument, sentence: "memory_unreadable: \(fault)",
      operation: "restore")
  }

  /// Assesses this sector's records of the batch and commits outputs, memory and position together.
  ///
  /// When it throws `abort`, memory is as it was before.
  func assess(
    _ batch: borrowing RecordBatch, next: (place: TopicPartition, offset: Int64),
    group: borrowing GroupMetadata
  ) throws(KafkaFailure) {
    effects.removeAll()
    times.removeAll(keepingCapacity: true)
    core.begin()
    for index in 0..<batch.count where batch[index].partition == partition {
      let time = batch[index].timestamp
      times.append(time.kind == .absent ? nil : time.milliseconds)
      core.assess(
        batch[index].value ?? UnsafeRawBufferPointer(start: nil, count: 0),
        received: times.last?.map { Instant(seconds: $0 / 1000) }, into: &effects)
    }
    core.setPosition(next.offset)
    core.prepare(into: &effects)
    do throws(KafkaFailure) {
      var transaction = try producer.begin()
      try send(in: &transaction)
      try transaction.sendOffsets([next.place: next.offset], group: group)
      try transaction.commit()
    } catch {
      core.rollback()
      throw error
    }
    core.commit()
    count()
  }

  /// Appends a clock record to this sector's own log when one is due, in a transaction of its own.
  ///
  /// When it throws `abort` nothing was written, and the next one will do.
  func appendClock(at now: Instant = ClockRecord.now) throws(KafkaFailure) {
    guard pace.isDue(at: now, logTime: core.logTime) else { return }
    let record = ClockRecord(time: now)
    var outgoing = OutgoingHeaders()
    record.forEachHeader { outgoing.append($0, $1) }
    var transaction = try producer.begin()
    var failure: KafkaFailure?
    var given: OutgoingHeaders? = outgoing
    ClockRecord.key.withUnsafeBytes { key in
      record.value.withUnsafeBytes { value in
        do throws(KafkaFailure) {
          guard let headers = given.take() else { return }
          try transaction.send(
            accepted, partition: partition, key: key, value: value,
            timestamp: now.seconds * 1000, headers: headers)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    try transaction.commit()
  }

  private func send(in transaction: inout Transaction) throws(KafkaFailure) {
    for effect in effects.incidents {
      var outgoing = OutgoingHeaders()
      headers.incident(effect) { outgoing.append($0, $1) }
      let key = Array("i-\(effect.id)".utf8)
      try send(
        incidents, key, effect.value, times[effect.cause], outgoing, in: &transaction)
    }
    for effect in effects.alerts {
      var outgoing = OutgoingHeaders()
      headers.alert(effect) { outgoing.append($0, $1) }
      let key = Array(effect.alert.idText.utf8)
      try send(alerts, key, effect.value, times[effect.cause], outgoing, in: &transaction)
    }
    let last = times.last ?? nil
    var key: [UInt8] = []
    for effect in effects.memory {
      key.removeAll(keepingCapacity: true)
      effects.withBytes(effect.key) { key.append(contentsOf: $0) }
      try send(memory, key, effect.value, last, OutgoingHeaders(), in: &transaction)
    }
  }

  private func send(
    _ topic: OutputTopic, _ key: [UInt8], _ value: Range<Int>, _ time: Int64?,
    _ headers: consuming OutgoingHeaders, in transaction: inout Transaction
  ) throws(KafkaFailure) {
    var failure: KafkaFailure?
    var given: OutgoingHeaders? = headers
    key.withUnsafeBytes { key in
      effects.withBytes(value) { bytes in
        do throws(KafkaFailure) {
          guard let headers = given.take() else { return }
          try transaction.send(
            topic, partition: partition, key: key, value: value.isEmpty ? nil : bytes,
            timestamp: time, headers: headers)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }

  private func count() {
    let outcomes = effects.outcomes
    let (incidents, alerts, memory) = (
      effects.incidents.count, effects.alerts.count, effects.memory.count
    )
    let (reports, bytes) = (core.reportsRemembered, core.bytesRemembered)
    context.figures.add { counts in
      counts.assessed += outcomes.count { $0 != .clock }
      counts.replays += outcomes.count { $0 == .replay }
      counts.incidentVersions += incidents
      counts.alertVersions += alerts
      counts.stateRecords += memory
      counts.transactions += 1
      counts.reportsRemembered = reports
      counts.bytesRemembered = bytes
    }
  }
}
