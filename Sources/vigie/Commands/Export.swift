public import ArgumentParser
public import Export
import Foundation
import JSON
import Kafka
import Model
import Theatre
import Worker

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give incidents to others in the form they read.",
    subcommands: [Incidents.self])

  struct Incidents: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Incidents as GeoJSON, CSV, HXL, or in the columns of ACLED or UCDP GED.",
      discussion: """
        Reads the topic to its end, or files of `vigie replay`, takes the last
        version of each incident that stands, and writes them in the order in which
        they happened. What a form cannot hold is told on standard error and in
        Docs/exports.md.

          vigie export incidents --format geojson --output incidents.geojson
          vigie export incidents --format hxl > incidents.csv
          vigie export incidents --format acled out/incidents.ndjson
        """)

    @Argument(help: "Files of NDJSON instead of the topic: incident/1, or lines of replay.")
    var files: [String] = []
    @Option(
      help: ArgumentHelp(
        "\(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
    var format: ExportFormat
    @Option(help: ArgumentHelp("Where to write. Default: standard output.", valueName: "file"))
    var output: String?
    @ArgumentParser.Flag(help: "Do not tell on standard error what the form cannot hold.")
    var quiet = false
    @OptionGroup var options: SettingsOptions

    func run() throws {
      let settings = try options.read()
      let loaded = try Loaded(settings)
      var latest = LatestIncidents()
      if files.isEmpty {
        try readTopic(settings, into: &latest)
      } else {
        for file in files {
          try InputFile(path: file).forEachRecord { _, key, _, value in latest.take(key, value) }
        }
      }
      var exporter = Exporter(format, theatre: loaded.theatre)
      latest.inOrder.forEach { exporter.add($0) }
      exporter.finish()
      try write(exporter.takeBytes())
      tell(exporter, unreadable: latest.unreadable)
    }

    private func readTopic(_ settings: WorkerSettings, into latest: inout LatestIncidents) throws {
      let topic = TopicNames(prefix: settings.prefix).incidents
      let stop = Signals.stopOnTermination()
      let kafka = Brokers.settings(settings)
      do throws(KafkaFailure) {
        let reader = try Brokers.building { () throws(SettingsFault) in
          try Consumer(settings: kafka, group: nil)
        }
        let subscription = Subscription(reader: reader, topics: [topic], start: .beginning)
        try subscription.follow(stop: stop, once: true) { _, key, value in
          latest.take(key, value)
          if latest.taken % 10_000 == 0 { Terminal.progress("\(latest.taken) records …") }
        }
        Terminal.endProgress()
      } catch {
        throw Brokers.unavailable(error, kafka)
      }
      // An export that was cut short must not pass for a whole one.
      if stop.isRaised { throw ExitCode(130) }
    }

    private func write(_ bytes: [UInt8]) throws {
      guard let output, output != "-" else {
        Terminal.write(bytes, to: 1)
        return
      }
      do {
        try Data(bytes).write(to: URL(filePath: output), options: .atomic)
      } catch {
        throw Ending.noInput("\(output): cannot be written. Choose another --output.")
      }
    }

    private func tell(_ exporter: Exporter, unreadable: Int) {
      guard !quiet else { return }
      Terminal.note("\(exporter.written) incidents written as \(format.rawValue).")
      for (reason, count) in exporter.leftOut { Terminal.note("  left out: \(count), \(reason)") }
      if unreadable > 0 { Terminal.note("  left out: \(unreadable), not readable as incident/1") }
      for sentence in format.notCarried {
        Terminal.note(
          "  not carried: "
            + wrapped(sentence, indent: 4, columns: min(Terminal.columns, 100) - 13))
      }
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}

/// The last version of each incident, by key; a compacted topic may hold older ones still.
struct LatestIncidents {
  private(set) var taken = 0
  private(set) var unreadable = 0
  private var incidents: [String: Incident] = [:]
  private let parser = Parser(limits: Limits(bytesMax: 64 << 20, depthMax: 64))

  mutating func take(_ key: UnsafeRawBufferPointer?, _ value: UnsafeRawBufferPointer?) {
    taken += 1
    guard let value, value.count > 0 else {
      if let key { incidents[String(decoding: key, as: UTF8.self)] = nil }
      return
    }
    do {
      var incident = Incident()
      try incident.read(try parser.parse(value).root)
      let id = incident.idText
      if let known = incidents[id], known.version > incident.version { return }
      incidents[id] = incident
    } catch {
      unreadable += 1
    }
  }

  /// As they happened; what happened together, by id.
  var inOrder: [Incident] {
    incidents.values.sorted {
      ($0.occurred.earliest, $0.id) < ($1.occurred.earliest, $1.id)
    }
  }
}
