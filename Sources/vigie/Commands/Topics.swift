import ArgumentParser
import Kafka
import Worker

struct Topics: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show, plan, create and verify the topics.",
    subcommands: [Plan.self, Apply.self, Verify.self, Show.self])

  struct Plan: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the topics as they should be, and who must be allowed what; asks no broker.",
      discussion: """
        With the names of your users it prints access lists, for each no more than
        it needs, as commands of Kafka's own tool. A reader's consumer groups begin
        with its name and a dot.

          vigie topics plan
          vigie topics plan --service User:vigie --team User:gao-1 \\
            --team User:mopti-2 --analyst User:desk --officer User:duty \\
            --subscriber User:ngo --operator User:ops
          vigie topics plan --service User:vigie --json
        """)
    @OptionGroup var people: Principals
    @Flag(help: "One JSON object instead of text.")
    var json = false
    @OptionGroup var options: SettingsOptions

    func run() throws {
      let settings = try options.read()
      let rules = people.rules(settings)
      guard !json else {
        Terminal.say(TopicText.json(TopicPlan(settings: settings), rules))
        return
      }
      tell(settings)
      guard !rules.isEmpty else {
        Terminal.note("With --service, --team, … User:NAME it prints access lists too.")
        return
      }
      Terminal.say("")
      for (part, principal) in people.named {
        Terminal.say("# \(principal): \(part.sentence)")
        let own = AccessPlan(settings: settings).rules(part, principal)
        let bootstrap = settings.kafka["bootstrap.servers"] ?? "127.0.0.1:9092"
        AccessText.commands(own, bootstrap: bootstrap).forEach { Terminal.say($0) }
      }
    }

    private func tell(_ settings: WorkerSettings) {
      for entry in TopicPlan(settings: settings).entries {
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
      abstract: "Create the topics that are missing. Running it twice changes nothing.",
      discussion: """
          vigie topics apply
          vigie topics apply --change-settings --config vigie.yaml
        """)
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
      abstract: "Compare the topics on the broker with the plan; exit 1 when they differ.",
      discussion: """
        With the names of your users it compares their access lists too: what is
        missing, and what is more than they need.

          vigie topics verify
          vigie topics verify --service User:vigie --team User:gao-1
        """)
    @OptionGroup var people: Principals
    @OptionGroup var options: SettingsOptions

    func run() throws {
      let settings = try options.read()
      let plan = TopicPlan(settings: settings)
      let problems = try Brokers.asking(settings) { (admin) throws(KafkaFailure) in
        plan.verified(by: try admin.verify(plan.specifications))
      }
      for problem in problems { Terminal.say("\(problem.sentence) \(problem.remedy)") }
      let isGood = try verifyAccess(settings)
      guard problems.isEmpty, isGood else { throw ExitCode(1) }
      Terminal.say("All \(plan.entries.count) topics are as they should be.")
    }

    /// True when nobody was named, or each has what it needs and no more.
    private func verifyAccess(_ settings: WorkerSettings) throws -> Bool {
      let wanted = people.rules(settings)
      guard !wanted.isEmpty else { return true }
      let found = try Brokers.asking(settings) { (admin) throws(KafkaFailure) in
        try admin.accessRules()
      }
      guard let found else {
        Terminal.say(
          "The broker keeps no access lists (authorizer.class.name is not set): whoever reaches it "
            + "may do everything.")
        return false
      }
      let (missing, beyond) = AccessPlan(settings: settings).differences(wanted, found: found)
      for rule in missing { Terminal.say("missing: \(AccessText.sentence(rule))") }
      for rule in beyond { Terminal.say("more than needed: \(AccessText.sentence(rule))") }
      guard missing.isEmpty, beyond.isEmpty else { return false }
      Terminal.say("\(wanted.count) access rules are as they should be.")
      return true
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the topics on the broker that carry the prefix, with their partitions.",
      discussion: """
          vigie topics show -s topics.prefix=mali.
        """)
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
