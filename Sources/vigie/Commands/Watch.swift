import ArgumentParser
import Foundation
import JSON
import Kafka
import Model
import Worker

struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Subscribe and read: incidents, alerts or rejections, as they come.",
    discussion: """
      Shows what is on the topic and then follows it, until Ctrl-C. A consumer of
      one's own needs no vigie: the topics are plain Kafka, values are JSON. On a
      terminal, alerts are a board to leave open: what is live, the gravest first,
      and whether the brokers still answer; --scroll shows them one below the
      other instead. Examples:

        vigie watch alerts
        vigie watch alerts --language fr --scroll
        vigie watch incidents --json --once | jq .place.name
        vigie watch rejections --new
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case incidents, alerts, rejections
  }

  @Argument(help: "incidents, alerts or rejections.")
  var subject: Subject
  @OptionGroup var options: SettingsOptions
  @ArgumentParser.Flag(help: "One JSON object a line instead of text.")
  var json = false
  @ArgumentParser.Flag(help: "End when the end of the topic is reached.")
  var once = false
  @ArgumentParser.Flag(help: "Only what comes from now on.")
  var new = false
  @ArgumentParser.Flag(help: "Alerts one below the other instead of a board.")
  var scroll = false
  @Option(help: "Language of alerts: en or fr.")
  var language = "en"

  /// A board needs a terminal on both sides, and everything that is live.
  private var isBoard: Bool {
    subject == .alerts && Terminal.isOutput && isatty(0) == 1 && !json && !once && !new && !scroll
  }

  func run() throws {
    let settings = try options.read()
    let names = TopicNames(prefix: settings.prefix)
    let topic =
      switch subject {
      case .incidents: names.incidents
      case .alerts: names.alerts
      case .rejections: names.rejected
      }
    let stop = Signals.stopOnTermination()
    let kafka = Brokers.settings(settings)
    do throws(KafkaFailure) {
      let reader = try Brokers.building { () throws(SettingsFault) in
        try Consumer(settings: kafka, group: nil)
      }
      let subscription = Subscription(
        reader: reader, topics: [topic], start: new ? .end : .beginning)
      guard !isBoard else {
        let source = "\(settings.prefix)* on \(kafka.bootstrapServers)"
        try BoardScreen(language: language, source: source, stop: stop).follow(subscription)
        return
      }
      let show = Showing(language: language, isJSON: json)
      try subscription.follow(stop: stop, once: once) { _, _, value in
        show.show(subject, value)
      }
    } catch {
      throw Brokers.unavailable(error, kafka)
    }
  }
}

/// Reads whole topics outside of any group.
final class Subscription {
  private let reader: Consumer
  private let topics: [String]
  private let start: Offset
  /// Called once a turn with what happened, and whether every partition's end was seen.
  var onTurn: ((Consumer, [Happening], Bool) -> Void)?

  init(reader: Consumer, topics: [String], start: Offset) {
    self.reader = reader
    self.topics = topics
    self.start = start
  }

  /// Calls `body` with topic, key and value of each record until told to stop, or with `once` until
  /// every partition's end was seen.
  func follow(
    stop: StopFlag, once: Bool,
    _ body: (String, UnsafeRawBufferPointer?, UnsafeRawBufferPointer?) -> Void
  ) throws(KafkaFailure) {
    let metadata = try reader.metadata(timeout: .seconds(10))
    var offsets: [TopicPartition: Offset] = [:]
    for name in topics {
      guard let topic = metadata.topic(name) else {
        throw KafkaFailure(
          action: .stop, code: .unknownTopicOrPartition,
          sentence: "there is no topic \(name) (`vigie topics apply` creates it), or this user may "
            + "not see it",
          operation: "rd_kafka_metadata")
      }
      for partition in 0..<topic.partitions {
        offsets[TopicPartition(topic: name, partition: Int32(partition))] = start
      }
    }
    try reader.assign(offsets)
    var open = Set(offsets.keys)
    while !stop.isRaised, !(once && open.isEmpty) {
      let batch = try reader.poll(
        max: 500, timeout: .milliseconds(100), gathering: .milliseconds(50))
      // Topics come one after the other; people want what belongs together side by side.
      var order: [(time: Int64, rank: Int, index: Int)] = []
      for index in 0..<batch.count {
        let rank = topics.firstIndex(of: reader.topicName(batch[index].topicIndex)) ?? 0
        order.append((batch[index].timestamp.milliseconds, rank, index))
      }
      order.sort { $0 < $1 }
      for (_, _, index) in order {
        body(reader.topicName(batch[index].topicIndex), batch[index].key, batch[index].value)
      }
      let happenings = reader.takeHappenings()
      defer { onTurn?(reader, happenings, open.isEmpty) }
      for happening in happenings {
        switch happening {
        case .endReached(let place, _): open.remove(place)
        case .partitionFailed(_, let failure), .failed(let failure):
          if failure.action == .stop { throw failure }
        default: break
        }
      }
    }
  }
}

/// Prints values as text or JSON. What cannot be read is said in a line, never a trap.
final class Showing {
  private let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))
  private let language: String
  private let isJSON: Bool
  private var incident = Incident()

  init(language: String, isJSON: Bool) {
    self.language = language
    self.isJSON = isJSON
  }

  func show(_ subject: Watch.Subject, _ value: UnsafeRawBufferPointer?, isFull: Bool = true) {
    guard let value else { return }
    if isJSON {
      Terminal.say(String(decoding: value, as: UTF8.self))
      return
    }
    for line in lines(subject, value, isFull: isFull) { Terminal.say(line) }
  }

  private func lines(
    _ subject: Watch.Subject, _ value: UnsafeRawBufferPointer, isFull: Bool
  ) -> [String] {
    let columns = min(Terminal.columns, 100)
    do {
      let root = try parser.parse(value).root
      switch subject {
      case .incidents:
        try incident.read(root)
        // Another version that only names a possible twin is for machines.
        if !isFull, incident.reason == .contender { return [] }
        return IncidentText(incident: incident).lines(columns: columns, isFull: isFull)
      case .alerts:
        return AlertLines(alert: try Alert(reading: root), language: language)
          .lines(columns: columns, isFull: isFull)
      case .rejections:
        return RejectionText(rejection: try Rejection(reading: root)).lines(columns: columns)
      }
    } catch {
      return ["(a record of \(subject.rawValue) that this version cannot read)"]
    }
  }
}
