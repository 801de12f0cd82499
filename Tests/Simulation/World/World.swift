import Intake
import Kafka
public import Model
import Worker

/// What became of one seed.
public struct WorldResult: Sendable {
  public let seed: UInt64
  /// What was broken, or nil.
  public let problem: String?
  public let steps: Int
  public let faults: Int
  /// A digest of everything that happened, the same in any process.
  public let transcript: Fingerprint
  public let accepted: Int
  public let rejected: Int
  public let incidents: Int
  public let alerts: Int
}

/// One seed: records, workers, versions and faults; first a time in which anything may fail, then a
/// time in which nothing does. Safety is looked at all the time, liveness at the end.
public final class World {
  let seed: UInt64
  let input: WorldInput
  let cluster: SimulatedCluster
  let names = TopicNames(prefix: "w.")
  let plan: WorldPlan
  private let canary: Canary?
  private var random: Seeded
  private var workers: [SimulatedWorker] = []
  private var faults: SimulatedFaults
  private var published = 0
  private var checks: WorldChecks
  private var digest = Fingerprint.zero
  private(set) var steps = 0
  private var faultsSeen = 0
  private var started = 0
  /// Processes that ended without being asked, by stage.
  private(set) var deaths: [Stage: Int] = [:]
  /// Lines of what happened, for the one who looks for the cause.
  public var tell: ((String) -> Void)?

  /// Steps in which a world without faults must come to its end.
  static let drainSteps = 12_000

  public init(seed: UInt64, _ input: WorldInput, canary: Canary? = nil) {
    self.seed = seed
    self.input = input
    self.canary = canary
    random = Seeded(seed: seed)
    cluster = SimulatedCluster(seed: random.next())
    plan = WorldPlan(&random, input)
    faults = plan.faults
    checks = WorldChecks()
    cluster.createTopic("w.reports.raw", partitions: plan.rawPartitions)
    cluster.createTopic(names.rejected, partitions: 1 + Int32(random.below(2)))
    cluster.createTopic(names.decisions, partitions: 1)
    cluster.createTopic(names.acks, partitions: 1)
    for topic in [
      names.accepted, names.incidents, names.alerts, names.cap, names.restricted,
      names.restrictedCap, names.watch,
      names.memory,
    ] {
      cluster.createTopic(topic, partitions: plan.sectorPartitions)
    }
    for number in 0..<plan.intakeWorkers { start(.intake, "i\(number)") }
    for number in 0..<plan.assessmentWorkers { start(.assessment, "a\(number)") }
  }

  /// A process starts: of any version, which here is another size of batches.
  private func start(_ stage: Stage, _ instance: String) {
    var settings = WorkerSettings()
    settings.prefix = "w."
    settings.rawTopics = ["w.reports.raw"]
    settings.instance = instance
    settings.batchRecords = random.one(of: [1, 2, 3, 5, 8, 20, 200])
    for worker in workers where worker.instance == instance && worker.client.isDead {
      deaths[stage, default: 0] += 1
    }
    workers.removeAll { $0.instance == instance }
    started += 1
    workers.append(
      SimulatedWorker(
        stage, name: "\(instance).\(started)", instance: instance, on: cluster, input,
        settings: settings, faults: faults, canary: canary))
    workers.sort { $0.instance < $1.instance }
    note("start \(instance) by \(settings.batchRecords)")
  }

  public func run() -> WorldResult {
    var problem: String?
    while problem == nil, steps < plan.steps {
      disturb()
      problem = turn() ?? checks.safety(self)
    }
    if problem == nil { problem = drain() }
    if problem == nil { problem = checks.ending(self) }
    return WorldResult(
      seed: seed, problem: problem, steps: steps, faults: faultsSeen, transcript: digest,
      accepted: checks.accepted, rejected: checks.rejected, incidents: checks.incidents,
      alerts: checks.alerts)
  }

  /// One action of one worker that is ready, or time passes.
  private func turn() -> String? {
    steps += 1
    let ready = workers.filter(\.isReady)
    guard !ready.isEmpty else {
      cluster.advance(by: 500)
      return nil
    }
    let worker = random.one(of: ready)
    let before = worker.client.faultsDrawn
    let action = worker.step()
    if worker.client.faultsDrawn != before {
      faultsSeen += 1
      note("fault \(worker.client.lastFault)")
    }
    note("\(worker.instance) \(action) \(worker.machine.state.rawValue)")
    cluster.advance(by: Int64(1 + random.below(40)))
    return nil
  }

  /// What happens to processes and topics from outside.
  private func disturb() {
    if published < plan.records.count, random.once(in: 5) { publish() }
    if random.once(in: 40) { compact() }
    if random.once(in: 90), faults.crashes, faults.oneIn > 0, let worker = aliveWorker() {
      worker.client.die()
      note("kill \(worker.instance)")
    }
    if random.once(in: 120), faults.oneIn > 0, let worker = aliveWorker() {
      worker.client.stoppedUntil = cluster.now + Int64(random.one(of: [3000, 12_000, 75_000]))
      note("stop \(worker.instance)")
    }
    if random.once(in: 150), let worker = aliveWorker() {
      worker.stop.raise()
      note("ask \(worker.instance) to end")
    }
    if random.once(in: 300) {
      cluster.advance(by: 3_600_000)
      note("an hour passes")
    }
    if random.once(in: 60) { redrive() }
    // Only Assessment's: it goes on where memory says. Intake has nothing but the group's.
    if random.once(in: 150) {
      cluster.forgetPositions(of: names.assessmentGroup)
      note("positions expire")
    }
    for worker in workers where worker.hasEnded || worker.client.isDead {
      if random.once(in: 12) { start(worker.stage, worker.instance) }
    }
  }

  private func aliveWorker() -> SimulatedWorker? {
    let alive = workers.filter { !$0.hasEnded && !$0.client.isDead }
    return alive.isEmpty ? nil : random.one(of: alive)
  }

  private func publish() {
    let (record, partition) = plan.records[published]
    published += 1
    cluster.publish(record, to: TopicPartition(topic: "w.reports.raw", partition: partition))
  }

  private func compact() {
    let topic = random.one(of: [names.memory, names.memory, names.incidents, names.alerts])
    let partition = Int32(random.below(Int(plan.sectorPartitions)))
    cluster.compact(
      TopicPartition(topic: topic, partition: partition), dirty: Int64(random.below(20)))
    note("compact \(topic) \(partition)")
  }

  /// A rejection's original is sent again, as it came and with the count of tries.
  private func redrive() {
    let place = TopicPartition(topic: names.rejected, partition: 0)
    let rejections = cluster.committed(place)
    guard !rejections.isEmpty else { return }
    let rejection = random.one(of: rejections).record
    guard var original = checks.original(of: rejection, in: self) else { return }
    original.headers.append(
      MadeRecord.Header(name: Array("vigie_attempts".utf8), value: Array("1".utf8)))
    cluster.publish(original, to: TopicPartition(topic: "w.reports.raw", partition: 0))
    note("redrive")
  }

  /// No more faults: everything that was sent must come through.
  private func drain() -> String? {
    faults = SimulatedFaults()
    while published < plan.records.count { publish() }
    for worker in workers {
      worker.client.faults = faults
      worker.client.stoppedUntil = 0
    }
    note("drain")
    for _ in 0..<Self.drainSteps {
      for worker in workers where worker.hasEnded || worker.client.isDead {
        start(worker.stage, worker.instance)
      }
      if let problem = turn() ?? checks.safety(self) { return problem }
      if checks.isDrained(self) { return nil }
    }
    return "not drained after \(Self.drainSteps) steps without faults: \(checks.backlog(self))"
  }

  /// The sectors whose memory can be looked at now.
  var sectors: [(owner: String, sector: Sector<SimulatedLog>)] {
    workers.flatMap { worker in worker.sectors.map { (worker.name, $0) } }
  }

  func note(_ line: String) {
    tell?("\(steps) \(cluster.now) \(line)")
    digest = Fingerprint(of: "\(digest.high) \(digest.low) \(cluster.now) \(line)")
  }
}
