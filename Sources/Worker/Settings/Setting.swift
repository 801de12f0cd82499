/// One setting: its key in the YAML file, from which the variable's name follows.
///
/// This list is the documentation: `vigie config` prints it, and a test holds README against it.
public struct Setting: Sendable {
  public enum Kind: Sendable, Equatable {
    case text
    case texts
    case integer(ClosedRange<Int>)
    case milliseconds(ClosedRange<Int>)
  }

  public let key: String
  public let kind: Kind
  /// As one would write it; empty means none.
  public let standard: String
  /// What it does and why the default is what it is.
  public let sentence: String

  /// `topics.prefix` is `VIGIE_TOPICS_PREFIX`.
  public var variable: String {
    "VIGIE_" + key.uppercased().replacing(".", with: "_").replacing("-", with: "_")
  }

  public static let all: [Setting] = [
    Setting(
      key: "theatre", kind: .text, standard: "",
      sentence: "Directory of the theatre pack. Searched in Deploy/theatres and /usr/share/vigie."),
    Setting(
      key: "schemas", kind: .text, standard: "",
      sentence: "Directory of the schemas. Searched in ./Schemas and /usr/share/vigie/Schemas."),
    Setting(
      key: "instance", kind: .text, standard: "",
      sentence: "Name of this worker, stable across restarts and its own among workers: it lets a "
        + "restarted worker end what a killed one left open. Default: the host name."),
    Setting(
      key: "topics.prefix", kind: .text, standard: "vigie.",
      sentence: "Before every topic, group and transaction that Vigie names."),
    Setting(
      key: "topics.raw", kind: .texts, standard: "",
      sentence: "Topics to take raw reports from: names, or patterns beginning with ^, separated "
        + "by commas. Default: <prefix>reports.raw."),
    Setting(
      key: "topics.schema", kind: .text, standard: "",
      sentence: "Schema of raw records that do not name one, such as field-report/3."),
    Setting(
      key: "topics.partitions", kind: .integer(1...1000), standard: "1",
      sentence: "Partitions of accepted, incidents, alerts and memory when `topics apply` creates "
        + "them: one for each sector that is to have a writer of its own."),
    Setting(
      key: "topics.raw-partitions", kind: .integer(1...1000), standard: "1",
      sentence: "Partitions of the raw topic when `topics apply` creates it. With one, reports are "
        + "assessed in the order in which they were sent."),
    Setting(
      key: "topics.replication", kind: .integer(-1...15), standard: "-1",
      sentence: "Replicas of topics that `topics apply` creates; -1 is the broker's default."),
    Setting(
      key: "batch.records", kind: .integer(1...100_000), standard: "5000",
      sentence: "Records in one transaction at most. More is cheaper, and more is done again after "
        + "a failure."),
    Setting(
      key: "batch.wait", kind: .milliseconds(1...10_000), standard: "100",
      sentence:
        "Milliseconds to wait for a transaction to fill: the price in delay of cheaper work."),
    Setting(
      key: "clock.pace", kind: .integer(0...3600), standard: "60",
      sentence: "Seconds between the clock records that keep log time moving while nobody reports, "
        + "so that alerts expire and silence is noticed; 0 writes none. None is written while log "
        + "time is a year or more behind: there somebody plays a history."),
    Setting(
      key: "batch.bytes", kind: .integer(1_048_576...1_073_741_824), standard: "33554432",
      sentence: "Bytes of the records in one transaction at most, passed by 64 records at most: "
        + "what bounds a worker's memory when records are large."),
    Setting(
      key: "fuse.consecutive", kind: .integer(0...10_000_000), standard: "10000",
      sentence: "So many rejections in a row hold Intake with `everything_rejected`: then a schema "
        + "or a setting is wrong, not the data. Whoever may write to the raw topic can cause it. 0 "
        + "is never."),
    Setting(
      key: "fuse.percent", kind: .integer(0...100), standard: "98",
      sentence: "Per cent of rejections among the last `fuse.window` records that do the same. 0 "
        + "is never."),
    Setting(
      key: "fuse.window", kind: .integer(100...10_000_000), standard: "20000",
      sentence: "Records that `fuse.percent` looks back over; fewer than these hold nothing."),
    Setting(
      key: "registry.url", kind: .text, standard: "",
      sentence: "Address of a schema registry that speaks Confluent's protocol, such as "
        + "https://registry.example:8081. It is asked what an id means that Schemas/registry.yaml "
        + "does not have. Default: none is asked."),
    Setting(
      key: "registry.user", kind: .text, standard: "",
      sentence: "Who asks the registry; with registry.password-file."),
    Setting(
      key: "registry.password-file", kind: .text, standard: "",
      sentence: "File with the password; read at each request, so it can be renewed."),
    Setting(
      key: "registry.token-file", kind: .text, standard: "",
      sentence: "File with a bearer token, instead of user and password."),
    Setting(
      key: "registry.authority-file", kind: .text, standard: "",
      sentence: "PEM file of the authorities that the registry's certificate is checked against. "
        + "Default: the system's."),
    Setting(
      key: "registry.timeout", kind: .milliseconds(100...4000), standard: "2000",
      sentence: "Milliseconds to wait for the registry. Its answers are kept for good; without one "
        + "the records wait on their topic and health says registry_unreachable."),
    Setting(
      key: "limits.record-bytes", kind: .integer(1024...8_388_608), standard: "1048576",
      sentence: "Bytes of a raw record at most. A larger one is rejected as oversize."),
    Setting(
      key: "limits.depth", kind: .integer(4...1024), standard: "64",
      sentence: "Levels of nesting in a document at most."),
    Setting(
      key: "limits.reports", kind: .integer(1000...50_000_000), standard: "2000000",
      sentence: "Reports remembered for a sector at most, about 250 bytes each; the oldest are "
        + "forgotten first."),
    Setting(
      key: "log.level", kind: .text, standard: "info",
      sentence: "trace, debug, info, notice, warning, error or critical."),
  ]

  /// Properties of librdkafka, passed through under this prefix.
  public static let kafkaPrefix = "kafka."

  static func named(_ key: String) -> Setting? { all.first { $0.key == key } }
}
