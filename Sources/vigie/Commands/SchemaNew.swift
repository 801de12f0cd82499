import ArgumentParser
import Foundation
import JSON
import Worker

struct SchemaNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Draft a feed's folder from a sample.",
    discussion: """
      Reads a CSV file, NDJSON or one JSON document, and writes schema.json,
      mapping.yaml and one example. Every column is listed; the likely ones have a
      rule. Read and correct it, then vigie schema test. Nothing that exists is
      overwritten.

        vigie schema new observers/1 --from incidents.csv
      """)

  @Argument(help: ArgumentHelp("NAME/VERSION, as in observers/1.", valueName: "name"))
  var name: String
  @Option(help: ArgumentHelp("The sample.", valueName: "file"))
  var from: String
  @OptionGroup var options: SettingsOptions

  func validate() throws {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, Int(parts[1]) != nil, !parts[0].isEmpty,
      parts[0].allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
    else { throw ValidationError("NAME must be lower-case letters and dashes: observers/1.") }
  }

  func run() throws {
    let settings = try options.read()
    let folder = "\(settings.schemas)/inbound/\(name)"
    guard !FileManager.default.fileExists(atPath: folder) else {
      Terminal.note("\(folder) is there already; nothing was written.")
      throw ExitCode(2)
    }
    var draft = SchemaDraft()
    var example: [UInt8]?
    let parser = Parser()
    var (record, broken) = (0, 0)
    var first = ""
    try InputFile(path: from).forEachRecord { _, _, _, value in
      record += 1
      guard let value else { return }
      let document: Document
      do throws(Fault) {
        document = try parser.parse(value)
      } catch {
        broken += 1
        if broken == 1 { first = "\(from):\(record): \(error.sentence)" }
        return
      }
      if document.root.kind == .array {
        document.root.elements.forEach { draft.add($0) }
        example = example ?? document.root.elements.first { _ in true }.map { Array($0.source) }
      } else {
        draft.add(document.root)
        example = example ?? Array(value)
      }
    }
    guard draft.documents > 0 else {
      throw Ending.noInput(broken > 0 ? first : "\(from): there is no row to learn from.")
    }
    if broken > 0 { Terminal.note("\(first) \(broken) of \(record) rows were left out.") }
    let source = String(name.split(separator: "/")[0])
    try write(draft.schema(named: name), "\(folder)/schema.json")
    try write(Array(draft.mapping(source: source).utf8), "\(folder)/mapping.yaml")
    try write((example ?? []) + [10], "\(folder)/examples/valid/first.json")
    try FileManager.default.createDirectory(
      atPath: "\(folder)/examples/invalid", withIntermediateDirectories: true)
    Terminal.say(
      "\(folder): \(draft.columns.count) columns of \(draft.documents) documents. "
        + "Correct mapping.yaml, then:\n  vigie schema test \(folder)")
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    let url = URL(filePath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    } catch {
      throw Ending.noInput("\(path): cannot be written.")
    }
  }
}
