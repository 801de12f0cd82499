/// What a worker was told, checked.
public struct WorkerSettings: Sendable, Equatable {
  public var theatre = ""
  public var schemas = ""
  public var instance = ""
  public var prefix = "vigie."
  public var rawTopics: [String] = []
  public var defaultSchema = ""
  public var partitions = 1
  public var rawPartitions = 1
  public var replication = -1
  public var batchRecords = 5000
  public var batchWaitMilliseconds = 100
  /// Seconds; 0 is off.
  public var clockPace = 60
  public var batchBytesMax = 33_554_432
  public var fuseConsecutive = 10_000
  public var fusePercent = 98
  public var fuseWindow = 20_000
  public var recordBytesMax = 1_048_576
  public var depthMax = 64
  public var reportsMax = 2_000_000
  public var registryURL = ""
  public var registryUser = ""
  public var registryPasswordFile = ""
  public var registryTokenFile = ""
  public var registryAuthorityFile = ""
  public var registryMilliseconds = 2000
  public var logLevel = "info"
  /// librdkafka's properties without their `kafka.` prefix.
  public var kafka: [String: String] = [:]

  public init() {}

  /// Bytes that a raw topic may take at most: more than Vigie reads, so that a record that is too
  /// long arrives, and is rejected, instead of stopping the one who sent it without a reason.
  public var rawBytesMax: Int { max(4_194_304, recordBytesMax * 4) }

  /// Bytes of a rejection at most: the original in base64, and the reasons.
  public var rejectionBytesMax: Int { rawBytesMax / 2 * 3 + 1_048_576 }

  /// How the worker shows itself to a registry.
  var registryCredentials: HTTPClient.Credentials {
    HTTPClient.Credentials(
      user: registryUser, passwordFile: registryPasswordFile, tokenFile: registryTokenFile,
      authorityFile: registryAuthorityFile)
  }

  /// One value as somebody gave it.
  public struct Entry: Sendable {
    public let key: String
    public let value: String
    public let origin: String

    public init(key: String, value: String, origin: String) {
      self.key = key
      self.value = value
      self.origin = origin
    }
  }

  /// Takes entries in rising order of authority: file, then variables, then flags.
  ///
  /// Reports every problem at once.
  public init(_ entries: [Entry]) throws(ConfigurationFault) {
    var problems: [SettingsProblem] = []
    for entry in entries {
      if entry.key.hasPrefix(Setting.kafkaPrefix) {
        kafka[String(entry.key.dropFirst(Setting.kafkaPrefix.count))] = entry.value
      } else if let setting = Setting.named(entry.key) {
        if let problem = take(setting, entry) { problems.append(problem) }
      } else {
        problems.append(Self.unknown(entry))
      }
    }
    guard problems.isEmpty else { throw ConfigurationFault(problems: problems) }
    if rawTopics.isEmpty { rawTopics = [prefix + "reports.raw"] }
  }

  private static func unknown(_ entry: Entry) -> SettingsProblem {
    let nearest = Setting.all.map(\.key).min {
      distance($0, entry.key) < distance($1, entry.key)
    }
    return SettingsProblem(
      key: entry.key, origin: entry.origin, sentence: "is not a setting.",
      remedy: "Did you mean \(nearest ?? "")? `vigie config` lists them all.")
  }

  private mutating func take(_ setting: Setting, _ entry: Entry) -> SettingsProblem? {
    switch setting.kind {
    case .text: return takeText(setting.key, entry)
    case .texts:
      rawTopics = entry.value.split(separator: ",").map(String.init).map(Self.trimmed)
        .filter { !$0.isEmpty }
      return nil
    case .integer(let range), .milliseconds(let range):
      guard let number = Int(Self.trimmed(entry.value)), range.contains(number) else {
        return SettingsProblem(
          key: setting.key, origin: entry.origin,
          sentence: "must be a whole number from \(range.lowerBound) to \(range.upperBound).",
          remedy: "The default is \(setting.standard).")
      }
      takeNumber(setting.key, number)
      return nil
    }
  }

  private mutating func takeText(_ key: String, _ entry: Entry) -> SettingsProblem? {
    switch key {
    case "theatre": theatre = entry.value
    case "schemas": schemas = entry.value
    case "instance": instance = entry.value
    case "topics.schema": defaultSchema = entry.value
    case "registry.url":
      // An address is logged, so it may hold no secret.
      let isWeb = entry.value.hasPrefix("http://") || entry.value.hasPrefix("https://")
      guard isWeb, !entry.value.contains("@") else {
        return SettingsProblem(
          key: key, origin: entry.origin, sentence: "is no address without a user in it.",
          remedy: "Write it as https://registry.example:8081, the user as registry.user.")
      }
      registryURL = entry.value
    case "registry.user": registryUser = entry.value
    case "registry.password-file": registryPasswordFile = entry.value
    case "registry.token-file": registryTokenFile = entry.value
    case "registry.authority-file": registryAuthorityFile = entry.value
    case "topics.prefix":
      guard entry.value.utf8.allSatisfy(Self.isTopicByte), entry.value.utf8.count <= 100 else {
        return SettingsProblem(
          key: key, origin: entry.origin, sentence: "has a character that no topic may have.",
          remedy: "Use letters, digits, '.', '_' and '-', 100 at most.")
      }
      prefix = entry.value
    case "log.level":
      let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
      guard levels.contains(entry.value) else {
        return SettingsProblem(
          key: key, origin: entry.origin, sentence: "is no level of logging.",
          remedy: "Use one of \(levels.joined(separator: ", ")).")
      }
      logLevel = entry.value
    default: break
    }
    return nil
  }

  private mutating func takeNumber(_ key: String, _ number: Int) {
    switch key {
    case "topics.partitions": partitions = number
    case "topics.raw-partitions": rawPartitions = number
    case "topics.replication": replication = number
    case "batch.records": batchRecords = number
    case "batch.wait": batchWaitMilliseconds = number
    case "clock.pace": clockPace = number
    case "batch.bytes": batchBytesMax = number
    case "fuse.consecutive": fuseConsecutive = number
    case "fuse.percent": fusePercent = number
    case "fuse.window": fuseWindow = number
    case "registry.timeout": registryMilliseconds = number
    case "limits.record-bytes": recordBytesMax = number
    case "limits.depth": depthMax = number
    case "limits.reports": reportsMax = number
    default: break
    }
  }

  private static func isTopicByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95: true
    default: false
    }
  }

  private static func trimmed(_ text: String) -> String {
    let rest = text.drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }

  /// Levenshtein's edit distance, for "did you mean".
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let cost = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(cost, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
