import ArgumentParser
import CAP
import Foundation
import Model
import Theatre
import Worker

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run both stages over files, without Kafka.",
    discussion: """
      Reads NDJSON, CSV (a row becomes an object by its header) or JSON files in
      the order given, and writes what the topics would hold, one object a line:
      accepted.ndjson, rejected.ndjson, incidents.ndjson, alerts.ndjson,
      restricted.ndjson, watch.ndjson; and CAP 1.2 alerts as files, in alerts.cap/
      and, for those that not everybody may read, restricted.cap/. The same input
      gives the same bytes, anywhere.

        vigie replay --output out Deploy/demo/scenario.ndjson
        vigie replay --schema ucdp-ged/1 --output out ged.csv
      """)

  @Argument(help: "Files, in the order in which their records came; - is standard input.")
  var files: [String]
  @Option(help: ArgumentHelp("Directory for the results; made if need be.", valueName: "directory"))
  var output: String
  @Option(help: "Schema of documents that do not name one, such as ucdp-ged/1.")
  var schema: String?
  @Option(
    help: ArgumentHelp(
      "Print the grounds of an alert, by its id or how it begins.", valueName: "alert"))
  var explain: [String] = []
  @Option(help: "Language of explained alerts: en or fr.")
  var language = "en"
  @OptionGroup var options: SettingsOptions

  func run() throws {
    var settings = try options.read()
    if let schema { settings.defaultSchema = schema }
    if settings.defaultSchema.isEmpty { settings.defaultSchema = "field-report/3" }
    let loaded = try Loaded(settings)
    var backtest = Backtest()
    let writers = try ReplayWriters(directory: output)
    let replay = Worker.Replay(
      theatre: loaded.theatre, catalogue: loaded.catalogue, settings: settings,
      sink: { output, line in
        writers.write(output, line)
        if output == .incidents { backtest.add(incident: line) }
      })
    replay.alert = { alert, message in
      backtest.add(alert)
      if let message { writers.write(message, isOpen: alert.scope == .everybody) }
    }
    for file in files {
      try InputFile(path: file).forEachRecord { topic, key, headers, value in
        RawHeaders.with(headers) {
          replay.feed(topic: topic, key: key, headers: $0, value: value)
        }
        if replay.summary.records % 20_000 == 0 {
          Terminal.progress("\(replay.summary.records) records …")
        }
      }
    }
    Terminal.endProgress()
    try writers.close()
    tell(replay.summary)
    let text = BacktestText(backtest: backtest)
    if !backtest.log.isEmpty { Terminal.say("\n" + text.table(loaded.theatre.rules.rules)) }
    for id in explain {
      guard let lines = text.explain(id, loaded.theatre.rules, language: language) else {
        throw Ending.noInput("“\(id)” is no alert of this history.")
      }
      Terminal.say("\n" + lines.joined(separator: "\n"))
    }
  }

  private func tell(_ summary: Worker.Replay.Summary) {
    let reasons = summary.rejectedBy.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let detail = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
    let refused = summary.capRefused == 0 ? "" : " (\(summary.capRefused) refused)"
    Terminal.say(
      """
      \(summary.records) records = \(summary.accepted) accepted + \(summary.replays) replays \
      + \(summary.rejected) rejected\(detail)
      \(summary.incidentVersions) incident records, \(summary.alertVersions) alert records, \
      \(summary.capMessages) CAP messages\(refused), in \(output)/
      """)
  }
}

/// The files, one for each topic, buffered.
final class ReplayWriters {
  private var handles: [Worker.Replay.Output: FileHandle] = [:]
  private var buffers: [Worker.Replay.Output: Data] = [:]
  private var failure: (any Error)?
  private let folder: URL

  init(directory: String) throws {
    folder = URL(filePath: directory)
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
      for output in Worker.Replay.Output.allCases {
        let url = URL(filePath: directory).appending(path: "\(output).ndjson")
        guard FileManager.default.createFile(atPath: url.path(percentEncoded: false), contents: nil)
        else { throw CocoaError(.fileWriteNoPermission) }
        handles[output] = try FileHandle(forWritingTo: url)
        buffers[output] = Data()
      }
    } catch {
      throw Ending.noInput("\(directory): cannot be written. Choose another --output.")
    }
  }

  /// A file for each message: `alerts.cap/a-….1.xml`.
  func write(_ message: CAPMessage, isOpen: Bool) {
    let folder = folder.appending(path: isOpen ? "alerts.cap" : "restricted.cap")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(message.xml()).write(to: folder.appending(path: "\(message.identifier).xml"))
    } catch {
      failure = failure ?? error
    }
  }

  func write(_ output: Worker.Replay.Output, _ line: UnsafeRawBufferPointer) {
    buffers[output, default: Data()].append(contentsOf: line)
    buffers[output, default: Data()].append(10)
    if buffers[output, default: Data()].count > 1 << 20 { flush(output) }
  }

  func close() throws {
    for output in Worker.Replay.Output.allCases {
      flush(output)
      do {
        try handles[output]?.close()
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw Ending.noInput("The results could not be written: \(failure)") }
  }

  private func flush(_ output: Worker.Replay.Output) {
    do {
      try handles[output]?.write(contentsOf: buffers[output] ?? Data())
    } catch {
      failure = failure ?? error
    }
    buffers[output] = Data()
  }
}
