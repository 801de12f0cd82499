internal import Intake

/// What Vigie's topics, groups and transactions are called, with their prefix.
public struct TopicNames: Sendable, Equatable {
  public let prefix: String
  /// Raw topics of their own, for those who may decide about incidents and acknowledge alerts.
  public let decisions: String
  public let acks: String
  public let accepted: String
  public let rejected: String
  public let redriven: String
  public let incidents: String
  public let alerts: String
  public let cap: String
  /// Alerts that not everybody may read.
  public let restricted: String
  public let restrictedCap: String
  public let watch: String
  public let memory: String

  public init(prefix: String) {
    self.prefix = prefix
    decisions = prefix + "decisions"
    acks = prefix + "acks"
    accepted = prefix + "reports.accepted"
    rejected = prefix + "reports.rejected"
    redriven = prefix + "redriven"
    incidents = prefix + "incidents"
    alerts = prefix + "alerts"
    cap = prefix + "alerts.cap"
    restricted = prefix + "alerts.restricted"
    restrictedCap = prefix + "alerts.restricted.cap"
    watch = prefix + "watch"
    memory = prefix + "memory"
  }

  /// The topics that the stages write to.
  var written: [String] {
    [
      accepted, rejected, redriven, incidents, alerts, cap, restricted, restrictedCap, watch,
      memory,
    ]
  }

  public var intakeGroup: String { prefix + "intake" }
  public var assessmentGroup: String { prefix + "assessment" }

  /// One for each worker: a restarted worker of the same name ends what its dead self left open.
  public func intakeTransaction(instance: String) -> String { prefix + "intake." + instance }

  /// One for each sector partition: whoever takes the partition over ends what its last owner left
  /// open, and fences him should he still be alive.
  public func assessmentTransaction(partition: Int32) -> String {
    prefix + "assessment.\(partition)"
  }

  /// One for all: two runs of `vigie redrive` at once would send records twice.
  public var redriveTransaction: String { prefix + "redrive" }

  /// A raw topic by its name: the two that take decisions and acknowledgements take nothing else
  /// unasked, every other takes documents of `defaultSchema`, where there is one.
  func rawTopic(
    _ name: String, defaultSchema: String, in catalogue: SchemaCatalogue
  ) -> RawTopic {
    switch name {
    case decisions:
      RawTopic(name, defaultSchema: "decision/1", admission: .decisions, in: catalogue)
    case acks:
      RawTopic(name, defaultSchema: "ack/1", admission: .acknowledgements, in: catalogue)
    default:
      RawTopic(name, defaultSchema: defaultSchema.isEmpty ? nil : defaultSchema, in: catalogue)
    }
  }
}
