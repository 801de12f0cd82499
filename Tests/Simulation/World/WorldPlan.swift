import Kafka

/// What one seed draws before the world begins.
struct WorldPlan {
  let rawPartitions: Int32
  let sectorPartitions: Int32
  let intakeWorkers: Int
  let assessmentWorkers: Int
  /// Steps with faults; those until everything is drained come after.
  let steps: Int
  let faults: SimulatedFaults
  /// One of the records ends every process that accepts it.
  let hasKiller: Bool
  var records: [(record: SimulatedRecord, partition: Int32)] = []

  init(_ random: inout Seeded, _ input: WorldInput) {
    rawPartitions = Int32(1 + random.below(3))
    sectorPartitions = random.one(of: [1, 1, 3])
    intakeWorkers = 1 + random.below(3)
    assessmentWorkers = 1 + random.below(2)
    steps = 250 + random.below(350)
    var faults = SimulatedFaults()
    faults.oneIn = random.one(of: [12, 25, 25, 60, 0])
    faults.longPauses = !random.once(in: 4)
    self.faults = faults
    hasKiller = random.once(in: 4)
    let count = 8 + random.below(18)
    let first = random.below(input.scenario.count - count)
    for record in input.scenario[first..<first + count] {
      add(record, &random)
      if random.once(in: 8) { add(Self.spoiled(record, &random), &random) }
      // A sender that did not hear the broker's answer sends again.
      if random.once(in: 8) { add(record, &random) }
      if random.once(in: 10) { add(random.one(of: records).record, &random) }
    }
    if hasKiller, let value = input.scenario.first?.value {
      let killer = SimulatedRecord(
        key: nil, value: value,
        headers: [
          MadeRecord.Header(
            name: Array("schema".utf8), value: Array("field-report/3".utf8)),
          MadeRecord.Header(
            name: Array("traceparent".utf8), value: Array(SimulatedWriter.killingTrace.utf8)),
        ])
      records.insert((killer, 0), at: random.below(records.count))
    }
  }

  private mutating func add(_ record: SimulatedRecord, _ random: inout Seeded) {
    var record = record
    if random.once(in: 3) {
      let digits = "0123456789abcdef"
      let trace = String((0..<32).map { _ in random.one(of: Array(digits)) })
      record.headers.append(
        MadeRecord.Header(
          name: Array("traceparent".utf8), value: Array("00-\(trace)-00f067aa0ba902b7-01".utf8)))
    }
    records.append((record, Int32(random.below(Int(rawPartitions)))))
  }

  /// What a field team should not send.
  private static func spoiled(
    _ record: SimulatedRecord, _ random: inout Seeded
  ) -> SimulatedRecord {
    var record = record
    switch random.below(5) {
    case 0: record.value = nil
    case 1: record.value = []
    case 2: record.headers = []
    case 3: record.value = Array((record.value ?? []).dropLast(1 + random.below(40)))
    default:
      record.key = [0, 255, 10]
      if var value = record.value, !value.isEmpty {
        value[random.below(value.count)] = UInt8(random.below(256))
        record.value = value
      }
    }
    return record
  }
}
