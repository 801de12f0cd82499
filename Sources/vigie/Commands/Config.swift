import ArgumentParser
import JSON
import Worker

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List every setting; check those that are given; show what holds.",
    discussion: """
      Each can stand in the YAML file (--config), in a variable, or after --set;
      the last wins. Secrets stand in files: after any key `.file`, after any
      variable `_FILE`. Any property of librdkafka can be set under kafka.
      Docs/settings.md says all of it.

        vigie config                               every setting and what it is for
        vigie config check --config vigie.yaml     every problem, with line and remedy
        vigie config show --config vigie.yaml      what holds, and where it came from
        VIGIE_TOPICS_PREFIX=mali. vigie config show --json
      """,
    subcommands: [List.self, Check.self, Show.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Every setting, its default and what it is for.",
      discussion: """
          vigie config list
          vigie config list --json | jq -r '.[].variable'
        """)
    @Flag(help: "One JSON array instead of text.")
    var json = false

    func run() {
      guard !json else { return Terminal.say(SettingsText.json(Setting.all)) }
      for setting in Setting.all {
        let standard = setting.standard.isEmpty ? "" : "  default \(setting.standard)"
        let unit = setting.unit.isEmpty || standard.isEmpty ? "" : " \(setting.unit)"
        Terminal.say(Terminal.styled(setting.key, .bold) + standard + unit)
        Terminal.say("    " + Terminal.styled("\(setting.variable) · \(setting.type)", .dim))
        let text = "\(setting.sentence) \(setting.reason)"
        Terminal.say("    " + wrapped(text, indent: 4, columns: Terminal.columns))
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check settings, pack and schemas; asks no broker.",
      discussion: """
        Lists every problem with where it stands and what to do. Exit codes: 0
        nothing is wrong, 78 something is.

          vigie config check --config /etc/vigie/vigie.yaml
          vigie config check --set topics.prefix=mali. --json
        """)
    @OptionGroup var options: SettingsOptions
    @Flag(help: "One JSON array of problems instead of text.")
    var json = false

    func run() throws {
      let reading = options.reading()
      var settings = reading.settings
      options.complete(&settings)
      let problems = reading.problems + Loaded.problems(settings)
      guard !json else {
        Terminal.say(SettingsText.json(problems))
        if !problems.isEmpty { throw ExitCode(78) }
        return
      }
      for remark in reading.remarks { Terminal.note("note: \(remark)") }
      guard problems.isEmpty else {
        for problem in problems { Terminal.say("\(problem)") }
        Terminal.note("\(problems.count) problem\(problems.count == 1 ? "" : "s").")
        throw ExitCode(78)
      }
      Terminal.say("Settings, theatre pack and schemas are good.")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The settings that hold, and where each value came from; secrets are masked.",
      discussion: """
          vigie config show --config /etc/vigie/vigie.yaml
          vigie config show --json | jq '.[] | select(.origin != "default")'
        """)
    @OptionGroup var options: SettingsOptions
    @Flag(help: "One JSON array instead of text.")
    var json = false

    func run() throws {
      var reading = options.reading()
      options.complete(&reading.settings)
      if json {
        Terminal.say(SettingsText.json(reading.lines))
      } else {
        SettingsText.table(reading.lines).forEach { Terminal.say($0) }
      }
      if !reading.problems.isEmpty { throw Ending.configuration(reading.problems) }
    }
  }
}
