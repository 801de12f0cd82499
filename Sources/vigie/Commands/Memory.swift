import ArgumentParser
import JSON
import Kafka
import Logging
import Model
import Worker

struct Memory: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look after what Assessment remembers.",
    subcommands: [Verify.self, Packs.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Rebuild memory from reports.accepted and compare.",
      discussion: """
        Reads each partition of `memory`, assesses `reports.accepted` from its start
        to the position that memory names, and compares what both remember, to the
        last bit. Reads only; workers may go on meanwhile. Use the pack with which
        the memory was made. Exit code 1 if a partition differs or cannot be read.

          vigie memory verify
          vigie memory verify --theatre /etc/vigie/theatres/mali-2018
        """)
    @OptionGroup var options: SettingsOptions

    func run() throws {
      let settings = try options.read()
      let loaded = try Loaded(settings)
      let context = WorkerContext(
        settings: settings, theatre: loaded.theatre, figures: Figures(), stop: StopFlag(),
        log: Logger(label: "vigie") { LineLog(label: $0, level: .error) })
      let count = try Brokers.asking(settings) { (admin) throws(KafkaFailure) in
        try admin.metadata().topic(context.names.memory)?.partitions ?? 0
      }
      guard count > 0 else {
        throw Ending.unavailable(
          "\(context.names.memory) does not exist. `vigie topics apply` creates it.")
      }
      let check = MemoryCheck(context: context, log: KafkaLog(context: context))
      var isSound = true
      for partition in 0..<Int32(count) {
        let finding: MemoryFinding
        do throws(KafkaFailure) {
          finding = try check.run(partition) { Terminal.progress($0) }
        } catch {
          throw Brokers.unavailable(error, context.kafka)
        }
        Terminal.endProgress()
        Terminal.say("partition \(partition): \(finding.sentence)")
        isSound = isSound && finding.isSound
      }
      if !isSound { throw ExitCode(1) }
    }
  }
}

extension Memory {
  struct Packs: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell from which positions on which packs were in force.",
      discussion: """
        Each line is a change: from that offset of reports.accepted on, that
        sector's reports were assessed by the pack with this digest. The last line
        of a partition holds now.

          vigie memory packs
          vigie memory packs --json | jq -r .digest
        """)
    @OptionGroup var options: SettingsOptions
    @ArgumentParser.Flag(help: "One JSON object a line instead of text.")
    var json = false

    func run() throws {
      let settings = try options.read()
      let loaded = try Loaded(settings)
      let context = WorkerContext(
        settings: settings, theatre: loaded.theatre, figures: Figures(), stop: StopFlag(),
        log: Logger(label: "vigie") { LineLog(label: $0, level: .error) })
      let count = try Brokers.asking(settings) { (admin) throws(KafkaFailure) in
        try admin.metadata().topic(context.names.memory)?.partitions ?? 0
      }
      let history = PackHistory(context: context, log: KafkaLog(context: context))
      for partition in 0..<Int32(count) {
        do throws(KafkaFailure) {
          for entry in try history.entries(of: partition) { say(entry, mine: loaded.stamp) }
        } catch {
          throw Brokers.unavailable(error, context.kafka)
        }
      }
    }

    private func say<Log>(_ entry: PackHistory<Log>.Entry, mine: PackStamp) {
      guard json else {
        let isMine = entry.stamp.pack == mine.pack ? "  (this pack)" : ""
        Terminal.say(
          "partition \(entry.partition) from \(entry.from): \(printable(entry.stamp.theatre)) "
            + "\(entry.stamp.pack)\(isMine)")
        return
      }
      var writer = Writer()
      writer.beginObject()
      writer.name("partition")
      writer.integer(Int64(entry.partition))
      writer.name("from")
      writer.integer(entry.from)
      writer.name("theatre")
      writer.string(entry.stamp.theatre)
      writer.name("digest")
      writer.string("\(entry.stamp.pack)")
      writer.name("schemas")
      writer.string("\(entry.stamp.schemas)")
      writer.endObject()
      Terminal.say(String(decoding: writer.bytes, as: UTF8.self))
    }
  }
}

extension MemoryFinding {
  fileprivate var isSound: Bool {
    switch verdict {
    case .empty, .same, .cutShort: true
    case .differs, .unreadable: false
    }
  }

  fileprivate var sentence: String {
    let size = "\(stateRecords) state records, \(reports) reports up to position \(position)"
    return switch verdict {
    case .empty: "nothing was written yet"
    case .same: "same. \(size)"
    case .cutShort(let first):
      "cannot be told: reports.accepted begins at \(first), not at its start. \(size)"
    case .differs(let rebuilt, let incidents, let remembered):
      "DIFFERS: a rebuild has \(rebuilt) reports and \(incidents) incidents, memory \(reports) and "
        + "\(remembered). \(size)"
    case .unreadable(let fault): "CANNOT BE READ: \(fault)"
    }
  }
}
