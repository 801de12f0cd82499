import ArgumentParser

@main
struct Vigie: ParsableCommand {
  static let number = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "vigie",
    abstract: "A lookout: field reports in, incidents and early warnings out, exactly once.",
    discussion: """
      See it work:            vigie demo
      Check before you send:  vigie check my-reports.ndjson
      Try a history:          vigie replay --output out reports.ndjson
      Run it:                 vigie topics apply && vigie run
      Follow it:              vigie watch alerts

      Settings come from flags, then VIGIE_* variables, then a YAML file
      (--config). `vigie config` lists every setting with its default and what
      it is for.

      Exit codes: 0 done, 1 findings (rejections, problems), 64 wrong usage,
      66 no such input, 69 broker away, 70 defect, 75 a hung call, 78 wrong
      settings. Completions: vigie --generate-completion-script bash|zsh|fish
      """,
    version: Self.number,
    subcommands: [
      Run.self, Health.self, Demo.self, Replay.self, Check.self, Publish.self, New.self,
      Topics.self, Watch.self, Quality.self, Bench.self, TheatreCommand.self, Rules.self,
      Schema.self, Redrive.self, Export.self, Memory.self, Cap.self, Config.self,
    ])
}
