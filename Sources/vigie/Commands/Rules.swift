import ArgumentParser
import Foundation
import Model
import Theatre
import Worker

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, explain and try the theatre's rules.",
    subcommands: [RulesList.self, RulesExplain.self, RulesTest.self])
}

struct RulesList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Every rule, a line each.")
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let theatre = try Loaded(options.read()).theatre
    for rule in theatre.rules.rules {
      let id = rule.id.padding(toLength: 4, withPad: " ", startingAt: 0)
      let grade = "\(rule.severity.name) \(rule.urgency.name)"
        .padding(toLength: 20, withPad: " ", startingAt: 0)
      let notes =
        (rule.isEnabled ? "" : " (off)")
        + (rule.scope == .everybody ? "" : rule.scope == .nobody ? " (weight)" : " (restricted)")
      Terminal.say("\(id) \(grade) \(rule.name.en)\(notes)")
    }
  }
}

struct RulesExplain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "A rule in words: what it watches, when it fires, and why.")
  @Argument(help: "The rule's id, such as R15.")
  var id: String
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let theatre = try Loaded(options.read()).theatre
    guard let rule = theatre.rules[id.uppercased()] else {
      throw Ending.noInput("“\(id)” is no rule. `vigie rules list` shows them all.")
    }
    Terminal.say(
      RuleText(theatre: theatre).explain(rule, columns: min(Terminal.columns, 100)))
  }
}

struct RulesTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Check the rules, and count what each raises on a history.",
    discussion: """
      Without files it loads the pack, which tells every mistake with file and
      line. With files it plays them through both stages, and writes nothing.

        vigie rules test
        vigie rules test --rule R41 --schema ucdp-ged/1 ged.csv
      """)
  @Argument(help: "Files in the order in which their records came.")
  var files: [String] = []
  @Option(help: "Only this rule.")
  var rule: String?
  @Option(help: "Schema of documents that do not name one.")
  var schema: String?
  @OptionGroup var options: SettingsOptions

  func run() throws {
    var settings = try options.read()
    if let schema { settings.defaultSchema = schema }
    if settings.defaultSchema.isEmpty { settings.defaultSchema = "field-report/3" }
    let loaded = try Loaded(settings)
    let rules = loaded.theatre.rules.rules.filter { rule == nil || $0.id == rule?.uppercased() }
    guard !rules.isEmpty else {
      throw Ending.noInput("“\(rule ?? "")” is no rule. `vigie rules list` shows them all.")
    }
    guard !files.isEmpty else {
      Terminal.say("\(rules.count) rules are sound.")
      return
    }
    let backtest = try Backtest.of(files, loaded, settings)
    Terminal.say(BacktestText(backtest: backtest).table(rules))
    if rule != nil {
      for raised in backtest.raised where rules.contains(where: { $0.id == raised.alert.rule.id }) {
        let words = raised.alert.texts.first { $0.language == "en" }
        Terminal.say("\(raised.at)  \(raised.alert.idText)  \(words?.headline ?? "")")
      }
    }
  }
}

extension Backtest {
  /// Both stages over files, nothing written.
  static func of(
    _ files: [String], _ loaded: Loaded, _ settings: WorkerSettings
  ) throws -> Backtest {
    var backtest = Backtest()
    let replay = Worker.Replay(
      theatre: loaded.theatre, catalogue: loaded.catalogue, settings: settings,
      sink: { if $0 == .incidents { backtest.add(incident: $1) } })
    replay.alert = { alert, _ in backtest.add(alert) }
    for file in files {
      try InputFile(path: file).forEachRecord { topic, key, headers, value in
        RawHeaders.with(headers) {
          replay.feed(topic: topic, key: key, headers: $0, value: value)
        }
      }
    }
    backtest.accepted = replay.summary.accepted
    return backtest
  }
}
