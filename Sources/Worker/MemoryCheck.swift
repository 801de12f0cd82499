internal import Assessment
public import Kafka
internal import Model

/// Rebuilds what a sector partition remembers from `reports.accepted` and compares it with what its
/// `memory` topic says, up to the position that memory names.
public struct MemoryCheck<Log: RecordLog> {
  private let context: WorkerContext
  private let log: Log

  public init(context: WorkerContext, log: Log) {
    self.context = context
    self.log = log
  }

  /// Reads both to their ends; asks the broker for nothing else and changes nothing.
  public func run(
    _ partition: Int32, progress: (String) -> Void = { _ in }
  ) throws(KafkaFailure) -> MemoryFinding {
    let remembered = assessment()
    var stateRecords = 0
    var fault: MemoryFault?
    try each(context.names.memory, partition) { record in
      guard fault == nil, let key = record.key, !PackRecord.isKey(key) else { return }
      do throws(MemoryFault) {
        try remembered.restore(
          key: key, value: record.value ?? UnsafeRawBufferPointer(start: nil, count: 0))
      } catch {
        fault = error
      }
      stateRecords += 1
      if stateRecords % 100_000 == 0 { progress("\(stateRecords) state records …") }
    }
    do throws(MemoryFault) { if fault == nil { try remembered.restored() } } catch { fault = error }
    var finding = MemoryFinding(partition: partition, stateRecords: stateRecords)
    if let fault {
      finding.verdict = .unreadable("\(fault)")
      return finding
    }
    finding.position = remembered.position
    finding.reports = remembered.reportsRemembered
    guard stateRecords > 0 else { return finding }
    let rebuilt = assessment()
    let first = try rebuild(rebuilt, partition, to: remembered.position, progress)
    if rebuilt.fingerprint == remembered.fingerprint {
      finding.verdict = .same
    } else if first > 0 {
      finding.verdict = .cutShort(first: first)
    } else {
      finding.verdict = .differs(
        reports: rebuilt.reportsRemembered, incidents: rebuilt.incidentsRemembered,
        remembered: remembered.incidentsRemembered)
    }
    return finding
  }

  private func assessment() -> Assessment {
    Assessment(
      theatre: context.theatre, limits: AssessmentLimits(reportsMax: context.settings.reportsMax))
  }

  /// Assesses the accepted log from its start; answers the first offset that it still has.
  private func rebuild(
    _ core: Assessment, _ partition: Int32, to position: Int64, _ progress: (String) -> Void
  ) throws(KafkaFailure) -> Int64 {
    let passed = try passedBy(partition)
    var effects = Effects()
    var first: Int64?
    var count = 0
    try each(context.names.accepted, partition) { record in
      first = first ?? record.offset
      guard record.offset < position, !passed.contains(record.offset) else { return }
      let time = record.timestamp
      effects.removeAll()
      core.begin()
      core.assess(
        record.value ?? UnsafeRawBufferPointer(start: nil, count: 0),
        received: time.kind == .absent ? nil : Instant(seconds: time.milliseconds / 1000),
        into: &effects)
      core.setPosition(position)
      core.commit()
      count += 1
      if count % 10_000 == 0 { progress("\(count) reports …") }
    }
    return first ?? 0
  }

  /// Reports that were passed by as poison stand in no memory.
  private func passedBy(_ partition: Int32) throws(KafkaFailure) -> Set<Int64> {
    var passed: Set<Int64> = []
    let prefix = "\(context.names.accepted)/\(partition)/"
    let reader = try log.reader()
    let count = try partitions(of: context.names.rejected, reader)
    for place in 0..<count {
      try each(context.names.rejected, place) { record in
        // A conflict stands there too, and was assessed.
        guard let reason = record.headers.last(named: "vigie_reason"),
          String(decoding: reason, as: UTF8.self) == "\(RejectionReason.poison.name)",
          let position = record.headers.last(named: "vigie_position")
        else { return }
        let text = String(decoding: position, as: UTF8.self)
        guard text.hasPrefix(prefix), let offset = Int64(text.dropFirst(prefix.count)) else {
          return
        }
        passed.insert(offset)
      }
    }
    return passed
  }

  private func partitions(of topic: String, _ reader: Log.Reader) throws(KafkaFailure) -> Int32 {
    let metadata = try log.member(of: context.names.assessmentGroup).metadata(
      timeout: .seconds(10))
    return Int32(metadata.topic(topic)?.partitions ?? 0)
  }

  private func each(
    _ topic: String, _ partition: Int32, _ body: (borrowing ConsumedRecord) -> Void
  ) throws(KafkaFailure) {
    try log.forEach(in: topic, partition, context.settings, body)
  }
}

/// What a check of one partition's memory found.
public struct MemoryFinding: Sendable, Equatable {
  public enum Verdict: Sendable, Equatable {
    /// Nothing was ever written.
    case empty
    case same
    /// The accepted log no longer goes back to its start, so nothing can be told.
    case cutShort(first: Int64)
    /// What a rebuild gives, and how many incidents are remembered.
    case differs(reports: Int, incidents: Int, remembered: Int)
    case unreadable(String)
  }

  public let partition: Int32
  public let stateRecords: Int
  public var position: Int64 = 0
  public var reports = 0
  public var verdict = Verdict.empty

  init(partition: Int32, stateRecords: Int) {
    self.partition = partition
    self.stateRecords = stateRecords
  }
}
