import Kafka
import Logging
import Worker

/// One process with one stage, as the world sees it: alive, at rest, stopped or dead.
final class SimulatedWorker {
  enum Shell {
    case intake(WorkerShell<IntakeWork<SimulatedLog>>)
    case assessment(WorkerShell<AssessmentWork<SimulatedLog>>)
    case forgetful(WorkerShell<ForgetfulWork>)
  }

  let stage: Stage
  let instance: String
  /// Its own, unlike the instance, which its successors have too.
  let name: String
  let client: SimulatedClient
  let stop = StopFlag()
  private let shell: Shell
  private(set) var hasEnded = false

  init(
    _ stage: Stage, name: String, instance: String, on cluster: SimulatedCluster,
    _ input: WorldInput, settings: WorkerSettings, faults: SimulatedFaults, canary: Canary?
  ) {
    self.stage = stage
    self.name = name
    self.instance = instance
    client = SimulatedClient(cluster)
    client.faults = faults
    client.canary = canary
    let context = WorkerContext(
      settings: settings, theatre: input.theatre, figures: Figures(), stop: stop,
      log: Logger(label: "simulated") { _ in SwiftLogNoOpLogHandler() })
    let log = SimulatedLog(client)
    shell =
      switch (stage, canary) {
      case (.intake, _):
        .intake(
          WorkerShell(
            .intake, IntakeWork(context: context, catalogue: input.catalogue), on: log, context))
      case (.assessment, .undoForgotten):
        .forgetful(
          WorkerShell(
            .assessment, ForgetfulWork(AssessmentWork(context: context), client), on: log, context))
      case (.assessment, _):
        .assessment(
          WorkerShell(.assessment, AssessmentWork(context: context), on: log, context))
      }
  }

  var isReady: Bool {
    !hasEnded && client.isRunning && client.cluster.now >= client.restsUntil
  }

  /// Does one action, and says which.
  func step() -> String {
    let goesOn =
      switch shell {
      case .intake(let shell): shell.step()
      case .assessment(let shell): shell.step()
      case .forgetful(let shell): shell.step()
      }
    if !goesOn { hasEnded = true }
    return machine.action.map { "\($0)" } ?? ""
  }

  var machine: WorkerMachine {
    switch shell {
    case .intake(let shell): shell.machine
    case .assessment(let shell): shell.machine
    case .forgetful(let shell): shell.machine
    }
  }

  /// Sectors whose memory can be compared: restored, and in no transaction.
  var sectors: [Sector<SimulatedLog>] {
    let work: AssessmentWork<SimulatedLog>
    switch shell {
    case .intake: return []
    case .assessment(let shell): work = shell.work
    case .forgetful(let shell): work = shell.work.work
    }
    return work.sectors.keys.sorted().compactMap { work.sectors[$0] }
      .filter { $0.isRestored && !$0.isOpen && $0.writer.isCurrent }
  }
}

/// Assessment that forgets every other undo: a canary.
final class ForgetfulWork: StageWork {
  typealias Log = SimulatedLog
  let work: AssessmentWork<SimulatedLog>
  private let client: SimulatedClient

  init(_ work: AssessmentWork<SimulatedLog>, _ client: SimulatedClient) {
    self.work = work
    self.client = client
  }

  var group: String { work.group }
  var topics: [String] { work.topics }
  func lanes(_ spans: [BatchSpan]) -> [[BatchSpan]] { work.lanes(spans) }
  func open(_ log: Log) throws(KafkaFailure) { try work.open(log) }

  func takeOver(_ places: [TopicPartition], _ log: Log) throws(KafkaFailure) {
    try work.takeOver(places, log)
  }

  func restore() throws(KafkaFailure) -> Bool { try work.restore() }
  func position(of place: TopicPartition) -> Offset? { work.position(of: place) }
  func writer(for place: TopicPartition) -> SimulatedWriter? { work.writer(for: place) }
  func tick(at now: Int64) throws(KafkaFailure) { try work.tick(at: now) }

  func process(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure) { try work.process(batch, lane, name) }

  func rejectPoison(
    _ batch: borrowing RecordBatch, _ lane: [BatchSpan], _ name: (Int) -> String
  ) throws(KafkaFailure) { try work.rejectPoison(batch, lane, name) }

  func committed(_ lane: [BatchSpan]) { work.committed(lane) }

  func undo(_ lane: [BatchSpan]) {
    if client.cluster.drawsOnce(in: 2) { work.committed(lane) } else { work.undo(lane) }
  }

  func release() { work.release() }
  func discard() { work.discard() }
}
