import Assessment
import CAP
import Intake
import JSON
import Kafka
import Model
import Worker

/// What the topics should hold, worked out slowly and in order from what went in: no transactions,
/// no workers, no faults.
struct WorldOracle {
  private let world: World
  private(set) var incidents = 0
  private(set) var alerts = 0

  init(_ world: World) { self.world = world }

  /// Every raw record through Intake again, one by one; and what a rejection gives back is what was
  /// sent, byte for byte.
  func intake() -> String? {
    let core = Intake(catalogue: world.input.catalogue, theatre: world.input.theatre)
    var output = IntakeOutput()
    let topic = RawTopic("w.reports.raw", in: world.input.catalogue)
    var found: [String: (topic: String, record: SimulatedRecord)] = [:]
    for name in [world.names.accepted, world.names.rejected] {
      for partition in 0..<world.cluster.partitionCount(of: name) {
        for item in world.cluster.history(of: TopicPartition(topic: name, partition: partition)) {
          let position = item.record.header("vigie_position") ?? []
          found[String(decoding: position, as: UTF8.self)] = (name, item.record)
        }
      }
    }
    for partition in 0..<world.plan.rawPartitions {
      let place = TopicPartition(topic: "w.reports.raw", partition: partition)
      for item in world.cluster.history(of: place) {
        core.process(item.record, topic, partition, item.offset, item.time, into: &output)
        let name = "w.reports.raw/\(partition)/\(item.offset)"
        guard let given = found[name] else { return "lost: \(name)" }
        let isKiller =
          item.record.header("traceparent") == Array(SimulatedWriter.killingTrace.utf8)
        let isPoison = given.record.header("vigie_reason") == Array("poison".utf8)
        guard isPoison || !isKiller else { return "\(name): killed and is no poison" }
        if isPoison {
          guard isKiller || world.deaths[.intake, default: 0] >= 3 else {
            return "\(name): is poison, and no three workers died"
          }
          if let problem = compare(given.record, item.record, name) { return problem }
          continue
        }
        let isAccepted = output.outcome == .accepted
        guard given.topic == (isAccepted ? world.names.accepted : world.names.rejected) else {
          return "\(name): is in \(given.topic)"
        }
        guard given.record.value == output.value, given.record.key == output.key else {
          return "\(name): its output is not the oracle's"
        }
        guard given.record.header("traceparent") == item.record.header("traceparent") else {
          return "\(name): its trace is not passed on"
        }
        if !isAccepted, let problem = compare(given.record, item.record, name) { return problem }
      }
    }
    return nil
  }

  private func compare(
    _ rejection: SimulatedRecord, _ raw: SimulatedRecord, _ name: String
  ) -> String? {
    guard let original = WorldChecks().original(of: rejection, in: world) else {
      return "\(name): its rejection cannot be read"
    }
    guard original.key == raw.key, original.value == raw.value, original.headers == raw.headers
    else { return "\(name): its rejection does not give the original back" }
    return nil
  }

  /// The partition's accepted log through Assessment again, report by report.
  mutating func assessment(_ partition: Int32) -> String? {
    let core = Assessment(theatre: world.input.theatre)
    var effects = Effects()
    var (incidents, alerts): ([SimulatedRecord], [SimulatedRecord]) = ([], [])
    var (restricted, watches): ([SimulatedRecord], [SimulatedRecord]) = ([], [])
    var (cap, restrictedCap): ([SimulatedRecord], [SimulatedRecord]) = ([], [])
    let publisher = CAPPublisher(WorkerSettings(), world.input.theatre)
    let accepted = world.cluster.history(
      of: TopicPartition(topic: world.names.accepted, partition: partition))
    let passed = passedBy(partition, "poison")
    var conflicts: Set<Int64> = []
    guard passed.isEmpty || world.deaths[.assessment, default: 0] >= 3 else {
      return "reports of \(partition) are poison, and no three workers died"
    }
    for item in accepted {
      effects.removeAll()
      core.begin()
      if !passed.contains(item.offset) {
        (item.record.value ?? []).withUnsafeBytes {
          core.assess($0, received: Instant(seconds: item.time / 1000), into: &effects)
        }
      }
      if !effects.conflicts.isEmpty { conflicts.insert(item.offset) }
      core.setPosition(item.offset + 1)
      core.prepare(into: &effects)
      core.commit()
      let trace = item.record.header("traceparent")
      incidents += effects.incidents.map {
        effects.record("i-\($0.id)", $0.value, trace)
      }
      for item in effects.alerts {
        let record = effects.record(item.alert.idText, item.value, trace)
        if item.alert.scope == .everybody {
          alerts.append(record)
        } else {
          restricted.append(record)
        }
        guard case .message(let message) = publisher.publish(item.alert) else { continue }
        let said = SimulatedRecord(key: record.key, value: message.xml(), headers: record.headers)
        if item.alert.scope == .everybody { cap.append(said) } else { restrictedCap.append(said) }
      }
      watches += effects.watches.map { effects.record($0.level.key, $0.value, trace) }
    }
    guard passedBy(partition, "conflict") == conflicts else {
      return "the conflicts of \(partition) among the rejections are not the oracle's"
    }
    self.incidents += incidents.count
    self.alerts += alerts.count
    if let problem = differ(world.names.incidents, partition, incidents)
      ?? differ(world.names.alerts, partition, alerts)
      ?? differ(world.names.restricted, partition, restricted)
      ?? differ(world.names.watch, partition, watches)
      ?? differ(world.names.cap, partition, cap)
      ?? differ(world.names.restrictedCap, partition, restrictedCap)
    {
      return problem
    }
    return remembered(core, partition)
  }

  /// Reports that Assessment rejected for a reason.
  private func passedBy(_ partition: Int32, _ reason: String) -> Set<Int64> {
    let prefix = "\(world.names.accepted)/\(partition)/"
    var passed: Set<Int64> = []
    for place in 0..<world.cluster.partitionCount(of: world.names.rejected) {
      for item in world.cluster.history(
        of: TopicPartition(topic: world.names.rejected, partition: place))
      {
        let position = String(
          decoding: item.record.header("vigie_position") ?? [], as: UTF8.self)
        let given = String(
          decoding: item.record.header("vigie_reason") ?? [], as: UTF8.self)
        guard given == reason, position.hasPrefix(prefix),
          let offset = Int64(position.dropFirst(prefix.count))
        else { continue }
        passed.insert(offset)
      }
    }
    return passed
  }

  private func differ(
    _ topic: String, _ partition: Int32, _ wanted: [SimulatedRecord]
  ) -> String? {
    let found = world.cluster.history(of: TopicPartition(topic: topic, partition: partition))
    for (index, record) in wanted.enumerated() {
      guard index < found.count else { return "\(topic): \(found.count) of \(wanted.count)" }
      let given = found[index].record
      guard given.key == record.key, given.value == record.value else {
        return "\(topic)[\(partition)]: record \(index) is not the oracle's: "
          + Self.difference(given.value ?? [], record.value ?? [])
      }
      guard given.header("traceparent") == record.header("traceparent") else {
        return "\(topic)[\(partition)]: record \(index) has not the trace of its cause"
      }
    }
    return found.count == wanted.count
      ? nil : "\(topic)[\(partition)]: \(found.count) records, the oracle has \(wanted.count)"
  }

  /// Where two values part, and a little of both.
  private static func difference(_ found: [UInt8], _ wanted: [UInt8]) -> String {
    let at = zip(found, wanted).prefix { $0 == $1 }.count
    func piece(_ bytes: [UInt8]) -> String {
      String(decoding: bytes[max(0, min(at, bytes.count) - 60)...].prefix(160), as: UTF8.self)
    }
    return "…\(piece(found))… and not …\(piece(wanted))…"
  }

  /// Memory, read from its compacted topic, is what the oracle remembers.
  private func remembered(_ core: Assessment, _ partition: Int32) -> String? {
    guard core.position > 0 else { return nil }
    let rebuilt = Assessment(theatre: world.input.theatre)
    do throws(MemoryFault) {
      let place = TopicPartition(topic: world.names.memory, partition: partition)
      for item in world.cluster.committed(place) { try rebuilt.restore(item.record) }
      try rebuilt.restored()
    } catch {
      return "memory of \(partition) cannot be read: \(error)"
    }
    return rebuilt.fingerprint == core.fingerprint
      ? nil : "memory of \(partition) is not what the accepted log gives"
  }
}

extension Effects {
  fileprivate func record(
    _ key: String, _ value: Range<Int>, _ trace: [UInt8]?
  ) -> SimulatedRecord {
    SimulatedRecord(
      key: Array(key.utf8), value: value.isEmpty ? nil : withBytes(value) { Array($0) },
      headers: trace.map { [MadeRecord.Header(name: Array("traceparent".utf8), value: $0)] } ?? [])
  }
}

extension Intake {
  fileprivate func process(
    _ record: SimulatedRecord, _ topic: RawTopic, _ partition: Int32, _ offset: Int64,
    _ time: Int64, into output: inout IntakeOutput
  ) {
    let made = RecordBatch(made: [
      MadeRecord(
        topicIndex: 0, partition: partition, offset: offset,
        timestamp: RecordTimestamp(milliseconds: time, kind: .created), key: record.key,
        value: record.value, headers: record.headers)
    ])
    let headers = made[0].headers.map { RawHeader(name: $0.name, value: $0.value) }
    headers.withUnsafeBufferPointer {
      process(
        RawRecord(
          topic: topic, partition: partition, offset: offset, timestamp: time, key: made[0].key,
          value: made[0].value, headers: $0), into: &output)
    }
  }
}
