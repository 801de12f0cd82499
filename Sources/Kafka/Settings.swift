/// How to reach the brokers, and any property of librdkafka's.
///
/// Three layers, the later wins: Vigie's defaults, the user's properties (all of librdkafka's,
/// TLS and SASL included), and what must hold for exactly-once. A user's property that
/// contradicts the last layer is a problem, not silently ignored.
public struct Settings: Sendable {
  /// Comma-separated `host:port` pairs (`bootstrap.servers`).
  public var bootstrapServers: String
  /// The user's properties, without the `kafka.` they carry in the settings file.
  public var properties: [String: String]
  /// Where librdkafka's own log lines go.
  public var log: LogSink
  /// Where librdkafka's statistics go, a JSON document each `statistics.interval.ms`.
  public var statistics: StatisticsSink?

  public init(
    bootstrapServers: String, properties: [String: String] = [:], log: LogSink = .standardError,
    statistics: StatisticsSink? = nil
  ) {
    self.bootstrapServers = bootstrapServers
    self.properties = properties
    self.log = log
    self.statistics = statistics
  }

  /// Everything wrong with these settings for one role: unknown names, bad values, properties
  /// that may not be overridden, limits that contradict each other. Costs no connection.
  public func problems(for role: Role) -> [SettingProblem] {
    do throws(SettingsFault) {
      _ = try Configuration(self, role: role, identity: role.identityForCheck)
      return []
    } catch {
      return error.problems
    }
  }

  /// Whether a property's value must never be shown.
  public static func isSecret(_ key: String) -> Bool {
    secrets.contains(key) || key.contains("password") || key.contains("secret")
  }

  /// A reader belongs to no group, but librdkafka asks for the coordinator of one all the same: who
  /// reads needs the right to describe it. Nothing is ever committed there.
  public static let readerGroup = "vigie-reader"

  static let secrets: Set<String> = [
    "sasl.password", "ssl.key.password", "ssl.key.pem", "ssl_key", "ssl.keystore.password",
    "sasl.oauthbearer.client.secret", "sasl.oauthbearer.config", "sasl.kerberos.kinit.cmd",
  ]
}

extension Settings: CustomStringConvertible, CustomDebugStringConvertible {
  /// The settings, sorted, secrets hidden.
  public var description: String {
    let lines = properties.keys.sorted().map { key in
      "\(key)=\(Settings.isSecret(key) ? "(hidden)" : properties[key] ?? "")"
    }
    return (["bootstrap.servers=\(bootstrapServers)"] + lines).joined(separator: " ")
  }

  public var debugDescription: String { description }
}

extension Role {
  /// What stands for the group or the transactional id while settings are only checked: librdkafka
  /// asks for one, and no connection is made.
  fileprivate var identityForCheck: String? {
    switch self {
    case .consumer, .transactionalProducer: "settings-check"
    case .reader, .producer, .admin: nil
    }
  }
}
