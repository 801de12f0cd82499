import JSON
import Model
import Testing
import Theatre

@testable import Assessment

/// The shipped pack, loaded once.
enum Pack {
  static let theatre: Theatre = {
    let here = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    do throws(PackFault) {
      return try Theatre.load(directory: "/\(here)/Deploy/theatres/mali-2018")
    } catch {
      preconditionFailure("the shipped pack does not load:\n\(error)")
    }
  }()
}

/// A reader of what Assessment says: sends reports one by one, keeps the latest of everything.
final class Desk {
  let assessment: Assessment
  private(set) var incidents: [Fingerprint: Incident] = [:]
  private(set) var alerts: [Fingerprint: Alert] = [:]
  private(set) var watches: [String: WatchLevel] = [:]
  /// Every version, in order.
  private(set) var incidentLog: [Incident] = []
  private(set) var alertLog: [Alert] = []
  private(set) var outcomes: [ReportOutcome] = []
  /// The compacted topic.
  private(set) var topic: [String: [UInt8]] = [:]
  private var effects = Effects()

  init(_ limits: AssessmentLimits = .init()) {
    assessment = Assessment(theatre: Pack.theatre, limits: limits)
  }

  init(_ assessment: Assessment) { self.assessment = assessment }

  @discardableResult
  func send(_ tells: Tell...) throws -> ReportOutcome {
    try send(all: tells.map(\.bytes))
  }

  @discardableResult
  func send(all values: [[UInt8]]) throws -> ReportOutcome {
    assessment.begin()
    effects.removeAll()
    for value in values { value.withUnsafeBytes { assessment.assess($0, into: &effects) } }
    assessment.prepare(into: &effects)
    assessment.commit()
    try take(effects)
    return effects.outcomes.last ?? .malformed
  }

  /// Assesses within a checkpoint that somebody else opened.
  func add(_ value: [UInt8]) throws {
    effects.removeAll()
    value.withUnsafeBytes { assessment.assess($0, into: &effects) }
    try take(effects)
  }

  func add(clock time: Instant) throws { try add(Self.clock("\(time)")) }

  private static func clock(_ time: String) -> [UInt8] {
    Array(#"{"schema":"clock/1","time":"\#(time)"}"#.utf8)
  }

  @discardableResult
  func tick(_ time: String) throws -> ReportOutcome {
    try send(all: [Self.clock(time)])
  }

  private func take(_ effects: Effects) throws {
    outcomes += effects.outcomes
    let parser = Parser()
    for item in effects.incidents {
      var incident = Incident()
      try effects.withBytes(item.value) { try incident.read(parser.parse($0).root) }
      #expect(incident.id == item.id && incident.version == item.version)
      if let before = incidents[item.id] { #expect(incident.version == before.version + 1) }
      incidents[item.id] = incident
      incidentLog.append(incident)
    }
    for item in effects.alerts {
      let alert = try effects.withBytes(item.value) { try Alert(reading: parser.parse($0).root) }
      #expect(alert == item.alert)
      if let before = alerts[alert.id] { #expect(alert.version == before.version + 1) }
      alerts[alert.id] = alert
      alertLog.append(alert)
    }
    for item in effects.watches { watches[item.level.area] = item.level }
    for item in effects.memory {
      let key = effects.withBytes(item.key) { String(decoding: $0, as: UTF8.self) }
      topic[key] = item.value.isEmpty ? nil : effects.withBytes(item.value) { Array($0) }
    }
  }

  /// Incidents that are not retracted, oldest first.
  var standing: [Incident] {
    incidentLog.filter { $0.version == 1 }.compactMap { incidents[$0.id] }
      .filter { $0.status != .retracted && $0.status != .mergedInto }
  }

  func live(_ rule: String) -> [Alert] {
    alertLog.filter { $0.version == 1 }.compactMap { alerts[$0.id] }
      .filter { $0.state.isLive && $0.rule.id == rule }
  }

  /// A desk whose memory is restored from this one's topic, in an order of the seed's choosing.
  func restarted(_ random: inout Seeded, _ limits: AssessmentLimits = .init()) throws -> Desk {
    let desk = Desk(limits)
    let keys = random.shuffled(topic.keys.sorted())
    for key in keys {
      guard let value = topic[key] else { continue }
      try Array(key.utf8).withUnsafeBytes { key in
        try value.withUnsafeBytes { try desk.assessment.restore(key: key, value: $0) }
      }
    }
    try desk.assessment.restored()
    return desk
  }
}

extension Incident {
  func toll(_ harm: Harm, _ party: Party) -> TollRange {
    tolls.first { $0.harm == harm && $0.party == party }?.range ?? .absent
  }

  func percent(of actor: String, _ role: ActorRole = .perpetrator) -> Int {
    Int(actors.first { $0.role == role && string($0.id) == actor }?.percent ?? 0)
  }
}
