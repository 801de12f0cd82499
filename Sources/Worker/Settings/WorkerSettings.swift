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
  public var registryURL = ""
  public var registryUser = ""
  public var registryPasswordFile = ""
  public var registryTokenFile = ""
  public var registryAuthorityFile = ""
  public var registryMilliseconds = 2000
  public var fuseConsecutive = 10_000
  public var fusePercent = 98
  public var fuseWindow = 20_000
  public var recordBytesMax = 1_048_576
  public var depthMax = 64
  public var reportsMax = 2_000_000
  public var capSender = "vigie"
  public var capSenderName = "Vigie"
  public var capWeb = ""
  public var capExercise = ""
  public var pseudonymKey = ""
  /// Whether changed files of pack and schemas are taken up unasked.
  public var reloadWatch = false
  public var logLevel = "info"
  /// `text` or `json`.
  public var logFormat = "text"
  public var publishTeam = ""
  public var publishTopic = ""
  public var publishSchema = "field-report/3"
  public var publishSpool = ""
  public var publishSpoolRecords = 10_000
  public var publishSpoolBytes = 67_108_864
  public var consoleEnabled = false
  /// Address and port, `127.0.0.1:8080`.
  public var consoleListen = "127.0.0.1:8080"
  /// Who sends it sees what is restricted; without one nobody does.
  public var consoleToken = ""
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
    let reading = SettingsReading(entries)
    guard reading.problems.isEmpty else { throw ConfigurationFault(problems: reading.problems) }
    self = reading.settings
  }
}
