internal import Kafka
internal import Logging

/// Does what the machine says, on Kafka or on a simulated log, and tells it how that went.
///
/// One action a step, so that a simulation can stop anywhere. It decides nothing: what it holds is
/// the batch in hand and the clients.
package final class WorkerShell<Work: StageWork> {
  package var machine = WorkerMachine()
  package let work: Work
  let log: Work.Log
  let context: WorkerContext
  let stage: Stage
  private var outcome = WorkerOutcome.begun
  var member: Work.Log.Member?
  var caution: Caution
  private var batch: HeldBatch?
  private(set) var lanes: [[BatchSpan]] = []
  /// Partitions given and not yet accepted.
  var given: [TopicPartition] = []
  var gone: [TopicPartition] = []
  var abortsInARow = 0
  var hasTrouble = false
  var nextProbe: Int64 = 0

  package init(_ stage: Stage, _ work: Work, on log: Work.Log, _ context: WorkerContext) {
    self.stage = stage
    self.work = work
    self.log = log
    self.context = context
    caution = Caution(full: context.settings.batchRecords)
  }

  /// Works until the stop flag is raised, healing what can be healed.
  package func run() { while step() {} }

  /// Does one action; false at the end.
  package func step() -> Bool {
    if context.stop.isRaised { machine.note(.stopRequested) }
    let action = machine.next(after: outcome)
    context.figures.enter(machine.state, stage)
    guard action != .end else { return false }
    do throws(KafkaFailure) {
      outcome = try perform(action)
    } catch {
      outcome = tell(error, during: action)
    }
    return true
  }

  private func perform(_ action: WorkerAction) throws(KafkaFailure) -> WorkerOutcome {
    switch action {
    case .open: try open()
    case .takeOver: try work.takeOver(given, log)
    case .restore: return try work.restore() ? .done : .unfinished
    case .attend: try attend()
    case .accept: try accept()
    case .tick: try work.tick(at: log.now)
    case .poll: return .polled(lanes: try poll())
    case .reposition: try reposition()
    case .announce(let lane): try announce(lanes[lane])
    case .process(let lane): try process(lanes[lane])
    case .sendPositions(let lane): try sendPositions(lanes[lane])
    case .commit(let lane): try commit(lanes[lane])
    case .abort(let lane):
      work.undo(lanes[lane])
      context.figures.change(stage) { condition in
        condition.aborted += 1
        condition.transactionSince = nil
      }
      try work.writer(for: lanes[lane][0].place)?.abort()
    case .rewind(let lane): try rewind(lanes[lane])
    case .signOff: try signOff()
    case .release: try release()
    case .close: try member?.close()
    case .discard: discard()
    case .rest(let milliseconds): log.rest(milliseconds: milliseconds)
    case .end: break
    }
    return .done
  }

  private func attend() throws(KafkaFailure) {
    guard let member else { return }
    let empty = try member.poll(max: 1, bytesMax: .max, timeout: .zero, gathering: .zero)
    precondition(empty.isEmpty, "no records come before an assignment is accepted")
    try noteHappenings()
  }

  /// Waits for records; answers how many transactions they take.
  private func poll() throws(KafkaFailure) -> Int {
    guard let member else { return 0 }
    batch = nil
    let settings = context.settings
    let limit = caution.limit
    let taken = HeldBatch(
      try member.poll(
        max: limit, bytesMax: settings.batchBytesMax, timeout: .milliseconds(250),
        gathering: .milliseconds(limit < caution.full ? 0 : settings.batchWaitMilliseconds)))
    try noteHappenings()
    probe()
    lanes = work.lanes(BatchSpan.all(taken.records) { member.topicName($0) })
    batch = taken
    return lanes.count
  }

  private func process(_ lane: [BatchSpan]) throws(KafkaFailure) {
    guard let batch, let member, let writer = work.writer(for: lane[0].place) else { return }
    try writer.begin()
    context.figures.change(stage) { $0.transactionSince = .now }
    if caution.isPoison(lane[0]) {
      tellPoison(lane[0])
      try work.rejectPoison(batch.records, lane) { member.topicName($0) }
    } else {
      try work.process(batch.records, lane) { member.topicName($0) }
    }
  }

  private func sendPositions(_ lane: [BatchSpan]) throws(KafkaFailure) {
    guard let member, let writer = work.writer(for: lane[0].place) else { return }
    try writer.send(caution.marks(of: lane), as: member)
  }

  private func commit(_ lane: [BatchSpan]) throws(KafkaFailure) {
    try work.writer(for: lane[0].place)?.commit()
    caution.committed(lane)
    work.committed(lane)
    context.figures.change(stage) { condition in
      condition.committed += 1
      condition.transactionSince = nil
      condition.lastCommit = .now
    }
    endTrouble()
  }

  private func rewind(_ lane: [BatchSpan]) throws(KafkaFailure) {
    var starts: [TopicPartition: Offset] = [:]
    for span in lane { starts[span.place] = .at(span.first) }
    try member?.seek(starts, timeout: .seconds(10))
  }

  private func discard() {
    batch = nil
    lanes = []
    given = []
    gone = []
    caution.removeAll()
    work.discard()
    member = nil
    context.figures.change(stage) { condition in
      condition.partitions = 0
      condition.transactionSince = nil
    }
  }
}

/// A batch in hand; a class, because an optional of it must be looked at without being taken.
private final class HeldBatch {
  let records: RecordBatch

  init(_ records: consuming RecordBatch) { self.records = records }
}
