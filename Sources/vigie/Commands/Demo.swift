import ArgumentParser
import Console
import Foundation
import Kafka
import Logging
import Theatre
import Worker

struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play the Mali 2018 scenario through an embedded broker, and watch.",
    discussion: """
      Starts a Kafka broker inside this process on a port of 127.0.0.1, runs both
      stages against it, sends 217 reports of March to August 2018 and shows
      incidents and alerts as they come. No Kafka, no container, nothing left
      behind. Ctrl-C ends it.

        vigie demo
        vigie demo --language fr --pace 200
      """)

  @Option(help: "Another scenario; see Deploy/demo/README.md for its form.")
  var scenario: String?
  @Option(help: "Milliseconds between two reports.")
  var pace = 40
  @Option(help: "Seconds the broker stays up afterwards. Default: until Ctrl-C; 120 in a pipe.")
  var stay: Int?
  @Option(help: "Language of alerts: en or fr.")
  var language = "en"
  @Option(help: "Where the page is served; another port if this one is taken. `none` for nowhere.")
  var listen = "127.0.0.1:8080"
  @Option(help: ArgumentHelp("Directory of the theatre pack.", valueName: "directory"))
  var theatre: String?
  @Option(help: ArgumentHelp("Directory of the schemas.", valueName: "directory"))
  var schemas: String?

  func run() throws {
    var settings = WorkerSettings()
    settings.prefix = "vigie."
    settings.rawTopics = ["vigie.reports.raw"]
    settings.instance = "demo"
    settings.batchWaitMilliseconds = 20
    settings.consoleEnabled = listen != "none"
    settings.consoleListen = listen
    guard listen == "none" || ListenAddress(listen) != nil else {
      throw ValidationError("--listen wants host:port, such as 127.0.0.1:8080, or none.")
    }
    settings.theatre = theatre ?? Installed.directory("theatres/mali-2018")
    settings.schemas = schemas ?? Installed.directory("Schemas")
    let file = scenario ?? Installed.directory("demo") + "/scenario.ndjson"
    let records = try ScenarioRecord.read(file: file)
    let loaded = try Loaded(settings)
    let stop = Signals.stopOnTermination()
    do throws(KafkaFailure) {
      let broker = try Brokers.building { () throws(SettingsFault) in try EmbeddedBroker() }
      settings.kafka["bootstrap.servers"] = broker.bootstrapServers
      for entry in TopicPlan(settings: settings).entries {
        try broker.createTopic(entry.specification.name, partitions: 1)
      }
      let play = DemoPlay(
        settings: settings, loaded: loaded, records: records, stop: stop, language: language,
        pace: pace)
      try play.run()
      if !stop.isRaised { stayUp(stop, broker: broker.bootstrapServers) }
      play.end()
    } catch {
      throw Ending.unavailable("The embedded broker failed: \(error.sentence) (\(error.name)).")
    }
  }

  private func stayUp(_ stop: StopFlag, broker: String) {
    let seconds = stay ?? (Terminal.isOutput ? Int.max : 120)
    let until = seconds == Int.max ? "until Ctrl-C" : "for \(seconds) s (--stay changes that)"
    Terminal.say(
      """

      \(Terminal.styled("Look further", .bold)): the broker stays up \(until). In another terminal:

        kcat -C -b \(broker) -t vigie.alerts -o beginning -e -q -c 1
        kcat -C -b \(broker) -t vigie.incidents -o beginning -e -q -c 3 -f '%k %s\\n'
        kcat -C -b \(broker) -t vigie.reports.rejected -o beginning -e -q

      Send a report of your own, and see it become an incident here:

        kcat -P -b \(broker) -t vigie.reports.raw \
      -H schema=field-report/3 Deploy/demo/my-report.json
      """)
    let end = Date().addingTimeInterval(seconds == Int.max ? 1e9 : Double(seconds))
    while !stop.isRaised, Date() < end { Thread.sleep(forTimeInterval: 0.1) }
  }
}

/// One line of a scenario: a raw record.
struct ScenarioRecord: Sendable {
  let key: [UInt8]?
  let headers: [(name: String, value: String)]
  let value: [UInt8]?

  static func read(file: String) throws -> [ScenarioRecord] {
    var records: [ScenarioRecord] = []
    let lines = try InputFile(path: file)
    try lines.forEachRecord { _, key, headers, value in
      records.append(
        ScenarioRecord(
          key: key.map(Array.init), headers: headers.map { ($0.name, $0.value) },
          value: value.map(Array.init)))
    }
    return records
  }
}
