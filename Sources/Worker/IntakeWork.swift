package import Intake
package import Kafka
internal import Logging
internal import Model
internal import Theatre

/// What Intake does with a batch: each record becomes a report or a rejection, all of the batch or
/// nothing of it.
package final class IntakeWork<Log: RecordLog>: StageWork {
  private let context: WorkerContext
  private let catalogue: SchemaCatalogue
  private let core: Intake
  private var output = IntakeOutput()
  private var writer: Log.Writer?
  /// By the index of the sector.
  private var sectorPartitions: [Int32] = []
  private var rejectedPartitions: Int32 = 1
  private var tally = Figures.Counts()
  /// When the broker took each accepted record of the batch in hand.
  private var times: [Int64?] = []
  private var log: Log?
  private var fuse: RejectionFuse
  /// As it was before the batch in hand.
  private var fuseBefore: RejectionFuse
  private var headers: [RawHeader] = []
  private var registry: RegistryClient?
  /// When the registry's refusals were last forgotten.
  private var refusalsSince = ContinuousClock.now
  /// Of versions on their way out, by their names: reports that came since the start.
  private var deprecated: [String: Int] = [:]
  private var topicsSeen: [Int: RawTopic] = [:]

  private static var accepted: Int { 0 }
  private static var rejected: Int { 1 }
  /// After so long a name that the registry did not have is asked for again.
  private static var refusalSeconds: Int { 60 }
  /// Of a transaction's ten seconds, what the registry may take.
  private static var askingSeconds: Int { 4 }

  package init(context: WorkerContext, catalogue: SchemaCatalogue) {
    self.context = context
    self.catalogue = catalogue
    core = Intake(
      catalogue: catalogue, theatre: context.theatre, limits: context.settings.intakeLimits,
      pseudonymKey: Array(context.settings.pseudonymKey.utf8))
    let settings = context.settings
    fuse = RejectionFuse(
      consecutiveMax: settings.fuseConsecutive, percentMax: settings.fusePercent,
      window: settings.fuseWindow)
    fuseBefore = fuse
    if !settings.registryURL.isEmpty {
      registry = RegistryClient(
        url: settings.registryURL, settings.registryCredentials,
        milliseconds: settings.registryMilliseconds)
    }
  }

  package var group: String { context.names.intakeGroup }
  package var topics: [String] {
    context.settings.rawTopics + [context.names.decisions, context.names.acks]
  }

  package func lanes(_ spans: [BatchSpan]) -> [[BatchSpan]] { spans.isEmpty ? [] : [spans] }

  package func open(_ log: Log) throws(KafkaFailure) {
    let names = context.names
    let writer = try log.writer(
      names.intakeTransaction(instance: context.settings.instance),
      to: [names.accepted, names.rejected], room: .rejections)
    try writer.initialize()
    let counts = writer.partitionCounts
    sectorPartitions = context.theatre.sectors.map {
      sectorPartition(of: $0, partitions: counts[Self.accepted])
    }
    rejectedPartitions = counts[Self.rejected]
    self.writer = writer
    self.log = log
  }

  package func takeOver(_ places: [TopicPartition], _ log: Log) throws(KafkaFailure) {}
  package func restore() throws(KafkaFailure) -> Bool { true }
  package func position(of place: TopicPartition) -> Offset? { nil }
  package func writer(for place: TopicPartition) -> Log.Writer? { writer }
  package func tick(at now: Int64) throws(KafkaFailure) {}
  package func undo(_ lane: [BatchSpan]) { fuse = fuseBefore }
  package func release() {}

  package func discard() {
    writer = nil
    topicsSeen = [:]
    fuse = fuseBefore
  }

  package func process(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure) {
    tally = Figures.Counts()
    times.removeAll(keepingCapacity: true)
    fuseBefore = fuse
    let asking = ContinuousClock.now
    for index in 0..<batch.count {
      if let registry { try ask(registry, of: batch[index], name, since: asking) }
      with(batch[index], name) { core.process($0, into: &output) }
      fuse.count(isRejected: output.outcome != .accepted)
      try send(batch[index].timestamp, from: batch[index].partition)
    }
    // Thrown before anything is committed: the batch stays on its topic.
    if let sentence = fuse.sentence {
      throw KafkaFailure(
        action: .stop, code: .invalidArgument, sentence: sentence,
        operation: Trouble.everythingRejected.rawValue)
    }
  }

  package func rejectPoison(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure) {
    tally = Figures.Counts()
    times.removeAll(keepingCapacity: true)
    for index in 0..<batch.count {
      with(batch[index], name) { core.rejectPoison($0, deaths: Caution.deathsMax, into: &output) }
      try send(batch[index].timestamp, from: batch[index].partition)
    }
  }

  package func committed(_ lane: [BatchSpan]) {
    let done = tally
    fuseBefore = fuse
    context.figures.add { counts in
      counts.raw += done.raw
      counts.accepted += done.accepted
      counts.rejected += done.rejected
      counts.rejectedBy.merge(done.rejectedBy) { $0 + $1 }
      counts.deprecatedBy.merge(done.deprecatedBy) { $0 + $1 }
      counts.transactions += 1
    }
    if let log {
      var delays = LatencyHistogram()
      delays.add(times, until: log.now)
      context.figures.add(delays, to: .rawToAccepted)
    }
    tellDeprecated(done.deprecatedBy)
  }

  /// Tells the operator what will be retired and is still sent: at the first report, the tenth, the
  /// hundredth and so on.
  private func tellDeprecated(_ counts: [String: Int]) {
    for (version, count) in counts.sorted(by: { $0.key < $1.key }) {
      let before = deprecated[version, default: 0]
      deprecated[version] = before + count
      guard String(before).utf8.count < String(before + count).utf8.count || before == 0 else {
        continue
      }
      let successor = catalogue.versions.first { $0.name == version }?.successor
      context.log.warning(
        """
        schema_deprecated: reports of \(version) still come\
        \(successor.map { "; those who send it should go over to \($0)" } ?? "")
        """,
        metadata: ["schema": "\(version)", "reports": "\(before + count)"])
    }
  }

  /// Has the registry's word before a record is judged. Without it the record waits: a registry
  /// that is away turns no good record into a rejection.
  private func ask(
    _ registry: RegistryClient, of record: borrowing ConsumedRecord, _ name: (Int) -> String,
    since start: ContinuousClock.Instant
  ) throws(KafkaFailure) {
    var unknown: RegisteredName?
    with(record, name) { unknown = core.unknownName(of: $0) }
    guard let unknown else { return }
    if refusalsSince.duration(to: .now) > .seconds(Self.refusalSeconds) {
      core.forgetNotOurs()
      refusalsSince = .now
    }
    do throws(RegistryClient.Failure) {
      // A batch of many strange ids must not outlast its transaction; what was learned stays.
      guard start.duration(to: .now) < .seconds(Self.askingSeconds) else {
        throw RegistryClient.Failure(sentence: "Many ids are new, and asking takes its time")
      }
      core.learn(unknown, try registry.find(unknown, in: catalogue))
    } catch {
      throw KafkaFailure(
        action: .stop, code: .invalidArgument, sentence: error.sentence,
        operation: Trouble.registryUnreachable.rawValue)
    }
  }

  private func with(
    _ record: borrowing ConsumedRecord, _ name: (Int) -> String, _ body: (RawRecord) -> Void
  ) {
    headers.removeAll(keepingCapacity: true)
    for header in record.headers {
      headers.append(RawHeader(name: header.name, value: header.value))
    }
    let time = record.timestamp
    headers.withUnsafeBufferPointer { headers in
      body(
        RawRecord(
          topic: topic(record.topicIndex, name), partition: record.partition,
          offset: record.offset, timestamp: time.kind == .absent ? nil : time.milliseconds,
          key: record.key, value: record.value, headers: headers))
    }
  }

  /// The output's timestamp is the raw record's, so that delay can be told from the topics alone.
  private func send(_ time: RecordTimestamp, from partition: Int32) throws(KafkaFailure) {
    tally.raw += 1
    let destination: Int
    let place: Int32
    switch output.outcome {
    case .accepted:
      tally.accepted += 1
      times.append(time.kind == .absent ? nil : time.milliseconds)
      if output.isDeprecated {
        tally.deprecatedBy[catalogue.versions[output.version].name, default: 0] += 1
      }
      destination = Self.accepted
      place = sectorPartitions[output.sector]
    case .rejected(let reason):
      tally.rejected += 1
      tally.rejectedBy["\(reason.name)", default: 0] += 1
      destination = Self.rejected
      place = partition % rejectedPartitions
    }
    var outgoing: OutgoingHeaders? = OutgoingHeaders()
    output.headers.forEach { outgoing?.append($0, $1) }
    var failure: KafkaFailure?
    output.withKey { key in
      output.withValue { value in
        do throws(KafkaFailure) {
          try writer?.send(
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

  private func topic(_ index: Int, _ name: (Int) -> String) -> RawTopic {
    if let known = topicsSeen[index] { return known }
    let made = context.names.rawTopic(
      name(index), defaultSchema: context.settings.defaultSchema, in: catalogue)
    topicsSeen[index] = made
    return made
  }
}
