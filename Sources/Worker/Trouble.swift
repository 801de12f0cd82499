public import Kafka

/// Why a stage cannot go on: one name in log, health and runbook (Docs/trouble.md).
///
/// Each heals by itself when its cause ends; none makes the process exit. What does is told apart
/// by exit codes: 78 for settings, packs and schemas, 75 for a call that never returned.
public enum Trouble: String, Sendable, CaseIterable {
  case brokerUnreachable = "broker_unreachable"
  case brokerFull = "broker_full"
  case topicMissing = "topic_missing"
  case partitionsDiffer = "partitions_differ"
  case certificateRefused = "certificate_refused"
  case accessDenied = "access_denied"
  case settingsRefused = "settings_refused"
  case memoryUnreadable = "memory_unreadable"
  case recordRefused = "record_refused"
  case everythingRejected = "everything_rejected"
  case registryUnreachable = "registry_unreachable"
  case fenced = "fenced"
  case positionGone = "position_gone"
  case brokerTrouble = "broker_trouble"

  /// What a failure means to whoever runs the program.
  public init(_ failure: KafkaFailure) {
    if let named = Trouble(rawValue: failure.operation) {
      self = named
      return
    }
    guard !failure.isFenced else {
      self = .fenced
      return
    }
    self =
      switch failure.code {
      case .transport, .allBrokersDown, .timedOut, .unresolved, .deliveryTimedOut:
        .brokerUnreachable
      case .storage, .notEnoughReplicas: .brokerFull
      case .unknownTopicOrPartition, .unknownPartition, .unknownTopic: .topicMissing
      case .tls: .certificateRefused
      case .authentication, .topicAuthorizationFailed, .groupAuthorizationFailed,
        .clusterAuthorizationFailed, .transactionalIDAuthorizationFailed:
        .accessDenied
      case .invalidArgument: .settingsRefused
      case .messageTooLarge: .recordRefused
      case .offsetOutOfRange, .positionReset: .positionGone
      default: .brokerTrouble
      }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .brokerUnreachable:
      "See that the brokers run and that this host reaches kafka.bootstrap.servers"
    case .brokerFull: "See the brokers' disks and replicas; they take no records"
    case .topicMissing: "Create it: `vigie topics apply`"
    case .partitionsDiffer:
      "accepted, incidents, alerts, watch and memory need one partition count: "
        + "`vigie topics verify` shows them"
    case .certificateRefused:
      "Renew the certificate that kafka.ssl.* names, or have the broker renew its own; files are "
        + "read again at each try"
    case .accessDenied: "Check kafka.sasl.* and the access lists of topics, groups and transactions"
    case .settingsRefused: "Correct the kafka.* settings, or the files they name"
    case .memoryUnreadable:
      "Run the version that wrote it, or `vigie memory verify` to see what it should hold"
    case .recordRefused: "Raise max.message.bytes of the topic: `vigie topics plan` says to what"
    case .everythingRejected:
      "Look with `vigie watch rejections --new` and `vigie check`: a schema, mapping or setting is "
        + "likely wrong. Mend it and restart, or raise fuse.* to let them be rejected"
    case .registryUnreachable:
      "See that registry.url is right, that it answers and that registry.user or a token may read; "
        + "records wait on their topic meanwhile"
    case .fenced:
      "Another worker has this one's name: give each its own VIGIE_INSTANCE. After a pause it "
        + "heals by itself"
    case .positionGone: "Raise the topic's retention: records were deleted before they were read"
    case .brokerTrouble: "See the brokers' logs"
    }
  }
}
