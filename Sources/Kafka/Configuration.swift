internal import CRdKafka

/// Owns a configuration of librdkafka's (`rd_kafka_conf_t`) until a client takes it.
struct Configuration: ~Copyable {
  private(set) var raw: OpaquePointer?

  /// Lays the three layers on top of each other, or says everything that is wrong with them.
  ///
  /// `identity` is the group of a consumer or the id of a transactional producer.
  init(_ settings: Settings, role: Role, identity: String?) throws(SettingsFault) {
    let raw = rd_kafka_conf_new()
    self.raw = raw
    var draft = ConfigurationDraft(raw: raw, settings: settings, role: role)
    draft.layDefaults()
    draft.layUser()
    draft.layFixed(identity: identity)
    draft.checkTimeouts()
    guard draft.problems.isEmpty else {
      throw SettingsFault(
        problems: draft.problems.sorted { ($0.key, $0.sentence) < ($1.key, $1.sentence) })
    }
  }

  deinit { if let raw { rd_kafka_conf_destroy(raw) } }

  /// Forgets the configuration: a client has taken it over.
  mutating func release() { raw = nil }

  /// The value in force (`rd_kafka_conf_get`).
  func value(_ key: String) -> String? { ConfigurationDraft.value(raw, key) }
}

/// The layers being laid, and what went wrong so far.
private struct ConfigurationDraft {
  let raw: OpaquePointer?
  let settings: Settings
  let role: Role
  var problems: [SettingProblem] = []

  static func value(_ raw: OpaquePointer?, _ key: String) -> String? {
    var size = 0
    guard rd_kafka_conf_get(raw, key, nil, &size) == RD_KAFKA_CONF_OK else { return nil }
    var bytes = [CChar](repeating: 0, count: size + 1)
    guard rd_kafka_conf_get(raw, key, &bytes, &size) == RD_KAFKA_CONF_OK else { return nil }
    let text = bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self)
  }

  mutating func layDefaults() {
    for (key, value) in Settings.defaults(for: role) { set(key, value) }
    set("log_level", String(settings.log.threshold.rawValue))
  }

  mutating func layUser() {
    let fixed = Settings.fixed(for: role)
    let identities = Settings.identities(for: role)
    for key in settings.properties.keys.sorted() {
      let value = settings.properties[key] ?? ""
      if let identity = identities.first(where: { $0.keys.contains(key) }) {
        note(key, "is not a property to pass through.", identity.remedy)
      } else if let rule = fixed.first(where: { $0.key == key || $0.aliases.contains(key) }) {
        if rule.allows(value) {
          set(key, value)
        } else {
          note(key, "must be \(rule.allowed.joined(separator: " or ")).", rule.remedy)
        }
      } else {
        set(key, value)
      }
    }
  }

  mutating func layFixed(identity: String?) {
    for rule in Settings.fixed(for: role) {
      let isGiven = ([rule.key] + rule.aliases).contains { settings.properties[$0] != nil }
      if !isGiven, let value = rule.allowed.first { set(rule.key, value) }
    }
    if settings.bootstrapServers.isEmpty {
      note("bootstrap.servers", "is empty.", "Name at least one broker as host:port.")
    } else {
      set("bootstrap.servers", settings.bootstrapServers)
    }
    switch role {
    case .consumer: setIdentity("group.id", identity)
    // A reader needs a group's name to assign partitions to itself, and never joins it.
    case .reader:
      if settings.properties["group.id"] == nil { set("group.id", Settings.readerGroup) }
    case .transactionalProducer: setIdentity("transactional.id", identity)
    case .producer, .admin: break
    }
  }

  private mutating func setIdentity(_ key: String, _ value: String?) {
    guard let value, !value.isEmpty else {
      return note(key, "is empty.", "Give the client a name that outlives the process.")
    }
    set(key, value)
  }

  /// A record that waits longer than its transaction lives would be sent into the next one.
  mutating func checkTimeouts() {
    guard role == .transactionalProducer,
      let transaction = Self.value(raw, "transaction.timeout.ms").flatMap({ Int($0) })
    else { return }
    let names = ["message.timeout.ms", "delivery.timeout.ms"]
    guard let key = names.first(where: { settings.properties[$0] != nil }) else {
      return set("message.timeout.ms", String(max(transaction - max(transaction / 10, 500), 1)))
    }
    guard let message = Self.value(raw, "message.timeout.ms").flatMap({ Int($0) }) else { return }
    if message == 0 || message >= transaction {
      note(
        key, "is \(message), but must be less than transaction.timeout.ms, \(transaction).",
        "Lower it, or raise transaction.timeout.ms.")
    }
  }

  private mutating func note(_ key: String, _ sentence: String, _ remedy: String) {
    problems.append(SettingProblem(key: key, sentence: sentence, remedy: remedy))
  }

  /// Sets one property (`rd_kafka_conf_set`) or notes why it cannot be.
  private mutating func set(_ key: String, _ value: String) {
    var text = [CChar](repeating: 0, count: 512)
    let result = rd_kafka_conf_set(raw, key, value, &text, text.count)
    guard result != RD_KAFKA_CONF_OK else { return }
    let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let reason = String(decoding: bytes, as: UTF8.self)
    if result == RD_KAFKA_CONF_UNKNOWN {
      let near = PropertyNames.nearest(to: key)
      let hint = near.map { "Did you mean \($0)?" } ?? "See librdkafka's CONFIGURATION.md."
      note(key, "is not a property of librdkafka \(String(cString: rd_kafka_version_str())).", hint)
    } else if Settings.isSecret(key) {
      note(key, "has a value librdkafka refuses.", "Check it; secrets are not shown.")
    } else {
      note(key, "\(reason).", "Correct the value; see librdkafka's CONFIGURATION.md.")
    }
  }
}
