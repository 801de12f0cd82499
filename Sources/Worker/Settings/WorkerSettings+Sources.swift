public import Intake
internal import JSON
internal import Theatre

extension WorkerSettings {
  /// Entries from variables that begin with `VIGIE_`.
  ///
  /// `VIGIE_KAFKA_BOOTSTRAP_SERVERS` is `kafka.bootstrap.servers`: librdkafka's properties have
  /// dots and no underscores. A variable that looks like a setting misspelt becomes an entry too,
  /// and
  /// so a problem; others are somebody else's (Kubernetes sets `VIGIE_SERVICE_HOST` for a service
  /// named vigie).
  public static func entries(environment: [String: String]) -> [Entry] {
    environment.sorted { $0.key < $1.key }.compactMap { name, value in
      guard name.hasPrefix("VIGIE_"), !reserved.contains(name) else { return nil }
      for setting in Setting.all {
        if setting.variable == name { return Entry(key: setting.key, value: value, origin: name) }
        if setting.variable + "_FILE" == name {
          return Entry(key: setting.key + Setting.fileSuffix, value: value, origin: name)
        }
      }
      let key = name.dropFirst("VIGIE_".count).lowercased().replacing("_", with: ".")
      let isMeant =
        key.hasPrefix(Setting.kafkaPrefix)
        || Setting.all.contains { setting in
          setting.group != setting.key && key.hasPrefix(setting.group + ".")
            || distance(setting.key, key) <= 2
        }
      return isMeant ? Entry(key: key, value: value, origin: name) : nil
    }
  }

  /// Variables of Vigie's tests and of this command line, which are no settings.
  static let reserved: Set<String> = [
    "VIGIE_CONFIG", "VIGIE_STRICT", "VIGIE_TEST_BOOTSTRAP", "VIGIE_SHARED_DATA",
    "VIGIE_JSON_SCHEMA_SUITE", "VIGIE_STAGE",
  ]
}

extension WorkerSettings {
  /// Entries from a YAML file: nested mappings or dotted keys, as the writer likes.
  public static func entries(file: String) throws(ConfigurationFault) -> [Entry] {
    let root: YAMLNode
    do throws(PackFault) {
      root = try YAML.load(path: file, name: file)
    } catch {
      throw ConfigurationFault(
        problems: error.problems.map {
          SettingsProblem(
            key: "--config", origin: $0.line > 0 ? "\($0.file):\($0.line)" : $0.file,
            sentence: $0.sentence, remedy: $0.remedy)
        })
    }
    var entries: [Entry] = []
    var problems: [SettingsProblem] = []
    collect(root, key: "", file: file, depth: 0, into: &entries, &problems)
    guard problems.isEmpty else { throw ConfigurationFault(problems: problems) }
    return entries
  }

  private static func collect(
    _ node: YAMLNode, key: String, file: String, depth: Int, into entries: inout [Entry],
    _ problems: inout [SettingsProblem]
  ) {
    let origin = "\(file):\(node.line)"
    switch node.kind {
    case .null: break
    case .scalar(let text, _): entries.append(Entry(key: key, value: text, origin: origin))
    case .sequence(let items):
      let texts = items.compactMap(\.text)
      guard texts.count == items.count else {
        problems.append(
          SettingsProblem(
            key: key, origin: origin, sentence: "is a list of something else than words.",
            remedy: "List plain words."))
        return
      }
      entries.append(Entry(key: key, value: texts.joined(separator: ","), origin: origin))
    case .mapping(let members):
      for member in members {
        let name = key.isEmpty ? member.key : "\(key).\(member.key)"
        collect(member.value, key: name, file: file, depth: depth + 1, into: &entries, &problems)
      }
    }
  }
}

extension WorkerSettings {
  /// The limits of the first stage that are settings.
  public var intakeLimits: IntakeLimits {
    var limits = IntakeLimits()
    limits.document = Limits(bytesMax: recordBytesMax, depthMax: depthMax)
    return limits
  }
}
