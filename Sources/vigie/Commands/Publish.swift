import ArgumentParser
import FieldKit
import Foundation
import Intake
import Kafka
import Model
import Theatre
import Worker

struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "For field teams: check reports, keep them while offline, send them, say what "
      + "became of them.",
    discussion: """
      Each report is checked with the service's own code and words; a wrong one is
      told and not sent. What the device knows is filled in: an id, the team, the
      time. Then it is written to the spool, where it survives the loss of power,
      and sent, the oldest first. Without a connection it waits; the next `vigie
      publish` sends it, with or without files. The same document is sent once;
      --again sends it on purpose. What became of each report is read from the
      topics.

        vigie publish my-report.json
        vigie new field-report | vigie publish -
        vigie publish                           send what waits
        vigie publish --list                    what waits, and what was sent last

      Exit codes: 0 sent, 1 some reports are wrong or were rejected, 66 no such
      file, 69 broker away, and what is not sent waits, 73 the spool is full or
      cannot be written.
      """)

  @Argument(help: "Files of reports: NDJSON, CSV or JSON; - is standard input.")
  var files: [String] = []
  @Option(help: "Schema of documents that do not name one, such as field-report/3.")
  var schema: String?
  @Option(help: "The team's id, when a report does not say its source.")
  var team: String?
  @Option(help: "Seconds to wait for what becomes of the reports.")
  var wait = 20
  @ArgumentParser.Flag(help: "Only check and keep: send nothing now.")
  var keep = false
  @ArgumentParser.Flag(help: "Send a document again that was sent before.")
  var again = false
  @ArgumentParser.Flag(help: "Show what waits and what was sent last; send nothing.")
  var list = false
  @ArgumentParser.Flag(help: "One JSON object a line for each report instead of text.")
  var json = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    var settings = try options.read()
    if let schema { settings.publishSchema = schema }
    if let team { settings.publishTeam = team }
    let text = PublishText(isJSON: json)
    let spool = try opened(settings)
    if list { return try show(spool, text) }
    var isGood = true
    if !files.isEmpty {
      let desk = try PublishDesk(settings: settings)
      for file in files { isGood = try take(file, desk, spool, text) && isGood }
    }
    for path in spool.damaged { Terminal.note("\(path): not whole; set aside.") }
    if keep {
      text.say(waiting: spool.waiting.count)
    } else {
      isGood = try send(settings, spool, text) && isGood
    }
    if !isGood { throw ExitCode(1) }
  }

  private func opened(_ settings: WorkerSettings) throws -> Spool {
    let directory = settings.publishSpool.isEmpty ? Self.home : settings.publishSpool
    do throws(SpoolFault) {
      return try Spool(
        directory: directory, recordsMax: settings.publishSpoolRecords,
        bytesMax: settings.publishSpoolBytes)
    } catch {
      throw Ending.cannotWrite("\(error)")
    }
  }

  private static var home: String {
    let environment = ProcessInfo.processInfo.environment
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      return state + "/vigie/spool"
    }
    return (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state/vigie/spool"
  }

  /// False when a report of the file is wrong.
  private func take(
    _ file: String, _ desk: PublishDesk, _ spool: Spool, _ text: PublishText
  ) throws -> Bool {
    let input = try InputFile(path: file)
    var isGood = true
    var line = 0
    try input.forEachRecord { _, _, headers, value in
      line += 1
      let schema = headers.first { $0.name == "schema" }?.value
      switch desk.examine(value.map(Array.init) ?? [], schema: schema) {
      case .wrong(let rejection):
        isGood = false
        text.say(wrong: rejection, file: file, line: line)
      case .good(let record, let added):
        do throws(SpoolFault) {
          if again { try spool.forgetSent(record.digest) }
          text.say(try spool.add(record), record, added: added, file: file, line: line)
        } catch {
          throw Ending.cannotWrite("\(file):\(line): \(error)")
        }
      }
    }
    return isGood
  }

  private func show(_ spool: Spool, _ text: PublishText) throws {
    do throws(SpoolFault) {
      for record in try spool.lastSent(20) { text.say(listed: record, state: "sent") }
      for name in spool.waiting {
        if let record = try spool.read(name) { text.say(listed: record, state: "waiting") }
      }
    } catch {
      throw Ending.cannotWrite("\(error)")
    }
    text.say(waiting: spool.waiting.count)
  }

  /// False when the service rejected one.
  private func send(
    _ settings: WorkerSettings, _ spool: Spool, _ text: PublishText
  ) throws -> Bool {
    guard !spool.waiting.isEmpty else { return true }
    let stop = Signals.stopOnTermination()
    let kafka = Brokers.settings(settings)
    let names = TopicNames(prefix: settings.prefix)
    do throws(KafkaFailure) {
      let publisher = try Brokers.building { () throws(SettingsFault) in
        try Publisher(settings: kafka, spool: spool)
      }
      try publisher.connect(timeout: .seconds(10))
      let watch = try Brokers.building { () throws(SettingsFault) in
        try FateWatch(settings: kafka, names: names)
      }
      if wait > 0 { try watch.open(timeout: .seconds(10)) }
      while !stop.isRaised, !spool.waiting.isEmpty {
        let sent = try sendSome(publisher)
        for record in sent { text.say(listed: record, state: "sent") }
        watch.expect(sent.map(\.report))
        Terminal.progress("\(spool.waiting.count) wait …")
      }
      Terminal.endProgress()
      guard wait > 0 else { return true }
      try watch.follow(limit: .seconds(wait), stop: stop) { text.say($0) }
      return text.end(watch, names: names)
    } catch {
      Terminal.endProgress()
      text.say(waiting: spool.waiting.count)
      throw Brokers.unavailable(error, kafka)
    }
  }

  private func sendSome(_ publisher: Publisher) throws(KafkaFailure) -> [SpoolRecord] {
    do throws(PublishFault) {
      return try publisher.sendSome(patience: .seconds(60))
    } catch {
      switch error {
      case .kafka(let failure): throw failure
      case .spool(let fault):
        throw KafkaFailure(
          action: .stop, code: .invalidArgument, sentence: fault.description, operation: "spool")
      }
    }
  }
}
