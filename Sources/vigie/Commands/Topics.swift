import ArgumentParser
import Kafka
import Worker

struct Topics: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show, plan, create and verify the topics.",
    subcommands: [Plan.self, Apply.self, Verify.self, Show.self])

  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the topics as they should be; asks no broker.")
    @OptionGroup var options: SettingsOptions

    func run() throws {
      for entry in TopicPlan(settings: try options.read()).entries {
        let topic = entry.specification
        Terminal.say(Terminal.styled(topic.name, .bold) + "  " + entry.purpose)
        let replicas =
          topic.replicationFactor < 0 ? "broker's default" : "\(topic.replicationFactor)"
        Terminal.say("    partitions=\(topic.partitions) replicas=\(replicas)")
        for key in topic.settings.keys.sorted() {
          Terminal.say("    \(key)=\(topic.settings[key] ?? "")")
        }
      }
    }
  }

  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Create the topics that are missing. Running it twice changes nothing.")
    @OptionGroup var options: SettingsOptions
    @ArgumentParser.Flag(help: "Also change settings of topics that are there and differ.")
    var changeSettings = false

    func run() throws {
      let settings = try options.read()
      let plan = TopicPlan(settings: settings)
      let actions = try Brokers.asking(settings) { (admin) throws(KafkaFailure) in
        try admin.apply(
          plan.specifications, changing: changeSettings ? .settingsToo : .missingTopicsOnly)
      }
      for action in actions {
        switch action {
        case .created(let topic): Terminal.say("created \(topic.name)")
        case .alreadyThere(let name): Terminal.say("\(name) was there")
        case .changedSettings(let name, let changes):
          for key in changes.keys.sorted() {
            Terminal.say("\(name): set \(key)=\(changes[key] ?? "")")
          }
        }
      }
      if actions.isEmpty {
        Terminal.say("Nothing to create: all \(plan.entries.count) topics are there.")
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare the topics on the broker with the plan; exit 1 when they differ.")
    @OptionGroup var options: SettingsOptions

    func run() throws {
      let settings = try options.read()
      let plan = TopicPlan(settings: settings)
      let problems = try Brokers.asking(settings) { (admin) throws(KafkaFailure) in
        plan.verified(by: try admin.verify(plan.specifications))
      }
      for problem in problems { Terminal.say("\(problem.sentence) \(problem.remedy)") }
      guard problems.isEmpty else { throw ExitCode(1) }
      Terminal.say("All \(plan.entries.count) topics are as they should be.")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the topics on the broker that carry the prefix, with their partitions.")
    @OptionGroup var options: SettingsOptions

    func run() throws {
      let settings = try options.read()
      let metadata = try Brokers.asking(settings) { (admin) throws(KafkaFailure) in
        try admin.metadata()
      }
      let raw = Set(settings.rawTopics)
      for topic in metadata.topics
      where topic.name.hasPrefix(settings.prefix) || raw.contains(topic.name) {
        Terminal.say(
          "\(topic.name)  partitions=\(topic.partitions) replicas=\(topic.replicationFactor)")
      }
    }
  }
}
