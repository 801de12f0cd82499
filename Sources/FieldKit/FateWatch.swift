internal import JSON
public import Kafka
internal import Model
public import Worker

/// Reads what the service says of reports: accepted, merged into an incident, or rejected and why.
///
/// Opened before they are sent, so that nothing is missed; it reads on from there and never from
/// the beginning, as a team's line may be thin.
public final class FateWatch {
  private let reader: Consumer
  private let names: TopicNames
  public private(set) var fates: [Fate] = []
  /// Topics that this user may not read.
  public private(set) var denied: [String] = []
  private let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))

  /// How long to wait for an incident after the last report was accepted: not every report makes
  /// one.
  static let grace: Duration = .seconds(3)

  public init(settings: Kafka.Settings, names: TopicNames) throws(SettingsFault) {
    reader = try Consumer(settings: settings, group: nil)
    self.names = names
  }

  /// Goes to the present end of the topics.
  public func open(timeout: Duration) throws(KafkaFailure) {
    let metadata = try reader.metadata(timeout: timeout)
    var starts: [TopicPartition: Offset] = [:]
    for name in [names.accepted, names.rejected, names.incidents] {
      for partition in 0..<Int32(metadata.topic(name)?.partitions ?? 0) {
        let place = TopicPartition(topic: name, partition: partition)
        do throws(KafkaFailure) {
          starts[place] = .at(try reader.watermarks(of: place, timeout: timeout).upperBound)
        } catch {
          guard error.code == .topicAuthorizationFailed else { throw error }
          note(denied: name)
        }
      }
    }
    try reader.assign(starts)
  }

  public func expect(_ reports: [String]) {
    for report in reports where !fates.contains(where: { $0.report == report }) {
      fates.append(Fate(report: report))
    }
  }

  /// Reads until all is known, `limit` has passed or the flag is raised; calls `changed` with each
  /// fate that changed.
  public func follow(
    limit: Duration, stop: StopFlag, _ changed: (Fate) -> Void
  ) throws(KafkaFailure) {
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: limit)
    var quietEnd: ContinuousClock.Instant?
    while !stop.isRaised, clock.now < end, !fates.allSatisfy(\.isSettled) {
      if let quietEnd, clock.now >= quietEnd { return }
      let batch = try reader.poll(max: 500, timeout: .milliseconds(100), gathering: .zero)
      for index in 0..<batch.count {
        let topic = reader.topicName(batch[index].topicIndex)
        guard let value = batch[index].value else { continue }
        take(topic, batch[index].key, value).forEach(changed)
      }
      if quietEnd == nil, !fates.contains(where: { $0.verdict == .unknown }) {
        quietEnd = clock.now.advanced(by: Self.grace)
      }
      try noteHappenings()
    }
  }

  private func noteHappenings() throws(KafkaFailure) {
    for happening in reader.takeHappenings() {
      switch happening {
      case .partitionFailed(let place, let failure):
        if failure.code == .topicAuthorizationFailed {
          note(denied: place.topic)
        } else if failure.action == .stop {
          throw failure
        }
      case .failed(let failure): if failure.action == .stop { throw failure }
      default: break
      }
    }
  }

  private func note(denied topic: String) {
    if !denied.contains(topic) { denied.append(topic) }
  }

  /// The fates that this record changed.
  private func take(
    _ topic: String, _ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer
  ) -> [Fate] {
    withExtendedLifetime(parser) {
      switch topic {
      case names.accepted:
        guard let index = index(ofKey: key), let root = try? parser.parse(value).root else {
          return []
        }
        let flags = root["flags"].map { $0.elements.compactMap { $0.text?.string } } ?? []
        fates[index].verdict = .accepted(noting: flags)
        return [fates[index]]
      case names.rejected:
        guard let root = try? parser.parse(value).root,
          let rejection = try? Rejection(reading: root),
          let index = rejection.original.key.flatMap({ key in
            key.withUnsafeBytes { self.index(ofKey: $0) }
          })
        else { return [] }
        fates[index].verdict = .rejected(rejection)
        return [fates[index]]
      default: return takeIncident(value)
      }
    }
  }

  private func takeIncident(_ value: UnsafeRawBufferPointer) -> [Fate] {
    guard let root = try? parser.parse(value).root, let reports = root["reports"] else {
      return []
    }
    let ids = Set(reports.elements.compactMap { $0["id"]?.text?.string })
    let place = root["place"]
    let incident = FateIncident(
      id: root["id"]?.text?.string ?? "", version: Int(root["version"]?.int64 ?? 0),
      change: root["change"]?.text?.string ?? "",
      reports: Int(root["reportsTotal"]?.int64 ?? 0),
      origins: Int(root["corroboration"]?.int64 ?? 0),
      place: (place?["name"] ?? place?["written"])?.text?.string ?? "")
    var changed: [Fate] = []
    for index in fates.indices where ids.contains(fates[index].report) {
      fates[index].incident = incident
      changed.append(fates[index])
    }
    return changed
  }

  private func index(ofKey key: UnsafeRawBufferPointer?) -> Int? {
    guard let key else { return nil }
    return fates.firstIndex { fate in
      var text = fate.report
      return text.withUTF8 { $0.elementsEqual(key) }
    }
  }
}
