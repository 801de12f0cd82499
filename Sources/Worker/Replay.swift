public import Assessment
public import Intake

public import CAP
public import Model
public import Theatre

/// Both cores over records in order, without Kafka: what the topics would hold, record for record.
///
/// The value of every output is the same as on Kafka; so are keys and headers but for those that
/// tell a position, which here counts the input's records from 0.
public final class Replay {
  /// Which topic an output belongs to.
  public enum Output: Sendable, CaseIterable {
    case accepted, rejected, incidents, alerts, restricted, watch
  }

  /// What became of the input. Every record is exactly one of accepted, replay and rejected.
  public struct Summary: Sendable, Equatable {
    public var records = 0
    public var accepted = 0
    public var replays = 0
    public var rejected = 0
    /// Accepted, and in conflict with one that was accepted before: also among the rejections.
    public var conflicts = 0
    public var rejectedBy: [String: Int] = [:]
    public var incidentVersions = 0
    public var alertVersions = 0
    public var capMessages = 0
    /// Alerts that CAP's receivers would reject.
    public var capRefused = 0

    public init() {}
  }

  public private(set) var summary = Summary()
  public private(set) var assessment: Assessment
  private let intake: Intake
  private var topics: [String: RawTopic] = [:]
  private let standard: String
  private let defaultSchema: String
  private let catalogue: SchemaCatalogue
  private let names: TopicNames
  private var output = IntakeOutput()
  private var effects = Effects()
  private var line = RecordLine()
  private var headers = EffectHeaders()
  private var traces = Traces()
  private let memory: ((UnsafeRawBufferPointer) -> Void)?
  private let sink: (Output, UnsafeRawBufferPointer) -> Void
  private let publisher: CAPPublisher
  /// Gets every alert as it is made, and its CAP message where there is one.
  public var alert: ((Alert, CAPMessage?) -> Void)?

  /// `sink` gets each output as a line of NDJSON, `memory` the value of each state record; the
  /// bytes
  /// are valid for the length of the call.
  public init(
    theatre: Theatre, catalogue: SchemaCatalogue, settings: WorkerSettings,
    sink: @escaping (Output, UnsafeRawBufferPointer) -> Void,
    memory: ((UnsafeRawBufferPointer) -> Void)? = nil
  ) {
    names = TopicNames(prefix: settings.prefix)
    standard = settings.rawTopics.first ?? settings.prefix + "reports.raw"
    defaultSchema = settings.defaultSchema
    self.catalogue = catalogue
    intake = Intake(
      catalogue: catalogue, theatre: theatre, limits: settings.intakeLimits,
      pseudonymKey: Array(settings.pseudonymKey.utf8))
    assessment = Assessment(
      theatre: theatre, limits: AssessmentLimits(reportsMax: settings.reportsMax))
    self.sink = sink
    publisher = CAPPublisher(settings, theatre)
    self.memory = memory
  }

  /// Takes the next record; without a topic it is one of the first raw topic.
  public func feed(
    topic: String? = nil, key: UnsafeRawBufferPointer?,
    headers: UnsafeBufferPointer<RawHeader>, value: UnsafeRawBufferPointer?
  ) {
    let record = RawRecord(
      topic: rawTopic(topic ?? standard), partition: 0, offset: Int64(summary.records),
      timestamp: nil, key: key, value: value, headers: headers)
    intake.process(record, into: &output)
    summary.records += 1
    switch output.outcome {
    case .rejected(let reason):
      summary.rejected += 1
      summary.rejectedBy["\(reason.name)", default: 0] += 1
      emitIntake(.rejected, names.rejected)
    case .accepted:
      emitIntake(.accepted, names.accepted)
      assess()
    }
  }

  private func rawTopic(_ name: String) -> RawTopic {
    if let known = topics[name] { return known }
    let made = names.rawTopic(name, defaultSchema: defaultSchema, in: catalogue)
    topics[name] = made
    return made
  }

  private func emitIntake(_ kind: Output, _ topic: String) {
    output.withKey { line.begin(topic: topic, key: $0) }
    output.headers.forEach { line.header($0, $1) }
    output.withValue { value in line.end(value: value) { sink(kind, $0) } }
  }

  private func assess() {
    effects.removeAll()
    traces.removeAll()
    var trace: [UInt8] = []
    output.headers.forEach { name, value in
      if name.utf8CodeUnitCount == 11, "\(name)" == "traceparent" { trace = Array(value) }
    }
    trace.withUnsafeBytes { traces.append($0.isEmpty ? nil : $0) }
    assessment.begin()
    output.withValue { assessment.assess($0, into: &effects) }
    assessment.setPosition(Int64(summary.records))
    assessment.prepare(into: &effects)
    assessment.commit()
    if let memory {
      for effect in effects.memory { effects.withBytes(effect.value) { memory($0) } }
    }
    if effects.outcomes.last == .replay {
      summary.replays += 1
    } else {
      summary.accepted += 1
    }
    for effect in effects.conflicts {
      summary.conflicts += 1
      let position = RejectionPosition(
        topic: names.accepted, partition: 0, offset: Int64(summary.records) - 1, timestamp: nil)
      let record = ConflictRecord(effect, in: effects, at: position)
      record.key.withUnsafeBytes { line.begin(topic: names.rejected, key: $0) }
      record.forEachHeader(position) { line.header($0, $1) }
      record.value.withUnsafeBytes { bytes in
        line.end(value: bytes) { sink(.rejected, $0) }
      }
    }
    for effect in effects.incidents {
      summary.incidentVersions += 1
      Array("i-\(effect.id)".utf8).withUnsafeBytes { line.begin(topic: names.incidents, key: $0) }
      headers.incident(effect, trace: traces[effect.cause]) { line.header($0, $1) }
      end(.incidents, effect.value)
    }
    for effect in effects.alerts {
      summary.alertVersions += 1
      let isOpen = effect.alert.scope == .everybody
      Array(effect.alert.idText.utf8).withUnsafeBytes {
        line.begin(topic: isOpen ? names.alerts : names.restricted, key: $0)
      }
      headers.alert(effect, trace: traces[effect.cause]) { line.header($0, $1) }
      end(isOpen ? .alerts : .restricted, effect.value)
      publish(effect.alert)
    }
    for effect in effects.watches {
      Array(effect.level.key.utf8).withUnsafeBytes { line.begin(topic: names.watch, key: $0) }
      headers.watch(effect, trace: traces[effect.cause]) { line.header($0, $1) }
      end(.watch, effect.value)
    }
  }

  private func publish(_ alert: Alert) {
    switch publisher.publish(alert) {
    case .message(let message):
      summary.capMessages += 1
      self.alert?(alert, message)
    case .faulty:
      summary.capRefused += 1
      self.alert?(alert, nil)
    case .none: self.alert?(alert, nil)
    }
  }

  private func end(_ kind: Output, _ value: Range<Int>) {
    effects.withBytes(value) { bytes in
      line.end(value: value.isEmpty ? nil : bytes) { sink(kind, $0) }
    }
  }
}
