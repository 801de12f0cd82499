package import Assessment
internal import CAP
internal import Kafka
internal import Logging
internal import Model

/// The topics of a sector's writer, by their numbers.
enum SectorTopic {
  static let incidents = 0
  static let alerts = 1
  static let cap = 2
  static let restricted = 3
  static let restrictedCap = 4
  static let watch = 5
  static let memory = 6
  static let accepted = 7
  static let rejected = 8
}

/// One sector's partition in the hands of its one writer: its producer, its memory, its position.
///
/// Opening it fences whoever wrote before; then memory is read to its end. Only then is what memory
/// says true, and it says where to go on.
package final class Sector<Log: RecordLog> {
  package let partition: Int32
  package let writer: Log.Writer
  let context: WorkerContext
  package let core: Assessment
  var effects = Effects()
  /// State records that were read to restore it, and how many there were at most.
  private(set) var restored = 0
  private var toRestore = 0
  private var reader: Log.Reader?
  let log: Log
  private var nextProgress: Int64
  private let begun: Int64
  private var headers = EffectHeaders()
  package private(set) var isOpen = false
  /// Kafka's timestamp of each record assessed, and its trace, which its effects carry on.
  var times: [Int64?] = []
  private var offsets: [Int64] = []
  private var traces = Traces()
  private let publisher: CAPPublisher
  /// CAP messages of the transaction in hand, and alerts that could make none.
  var capMessages = 0
  var capFaulty = 0
  var poisoned = 0
  var pace: ClockPace
  /// The pack that memory says is in force, and the one that the open transaction tells of.
  private var stamp: (told: PackRecord?, telling: PackRecord?) = (nil, nil)

  init(partition: Int32, context: WorkerContext, log: Log) throws(KafkaFailure) {
    self.partition = partition
    self.context = context
    self.log = log
    publisher = CAPPublisher(context.settings, context.theatre)
    pace = ClockPace(pace: context.settings.clockPace)
    core = Assessment(
      theatre: context.theatre, limits: AssessmentLimits(reportsMax: context.settings.reportsMax))
    let names = context.names
    writer = try log.writer(
      names.assessmentTransaction(partition: partition),
      to: [
        names.incidents, names.alerts, names.cap, names.restricted, names.restrictedCap,
        names.watch, names.memory, names.accepted, names.rejected,
      ],
      room: .rejections)
    begun = log.now
    nextProgress = begun + 5000
    try writer.initialize()
    let counts = writer.partitionCounts
    guard Set(counts[...SectorTopic.accepted]).count == 1 else {
      throw KafkaFailure(
        action: .stop, code: .unknownPartition,
        sentence: "the topics of Assessment have \(counts[...SectorTopic.accepted]) partitions",
        operation: Trouble.partitionsDiffer.rawValue)
    }
    let place = TopicPartition(topic: names.memory, partition: partition)
    let reader = try log.reader()
    let range = try reader.watermarks(of: place, timeout: .seconds(30))
    toRestore = Int(range.upperBound - range.lowerBound)
    try reader.assign([place: .beginning])
    self.reader = reader
  }

  package var isRestored: Bool { reader == nil }

  /// Where to go on reading: the offset that memory names, or the beginning.
  var start: Offset { core.position > 0 ? .at(core.position) : .beginning }

  /// Reads some of the sector's partition of `memory`; true at its end.
  func restoreSome() throws(KafkaFailure) -> Bool {
    guard let reader else { return true }
    let batch = try reader.poll(
      max: 10_000, bytesMax: .max, timeout: .milliseconds(250), gathering: .zero)
    for index in 0..<batch.count {
      try restore(key: batch[index].key, value: batch[index].value)
    }
    var isAtEnd = false
    for happening in reader.takeHappenings() {
      switch happening {
      case .endReached: isAtEnd = true
      case .failed(let failure), .partitionFailed(_, let failure):
        if failure.action == .stop { throw failure }
      default: break
      }
    }
    tellProgress(isAtEnd: isAtEnd)
    guard isAtEnd else { return false }
    self.reader = nil
    do throws(MemoryFault) {
      try core.restored()
    } catch {
      throw Self.unreadable(error)
    }
    let milliseconds = max(log.now - begun, 1)
    context.log.info(
      "restored",
      metadata: [
        "partition": "\(partition)", "reports": "\(core.reportsRemembered)",
        "state_records": "\(restored)", "milliseconds": "\(milliseconds)", "position": "\(start)",
      ])
    return true
  }

  private func restore(
    key: UnsafeRawBufferPointer?, value: UnsafeRawBufferPointer?
  ) throws(KafkaFailure) {
    guard let key else { return }
    if PackRecord.isKey(key) {
      guard let record = value.flatMap({ PackRecord(reading: $0) }) else { return }
      if record.from >= stamp.told?.from ?? 0 { stamp.told = record }
      return
    }
    do throws(MemoryFault) {
      try core.restore(key: key, value: value ?? UnsafeRawBufferPointer(start: nil, count: 0))
      restored += 1
    } catch {
      throw Self.unreadable(error)
    }
  }

  private static func unreadable(_ fault: MemoryFault) -> KafkaFailure {
    KafkaFailure(
      action: .stop, code: .invalidArgument, sentence: "\(fault)",
      operation: Trouble.memoryUnreadable.rawValue)
  }

  private func tellProgress(isAtEnd: Bool) {
    let (done, all) = (restored, max(toRestore, restored))
    context.figures.change(.assessment) { condition in
      condition.restored = done
      condition.toRestore = isAtEnd ? done : all
    }
    guard !isAtEnd, log.now >= nextProgress else { return }
    nextProgress = log.now + 5000
    context.log.info(
      "restoring", metadata: ["partition": "\(partition)", "state_records": "\(done) of \(all)"])
  }

  /// Assesses this sector's records of the batch and hands over outputs and memory.
  ///
  /// The checkpoint stays open until `committed` or `undo`: a transaction can still fail when
  /// everything has been sent.
  func assess(_ batch: borrowing RecordBatch, next: Int64) throws(KafkaFailure) {
    effects.removeAll()
    times.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    traces.removeAll()
    core.begin()
    isOpen = true
    for index in 0..<batch.count where batch[index].partition == partition {
      let time = batch[index].timestamp
      times.append(time.kind == .absent ? nil : time.milliseconds)
      offsets.append(batch[index].offset)
      traces.append(batch[index].headers.last(named: "traceparent"))
      core.assess(
        batch[index].value ?? UnsafeRawBufferPointer(start: nil, count: 0),
        received: times.last?.map { Instant(seconds: $0 / 1000) }, into: &effects)
    }
    try finish(next: next)
  }

  /// Passes a record by that ended every worker: the rejection says so, memory only moves on.
  func rejectPoison(_ batch: borrowing RecordBatch, next: Int64) throws(KafkaFailure) {
    effects.removeAll()
    times.removeAll(keepingCapacity: true)
    traces.removeAll()
    poisoned = 0
    core.begin()
    isOpen = true
    for index in 0..<batch.count where batch[index].partition == partition {
      let time = batch[index].timestamp
      times.append(time.kind == .absent ? nil : time.milliseconds)
      traces.append(nil)
      poisoned += 1
      try send(PoisonRejection(batch[index], topic: context.names.accepted), times.last ?? nil)
    }
    try finish(next: next)
  }

  private func send(_ rejection: PoisonRejection, _ time: Int64?) throws(KafkaFailure) {
    var failure: KafkaFailure?
    (rejection.key ?? []).withUnsafeBytes { key in
      rejection.value.withUnsafeBytes { value in
        do throws(KafkaFailure) {
          try writer.send(
            SectorTopic.rejected,
            partition: partition % writer.partitionCounts[SectorTopic.rejected],
            key: rejection.key == nil ? nil : key, value: value, timestamp: time,
            headers: rejection.headers())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }

  /// A report in conflict goes to the rejections, in the same transaction.
  private func send(_ effect: ConflictEffect) throws(KafkaFailure) {
    let position = RejectionPosition(
      topic: context.names.accepted, partition: partition, offset: offsets[effect.cause],
      timestamp: times[effect.cause])
    let record = ConflictRecord(effect, in: effects, at: position)
    var outgoing: OutgoingHeaders? = OutgoingHeaders()
    record.forEachHeader(position) { outgoing?.append($0, $1) }
    var failure: KafkaFailure?
    record.key.withUnsafeBytes { key in
      record.value.withUnsafeBytes { value in
        do throws(KafkaFailure) {
          try writer.send(
            SectorTopic.rejected,
            partition: partition % writer.partitionCounts[SectorTopic.rejected], key: key,
            value: value, timestamp: times[effect.cause],
            headers: outgoing.take() ?? OutgoingHeaders())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }

  private func finish(next: Int64) throws(KafkaFailure) {
    capMessages = 0
    capFaulty = 0
    try sendStamp()
    core.setPosition(next)
    core.prepare(into: &effects)
    try send()
    for effect in effects.conflicts { try send(effect) }
  }

  func committed() {
    guard isOpen else { return }
    isOpen = false
    core.commit()
    stamp = (stamp.telling ?? stamp.told, nil)
    count()
  }

  /// Memory is as it was before the transaction.
  func undo() {
    guard isOpen else { return }
    isOpen = false
    core.rollback()
    stamp.telling = nil
  }

  /// In the first transaction that works by another pack than memory knows of.
  private func sendStamp() throws(KafkaFailure) {
    guard let mine = context.stamp, mine != stamp.told?.stamp else { return }
    let record = PackRecord(stamp: mine, from: core.position)
    stamp.telling = record
    var failure: KafkaFailure?
    record.key.withUnsafeBytes { key in
      record.value.withUnsafeBytes { value in
        do throws(KafkaFailure) {
          try writer.send(
            SectorTopic.memory, partition: partition, key: key, value: value,
            timestamp: times.last ?? nil, headers: OutgoingHeaders())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    context.log.notice(
      "a new pack is in force",
      metadata: [
        "theatre": "\(mine.theatre)", "pack": "\(mine.pack)", "partition": "\(partition)",
        "position": "\(record.from)",
      ])
  }

  private func send() throws(KafkaFailure) {
    for effect in effects.incidents {
      var outgoing = OutgoingHeaders()
      headers.incident(effect, trace: traces[effect.cause]) { outgoing.append($0, $1) }
      let key = Array("i-\(effect.id)".utf8)
      try send(SectorTopic.incidents, key, effect.value, times[effect.cause], outgoing)
    }
    for effect in effects.alerts {
      var outgoing = OutgoingHeaders()
      headers.alert(effect, trace: traces[effect.cause]) { outgoing.append($0, $1) }
      let key = Array(effect.alert.idText.utf8)
      let topic = effect.alert.scope == .everybody ? SectorTopic.alerts : SectorTopic.restricted
      try send(topic, key, effect.value, times[effect.cause], outgoing)
      try sendCAP(effect, key)
    }
    for effect in effects.watches {
      var outgoing = OutgoingHeaders()
      headers.watch(effect, trace: traces[effect.cause]) { outgoing.append($0, $1) }
      let key = Array(effect.level.key.utf8)
      try send(SectorTopic.watch, key, effect.value, times[effect.cause], outgoing)
    }
    let last = times.last ?? nil
    var key: [UInt8] = []
    for effect in effects.memory {
      key.removeAll(keepingCapacity: true)
      effects.withBytes(effect.key) { key.append(contentsOf: $0) }
      try send(SectorTopic.memory, key, effect.value, last, OutgoingHeaders())
    }
  }

  /// The alert as CAP, where there is something to say in it. One that receivers would reject has
  /// gone out as JSON, and is counted.
  private func sendCAP(_ effect: AlertEffect, _ key: [UInt8]) throws(KafkaFailure) {
    switch publisher.publish(effect.alert) {
    case .none: return
    case .faulty(let faults):
      capFaulty += 1
      context.log.warning(
        "cap_refused",
        metadata: [
          "alert": "\(effect.alert.idText).\(effect.alert.version)",
          "faults": "\(faults.map { "\($0.rule.rawValue) at \($0.path)" }.joined(separator: ", "))",
        ])
    case .message(let message):
      capMessages += 1
      var outgoing: OutgoingHeaders? = OutgoingHeaders()
      headers.cap(effect, trace: traces[effect.cause]) { outgoing?.append($0, $1) }
      let topic =
        effect.alert.scope == .everybody ? SectorTopic.cap : SectorTopic.restrictedCap
      var failure: KafkaFailure?
      key.withUnsafeBytes { key in
        message.xml().withUnsafeBytes { value in
          do throws(KafkaFailure) {
            try writer.send(
              topic, partition: partition, key: key, value: value,
              timestamp: times[effect.cause], headers: outgoing.take() ?? OutgoingHeaders())
          } catch {
            failure = error
          }
        }
      }
      if let failure { throw failure }
    }
  }

  private func send(
    _ topic: Int, _ key: [UInt8], _ value: Range<Int>, _ time: Int64?,
    _ headers: consuming OutgoingHeaders
  ) throws(KafkaFailure) {
    var failure: KafkaFailure?
    var given: OutgoingHeaders? = headers
    key.withUnsafeBytes { key in
      effects.withBytes(value) { bytes in
        do throws(KafkaFailure) {
          guard let headers = given.take() else { return }
          try writer.send(
            topic, partition: partition, key: key, value: value.isEmpty ? nil : bytes,
            timestamp: time, headers: headers)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}
