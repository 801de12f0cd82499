import ArgumentParser

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show, test and compare schemas, and this validator with others.",
    subcommands: [
      SchemaList.self, SchemaShow.self, SchemaNew.self, SchemaTest.self, SchemaDiff.self,
      SchemaBowtie.self,
    ])
}
