public import Kafka
public import Logging
public import Theatre

/// What every loop of a process is given: settings that were checked, the pack, where to count and
/// log, and when to end.
public struct WorkerContext: Sendable {
  public let settings: WorkerSettings
  public let names: TopicNames
  public let theatre: Theatre
  public let figures: Figures
  public let stop: StopFlag
  public var log: Logger
  /// What memory is told of pack and schemas; nil tells nothing.
  public let stamp: PackStamp?
  /// Whose loop this is given to; nil outside of the loops.
  var stage: Stage?

  public init(
    settings: WorkerSettings, theatre: Theatre, figures: Figures, stop: StopFlag, log: Logger,
    stamp: PackStamp? = nil
  ) {
    self.settings = settings
    self.names = TopicNames(prefix: settings.prefix)
    self.theatre = theatre
    self.figures = figures
    self.stop = stop
    self.log = log
    self.stamp = stamp
  }

  /// How to reach the brokers; librdkafka's warnings go to the log, a loop's statistics to the
  /// figures.
  public var kafka: Kafka.Settings {
    var properties = settings.kafka
    let bootstrap = properties.removeValue(forKey: "bootstrap.servers") ?? "127.0.0.1:9092"
    let log = log
    var statistics: StatisticsSink?
    if let stage, settings.consoleEnabled {
      let figures = figures
      if properties["statistics.interval.ms"] == nil {
        properties["statistics.interval.ms"] = Self.statisticsInterval
      }
      statistics = { figures.take($0, of: stage) }
    }
    return Kafka.Settings(
      bootstrapServers: bootstrap, properties: properties,
      log: LogSink { line in log.warning("librdkafka: \(line.facility) \(line.text)") },
      statistics: statistics)
  }

  /// Often enough for a lag that health can judge; a document costs the loop a copy of some 10 kB.
  private static let statisticsInterval = "2000"

  /// The same for a producer that must be able to send what was rejected for its length.
  var kafkaForRejections: Kafka.Settings {
    var kafka = kafka
    if kafka.properties["message.max.bytes"] == nil {
      kafka.properties["message.max.bytes"] = "\(settings.rejectionBytesMax)"
    }
    return kafka
  }
}
