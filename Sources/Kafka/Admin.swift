internal import CRdKafka

/// Looks at topics, compares them with what they should be, and makes them so.
///
/// Every call blocks, up to its timeout. The embedded broker answers only metadata.
public final class Admin {
  let handle: Handle

  /// Builds the client (`rd_kafka_new`). Does not wait for a broker.
  public init(settings: Settings) throws(SettingsFault) {
    handle = try Handle(settings, role: .admin)
  }

  /// Brokers and topics (`rd_kafka_metadata`).
  public func metadata(timeout: Duration = .seconds(10)) throws(KafkaFailure) -> ClusterMetadata {
    try handle.metadata(timeout: timeout)
  }

  /// Every way in which the topics differ from their specifications, in order of the topics
  /// given.
  public func verify(
    _ specifications: [TopicSpecification], timeout: Duration = .seconds(10)
  ) throws(KafkaFailure) -> [TopicProblem] {
    let metadata = try metadata(timeout: timeout)
    var problems: [TopicProblem] = []
    for wanted in specifications {
      func note(_ difference: TopicProblem.Difference) {
        problems.append(TopicProblem(topic: wanted.name, difference: difference))
      }
      guard let found = metadata.topic(wanted.name) else {
        note(.missing)
        continue
      }
      if let code = found.failure {
        note(.unavailable(code))
        continue
      }
      if found.partitions != wanted.partitions {
        note(.partitions(wanted: wanted.partitions, found: found.partitions))
      }
      if wanted.replicationFactor > 0, found.replicationFactor != wanted.replicationFactor {
        note(.replicationFactor(wanted: wanted.replicationFactor, found: found.replicationFactor))
      }
      guard !wanted.settings.isEmpty else { continue }
      do throws(KafkaFailure) {
        let settings = try self.settings(ofTopic: wanted.name, timeout: timeout)
        for name in wanted.settings.keys.sorted() {
          let value = wanted.settings[name] ?? ""
          let actual = settings[name]?.value ?? ""
          if actual != value { note(.setting(name: name, wanted: value, found: actual)) }
        }
      } catch {
        note(.settingsUnreadable(error.code))
      }
    }
    return problems
  }

  /// Creates the topics that are missing and, if asked, changes settings that differ; says what
  /// it did. Never changes the number of partitions, and never deletes.
  public func apply(
    _ specifications: [TopicSpecification], changing: Changing = .missingTopicsOnly,
    timeout: Duration = .seconds(30)
  ) throws(KafkaFailure) -> [TopicAction] {
    let problems = try verify(specifications, timeout: timeout)
    let missing = Set(problems.filter { $0.difference == .missing }.map(\.topic))
    var actions = try create(specifications.filter { missing.contains($0.name) }, timeout: timeout)
    guard changing == .settingsToo else { return actions }
    for wanted in specifications where !missing.contains(wanted.name) {
      var changes: [String: String] = [:]
      for case .setting(let name, let value, _) in problems.filter({ $0.topic == wanted.name })
        .map(\.difference)
      { changes[name] = value }
      guard !changes.isEmpty else { continue }
      try change(settingsOfTopic: wanted.name, to: changes, timeout: timeout)
      actions.append(.changedSettings(topic: wanted.name, settings: changes))
    }
    return actions
  }

  /// How far `apply` goes.
  public enum Changing: Sendable {
    case missingTopicsOnly
    case settingsToo
  }
}
