import Foundation
import Kafka
import Logging
import Synchronization
import Theatre
import Worker

/// The demo at work: stages, a publisher and a reader that shows what comes.
final class DemoPlay {
  private let settings: WorkerSettings
  private let records: [ScenarioRecord]
  private let stop: StopFlag
  private let language: String
  private let pace: Int
  private let context: WorkerContext
  private let loaded: Loaded
  private let stages = Stages()
  private var console: RunningConsole?
  private let workersStop = StopFlag()
  private let readerStop = StopFlag()
  private let readerEnded = DispatchSemaphore(value: 0)
  private let shown = Counter()

  init(
    settings: WorkerSettings, loaded: Loaded, records: [ScenarioRecord], stop: StopFlag,
    language: String, pace: Int
  ) {
    self.settings = settings
    self.loaded = loaded
    self.records = records
    self.stop = stop
    self.language = language
    self.pace = pace
    context = WorkerContext(
      settings: settings, theatre: loaded.theatre, figures: Figures(), stop: workersStop,
      log: Logger(label: "vigie") { LineLog(label: $0, level: .warning) })
  }

  func run() throws(KafkaFailure) {
    Terminal.say(
      """
      \(Terminal.styled("Vigie", .bold)): Mali, March to August 2018, around the presidential vote \
      of 29 July.
      \(records.count) reports from field teams, agencies and authorities, in French and
      English, late, twice and contradictory, through a Kafka broker in this process.

      """)
    console = RunningConsole(context, stages: Stage.allCases, isDemo: true)
    if let page = console?.page {
      Terminal.say("\(Terminal.styled("The page", .bold)): \(page)\n")
    }
    stages.start(Stage.allCases, context: context, catalogue: loaded.catalogue)
    startReader()
    try publish()
    settle()
    totals()
  }

  /// Ends the workers cleanly, as SIGTERM does in the daemon.
  func end() {
    readerStop.raise()
    readerEnded.wait()
    workersStop.raise()
    stages.wait()
    console?.end()
  }

  private func publish() throws(KafkaFailure) {
    let kafka = context.kafka
    let producer = try Brokers.building { () throws(SettingsFault) in
      try Producer(settings: kafka)
    }
    let topic = try producer.topic(settings.rawTopics[0])
    for record in records where !stop.isRaised {
      var headers = OutgoingHeaders()
      for header in record.headers {
        Array(header.name.utf8).withUnsafeBytes { name in
          Array(header.value.utf8).withUnsafeBytes { headers.append(name: name, value: $0) }
        }
      }
      try producer.send(topic, record: record, headers: headers)
      if pace > 0 { Thread.sleep(forTimeInterval: Double(pace) / 1000) }
    }
    try producer.flush(timeout: .seconds(30))
  }

  /// Waits until everything sent went through both stages and was shown.
  private func settle() {
    while !stop.isRaised {
      let now = context.figures.now
      let expected = now.incidentVersions + now.alertVersions + now.rejected
      if now.raw >= records.count, now.assessed >= now.accepted, shown.count >= expected { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  private func startReader() {
    let kafka = context.kafka
    let names = context.names
    let (stop, ended, language, shown) = (readerStop, readerEnded, language, shown)
    let thread = Thread {
      let show = Showing(language: language, isJSON: false)
      do throws(KafkaFailure) {
        let reader = try Brokers.building { () throws(SettingsFault) in
          try Consumer(settings: kafka, group: nil)
        }
        let subscription = Subscription(
          reader: reader, topics: [names.incidents, names.alerts, names.rejected],
          start: .beginning)
        try subscription.follow(stop: stop, once: false) { topic, _, value in
          switch topic {
          case names.incidents: show.show(.incidents, value, isFull: false)
          case names.alerts: show.show(.alerts, value)
          default: show.show(.rejections, value)
          }
          shown.add()
        }
      } catch {
        Terminal.note("The demo's reader stopped: \(error.sentence)")
      }
      ended.signal()
    }
    thread.start()
  }

  private func totals() {
    let now = context.figures.now
    let fused = now.assessed - now.replays
    let reasons = now.rejectedBy.filter { $0.key != "conflict" }.sorted { $0.key < $1.key }
      .map { "\($0.value) \($0.key)" }
    Terminal.say(
      """

      \(Terminal.styled("Totals", .bold))
        \(now.raw) records sent = \(now.accepted) accepted + \(now.rejected) rejected
          (\(reasons.joined(separator: ", ")))
        \(now.accepted) accepted = \(fused) reports assessed + \(now.replays) replays of one of them
          (\(now.rejectedBy["conflict"] ?? 0) of them in conflict with an earlier one of its id)
        \(now.incidentVersions) incident records, \(now.alertVersions) alert records
      """)
  }
}

/// A count that two threads share.
private final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  var count: Int { value.load(ordering: .relaxed) }

  func add() { value.add(1, ordering: .relaxed) }
}

extension Producer {
  fileprivate func send(
    _ topic: OutputTopic, record: ScenarioRecord, headers: consuming OutgoingHeaders
  ) throws(KafkaFailure) {
    var given: OutgoingHeaders? = headers
    var failure: KafkaFailure?
    (record.key ?? []).withUnsafeBytes { key in
      (record.value ?? []).withUnsafeBytes { value in
        do throws(KafkaFailure) {
          try send(
            topic, partition: 0, key: record.key == nil ? nil : key,
            value: record.value == nil ? nil : value, headers: given.take() ?? OutgoingHeaders())
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
  }
}
