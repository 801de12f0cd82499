import Assessment
import Intake
import JSON
import Kafka
import Model
import Worker

/// What must hold in a world: promises 1 to 4, and that memory is what its topic says.
struct WorldChecks {
  /// How far each output's history was looked at.
  private var looked: [TopicPartition: Int] = [:]
  /// How many outputs each raw record has, by the position that they name.
  private var outputs: [String: Int] = [:]
  /// The group's position in each raw partition when last looked at.
  private var positions: [TopicPartition: Int64] = [:]
  /// The position at which each owner's memory was last compared with its topic.
  private var compared: [String: Int64] = [:]
  private var read: [TopicPartition: Int64] = [:]
  private var turns = 0
  private(set) var accepted = 0
  private(set) var rejected = 0
  private(set) var incidents = 0
  private(set) var alerts = 0

  private func places(_ topic: String, _ world: World) -> [TopicPartition] {
    (0..<world.cluster.partitionCount(of: topic)).map {
      TopicPartition(topic: topic, partition: $0)
    }
  }

  /// After every step. What is dear to look at is looked at now and then.
  mutating func safety(_ world: World) -> String? {
    turns += 1
    for place in places(world.names.accepted, world) {
      _ = farthest(place, world.names.assessmentGroup, world)
    }
    if let problem = count(world) ?? passed(world) { return problem }
    return turns % 16 == 0 ? memories(world) : nil
  }

  /// Promise 1: no raw record has two outputs.
  private mutating func count(_ world: World) -> String? {
    for topic in [world.names.accepted, world.names.rejected] {
      for place in places(topic, world) {
        let history = world.cluster.history(of: place, from: looked[place] ?? 0)
        looked[place, default: 0] += history.count
        for record in history {
          guard let position = record.header("vigie_position") else { continue }
          let text = String(decoding: position, as: UTF8.self)
          outputs[text, default: 0] += 1
          if topic == world.names.accepted { accepted += 1 } else { rejected += 1 }
          if outputs[text, default: 0] > 1 { return "doubled: \(text) has two outputs" }
        }
      }
    }
    return nil
  }

  /// Committed positions never pass a record whose output is not committed.
  private mutating func passed(_ world: World) -> String? {
    for place in places("w.reports.raw", world) {
      let next =
        world.cluster.committedPosition(of: place, group: world.names.intakeGroup)?.next ?? 0
      let before = positions[place] ?? 0
      if next > world.cluster.end(of: place) {
        return "\(place): position \(next) is behind the end"
      }
      if next < before { return "\(place): position went back from \(before) to \(next)" }
      for offset in before..<next where outputs["w.reports.raw/\(place.partition)/\(offset)"] == nil
      {
        return "lost: \(place) \(offset) was passed and has no output"
      }
      positions[place] = next
    }
    return nil
  }

  /// What a sector remembers is what its topic says.
  private mutating func memories(_ world: World) -> String? {
    for (owner, sector) in world.sectors {
      let name = "\(owner) \(sector.partition)"
      guard compared[name] != sector.core.position else { continue }
      compared[name] = sector.core.position
      let place = TopicPartition(topic: world.names.memory, partition: sector.partition)
      world.cluster.settleMarkers()
      let rebuilt = Assessment(theatre: world.input.theatre)
      do throws(MemoryFault) {
        for item in world.cluster.committed(place) { try rebuilt.restore(item.record) }
        try rebuilt.restored()
      } catch {
        return "memory of \(sector.partition) cannot be read: \(error)"
      }
      guard rebuilt.position == sector.core.position else {
        return "memory of \(sector.partition): position \(sector.core.position), its topic has "
          + "\(rebuilt.position)"
      }
      guard rebuilt.fingerprint == sector.core.fingerprint else {
        return "memory of \(sector.partition) differs from its topic at \(rebuilt.position)"
      }
    }
    return nil
  }

  private mutating func isRead(
    _ place: TopicPartition, _ group: String, _ world: World
  ) -> Bool {
    let last = world.cluster.history(of: place).last.map { $0.offset + 1 } ?? 0
    return farthest(place, group, world) >= last
  }

  /// How far the group ever was: positions may expire.
  private mutating func farthest(
    _ place: TopicPartition, _ group: String, _ world: World
  ) -> Int64 {
    let next = world.cluster.committedPosition(of: place, group: group)?.next ?? 0
    read[place] = max(read[place] ?? 0, next)
    return read[place] ?? 0
  }

  mutating func isDrained(_ world: World) -> Bool {
    for place in places("w.reports.raw", world) {
      guard isRead(place, world.names.intakeGroup, world) else { return false }
    }
    for place in places(world.names.accepted, world) {
      guard isRead(place, world.names.assessmentGroup, world) else { return false }
    }
    return true
  }

  func backlog(_ world: World) -> String {
    (places("w.reports.raw", world) + places(world.names.accepted, world)).map { place in
      let group =
        place.topic == "w.reports.raw" ? world.names.intakeGroup : world.names.assessmentGroup
      let mark = world.cluster.committedPosition(of: place, group: group)
      return "\(place) \(mark?.next ?? 0) of \(world.cluster.end(of: place))"
    }.joined(separator: ", ")
  }

  /// When all is quiet: every raw record has its output, and all outputs are the oracle's.
  mutating func ending(_ world: World) -> String? {
    if let problem = count(world) ?? passed(world) { return problem }
    for place in places("w.reports.raw", world) {
      for item in world.cluster.history(of: place)
      where outputs["w.reports.raw/\(place.partition)/\(item.offset)"] != 1 {
        return "lost: \(place) \(item.offset) has no output; \(backlog(world))"
      }
    }
    return WorldOracle(world).intake() ?? assessment(world) ?? memories(world)
  }

  private mutating func assessment(_ world: World) -> String? {
    var oracle = WorldOracle(world)
    for partition in 0..<world.plan.sectorPartitions {
      if let problem = oracle.assessment(partition) { return problem }
    }
    incidents = oracle.incidents
    alerts = oracle.alerts
    return nil
  }

  /// The raw record that a rejection gives back, from the rejection alone.
  func original(of rejection: SimulatedRecord, in world: World) -> SimulatedRecord? {
    let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
    guard let root = try? parser.parse(rejection.value ?? []).root,
      let read = try? Rejection(reading: root)
    else { return nil }
    return SimulatedRecord(
      key: read.original.key, value: read.original.value,
      headers: read.original.headers.map { MadeRecord.Header(name: $0.name, value: $0.value) })
  }
}

extension Assessment {
  func restore(_ record: SimulatedRecord) throws(MemoryFault) {
    var failure: MemoryFault?
    (record.key ?? []).withUnsafeBytes { key in
      (record.value ?? []).withUnsafeBytes { value in
        do throws(MemoryFault) { try restore(key: key, value: value) } catch { failure = error }
      }
    }
    if let failure { throw failure }
  }
}
