import ArgumentParser

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Work with schemas.",
    subcommands: [SchemaBowtie.self])
}
