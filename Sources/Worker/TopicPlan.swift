public import Kafka

/// Every topic Vigie needs, with the settings that its promises rest on.
public struct TopicPlan: Sendable, Equatable {
  /// One topic: how it should be, and why.
  public struct Entry: Sendable, Equatable {
    public let specification: TopicSpecification
    public let purpose: String
    /// Raw topics belong to those who send; Vigie creates one, but is content with what it finds.
    public let isRaw: Bool
  }

  public let entries: [Entry]

  public init(settings: WorkerSettings) {
    let names = TopicNames(prefix: settings.prefix)
    let rawBytes = settings.rawBytesMax
    func entry(
      _ name: String, _ partitions: Int, _ purpose: String, isRaw: Bool = false,
      _ topicSettings: [String: String]
    ) -> Entry {
      Entry(
        specification: TopicSpecification(
          name: name, partitions: partitions, replicationFactor: settings.replication,
          settings: topicSettings),
        purpose: purpose, isRaw: isRaw)
    }
    let day = 86_400_000
    let rawSettings = [
      "cleanup.policy": "delete", "retention.ms": "\(30 * day)",
      "max.message.bytes": "\(rawBytes)",
      // The time of receipt is the broker's, not a telephone's.
      "message.timestamp.type": "LogAppendTime",
    ]
    let raw = settings.rawTopics.filter { !$0.hasPrefix("^") }.map { name in
      entry(
        name, settings.rawPartitions, "what field teams send", isRaw: true, rawSettings)
    }
    // One partition each: what people decide stands in the order in which they decided it.
    let decided = [
      entry(names.decisions, 1, "what analysts decide", isRaw: true, rawSettings),
      entry(names.acks, 1, "alerts acknowledged", isRaw: true, rawSettings),
    ]
    entries =
      raw + decided + [
        entry(
          names.accepted, settings.partitions, "reports: Assessment reads it, analysts may",
          ["cleanup.policy": "delete", "retention.ms": "\(365 * day)"]),
        entry(
          names.rejected, settings.rawPartitions, "what could not become a report, with the reason",
          [
            "cleanup.policy": "delete", "retention.ms": "\(365 * day)",
            "max.message.bytes": "\(settings.rejectionBytesMax)",
          ]),
        entry(
          names.redriven, 1, "which rejections were sent through again: for `vigie redrive` alone",
          // Longer than the rejections themselves: a mark outlives what it marks.
          ["cleanup.policy": "delete", "retention.ms": "\(400 * day)"]),
        entry(
          names.incidents, settings.partitions, "incidents, the last version for each id",
          ["cleanup.policy": "compact"]),
        entry(
          names.alerts, settings.partitions, "alerts, the last version for each id",
          ["cleanup.policy": "compact"]),
        entry(
          names.cap, settings.partitions, "alerts as CAP 1.2 for authorities",
          ["cleanup.policy": "delete", "retention.ms": "\(365 * day)"]),
        entry(
          names.restricted, settings.partitions, "alerts that only those named by their rules read",
          ["cleanup.policy": "compact"]),
        entry(
          names.restrictedCap, settings.partitions, "the same as CAP 1.2",
          ["cleanup.policy": "delete", "retention.ms": "\(365 * day)"]),
        entry(
          names.watch, settings.partitions, "watch levels, the last version for each unit",
          ["cleanup.policy": "compact"]),
        entry(
          names.memory, settings.partitions, "what Assessment remembers: for it alone",
          ["cleanup.policy": "compact", "max.message.bytes": "4194304"]),
      ]
  }

  public var specifications: [TopicSpecification] { entries.map(\.specification) }

  /// What to verify before running: Vigie's own topics in full, raw topics only that they are
  /// there.
  public func verified(by problems: [TopicProblem]) -> [TopicProblem] {
    let raw = Set(entries.filter(\.isRaw).map(\.specification.name))
    return problems.filter { problem in
      guard raw.contains(problem.topic) else { return true }
      switch problem.difference {
      case .missing, .unavailable: return true
      default: return false
      }
    }
  }
}
