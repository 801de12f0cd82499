public import Kafka

/// The access lists that Vigie's promises about people rest on: for each principal what it needs,
/// and nothing else.
public struct AccessPlan: Sendable {
  /// What somebody is to Vigie.
  public enum Part: String, CaseIterable, Sendable {
    /// The daemon, both stages.
    case service
    /// A field team: sends, and sees what became of its reports.
    case team
    /// Decides about incidents.
    case analyst
    /// Acknowledges alerts.
    case officer
    /// Reads incidents and alerts.
    case subscriber
    /// Reads alerts, as CAP too, and watch levels.
    case authority
    /// Applies and verifies topics, redrives rejections.
    case `operator`

    public var sentence: String {
      switch self {
      case .service: "the daemon: both stages, and nothing else"
      case .team: "a field team: sends reports, reads what became of them; not rejections"
      case .analyst: "an analyst: decides about incidents"
      case .officer: "a duty officer: acknowledges alerts, reads restricted ones too"
      case .subscriber: "a subscriber: reads incidents, alerts and watch levels; none restricted"
      case .authority: "an authority: reads alerts, as CAP 1.2 too, and watch levels"
      case .operator: "an operator: topics, redrive; reads what teams wrote"
      }
    }
  }

  private let settings: WorkerSettings
  private let names: TopicNames

  public init(settings: WorkerSettings) {
    self.settings = settings
    names = TopicNames(prefix: settings.prefix)
  }

  /// Sorted; a raw topic that is a pattern `^name.*` becomes the prefix it begins with.
  public func rules(_ part: Part, _ principal: String) -> [AccessRule] {
    var rules: [AccessRule] = []
    func allow(
      _ operations: [AccessRule.Operation], _ resource: AccessRule.Resource, _ names: [String],
      _ pattern: AccessRule.Pattern = .literal
    ) {
      for name in names {
        for operation in operations {
          rules.append(
            AccessRule(
              principal: principal, operation: operation, resource: resource, name: name,
              pattern: pattern))
        }
      }
    }
    let raw = settings.rawTopics.filter { !$0.hasPrefix("^") }
    let prefixes = settings.rawTopics.compactMap(Self.prefix)
    // READ and WRITE bring DESCRIBE with them; a group or an id needs it said.
    switch part {
    case .service:
      allow([.read], .topic, raw + [names.decisions, names.acks, names.accepted, names.memory])
      allow([.read], .topic, prefixes, .prefixed)
      allow([.write], .topic, names.written.filter { $0 != names.redriven })
      allow([.read], .group, [names.intakeGroup, names.assessmentGroup])
      allow([.write, .describe], .transactionalID, [names.prefix + "intake."], .prefixed)
      allow([.write, .describe], .transactionalID, [names.prefix + "assessment."], .prefixed)
    case .team:
      allow([.write], .topic, raw)
      allow([.read], .topic, [names.accepted, names.incidents])
    case .analyst:
      allow([.write], .topic, [names.decisions])
      allow(
        [.read], .topic, [names.accepted, names.incidents, names.alerts, names.restricted])
    case .officer:
      allow([.write], .topic, [names.acks])
      allow(
        [.read], .topic,
        [names.incidents, names.alerts, names.restricted, names.restrictedCap, names.watch])
    case .subscriber: allow([.read], .topic, [names.incidents, names.alerts, names.watch])
    case .authority: allow([.read], .topic, [names.alerts, names.cap, names.watch])
    case .operator:
      let all = TopicPlan(settings: settings).specifications.map(\.name)
      allow([.create, .describe, .describeConfigs, .alterConfigs], .topic, all)
      allow([.read], .topic, [names.rejected, names.redriven, names.accepted, names.memory])
      // A report that ended Assessment's workers goes back to where it stood.
      allow([.write], .topic, raw + [names.decisions, names.acks, names.accepted, names.redriven])
      allow([.write, .describe], .transactionalID, [names.redriveTransaction])
      // To see the access lists themselves.
      allow([.describe], .cluster, ["kafka-cluster"])
    }
    allow([.describe], .group, [Kafka.Settings.readerGroup])
    // A reader in a group of its own: `<user>.` and whatever follows.
    if [.team, .analyst, .officer, .subscriber, .authority].contains(part) {
      let user = principal.split(separator: ":").last.map(String.init) ?? principal
      allow([.read], .group, [user + "."], .prefixed)
    }
    return Set(rules).sorted()
  }

  /// What the pattern begins with, up to its first letter that means something else.
  private static func prefix(_ pattern: String) -> String? {
    guard pattern.hasPrefix("^") else { return nil }
    let plain = pattern.dropFirst().replacing("\\.", with: ".")
    let special: Set<Character> = ["*", "+", "?", "[", "(", "{", "|", "$", "\\"]
    var prefix = String(plain.prefix { !special.contains($0) })
    // `.*` leaves its point behind, which stood for any letter.
    if plain.dropFirst(prefix.count).first == "*", prefix.hasSuffix(".") { prefix.removeLast() }
    return prefix.isEmpty ? nil : prefix
  }

  /// What is missing on the broker, and what these principals may beyond what they need.
  public func differences(
    _ wanted: [AccessRule], found: [AccessRule]
  ) -> (missing: [AccessRule], beyond: [AccessRule]) {
    let principals = Set(wanted.map(\.principal))
    let mine = found.filter { principals.contains($0.principal) }
    return (
      wanted.filter { !mine.contains($0) }, mine.filter { $0.isAllowed && !wanted.contains($0) }
    )
  }
}
