import ArgumentParser

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare schemas, and this validator with others.",
    subcommands: [SchemaDiff.self, SchemaBowtie.self])
}
