extension WorkerSettings {
  /// Entries from variables that begin with `VIGIE_`.
  ///
  /// `VIGIE_KAFKA_BOOTSTRAP_SERVERS` is `kafka.bootstrap.servers`: librdkafka's properties have
  /// dots and no underscores. Variables that are no setting become entries too, and so problems:
  /// a misspelt variable must not be passed over in silence.
  public static func entries(environment: [String: String]) -> [Entry] {
    environment.sorted { $0.key < $1.key }.compactMap { name, value in
      guard name.hasPrefix("VIGIE_"), !reserved.contains(name) else { return nil }
      if let setting = Setting.all.first(where: { $0.variable == name }) {
        return Entry(key: setting.key, value: value, origin: name)
      }
      let rest = name.dropFirst("VIGIE_".count).lowercased().replacing("_", with: ".")
      return Entry(key: rest, value: value, origin: name)
    }
  }

  /// Variables of Vigie's tests and of this command line, which are no settings.
  static let reserved: Set<String> = [
    "VIGIE_CONFIG", "VIGIE_STRICT", "VIGIE_TEST_BOOTSTRAP", "VIGIE_SHARED_DATA",
    "VIGIE_JSON_SCHEMA_SUITE", "VIGIE_STAGE",
  ]
}
