import ArgumentParser
import Kafka
import Logging
import Worker

struct Memory: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look after what Assessment remembers.",
    subcommands: [Verify.self])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Rebuild memory from reports.accepted and compare.",
      discussion: """
        Reads each partition of `memory`, assesses `reports.accepted` from its start to the position
        that memory names, and compares what both remember, to the last bit. Reads only; workers may
        go on meanwhile. Use the pack with which the memory was made. Exit code 1 if a partition
        differs or cannot be read.
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
