import ArgumentParser
import Foundation
import Intake
import Theatre
import Worker

struct SchemaTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Load a schema's folder, run its examples and show what they become.",
    discussion: """
      Checks schema.json and mapping.yaml against each other, then judges
      examples/valid and examples/invalid as the service would. What is expected
      of x.json stands beside it in x.expected.json; --write writes what came out.
      Exit codes: 0 all is well, 1 an example failed, 66 no such folder, 78 the
      folder is wrong.

        vigie schema test Schemas/inbound/field-report/3
      """)

  @Argument(help: ArgumentHelp("NAME/VERSION folders.", valueName: "folder"))
  var folders: [String]
  @ArgumentParser.Flag(help: "Write what came out as what is expected.")
  var write = false
  @ArgumentParser.Flag(help: "Do not show the reports.")
  var quiet = false
  @ArgumentParser.Flag(help: "One JSON object for each example.")
  var json = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let settings = try options.read()
    let theatre: Theatre
    do throws(PackFault) {
      theatre = try Theatre.load(directory: settings.theatre)
    } catch {
      throw Ending.configuration(
        "The theatre pack is wrong:\n" + error.problems.map { "  \($0)" }.joined(separator: "\n"))
    }
    var failed = 0
    for given in folders {
      let folder = try SchemaFolder(given)
      let intake = Intake(
        catalogue: try folder.catalogue(), theatre: theatre, limits: settings.intakeLimits)
      let results = try ExampleRun(
        intake: intake, folder: folder.path, schema: folder.name, isWriting: write
      ).results()
      failed += results.count { $0.fault != nil }
      if json { results.forEach(tellProgram) } else { tell(folder, results) }
    }
    if failed > 0 { throw ExitCode(1) }
  }

  private func tell(_ folder: SchemaFolder, _ results: [ExampleRun.Result]) {
    Terminal.say(Terminal.styled(folder.name, .bold) + ": schema and mapping fit together")
    for result in results {
      let name = result.file.split(separator: "/").suffix(2).joined(separator: "/")
      guard result.fault == nil else {
        Terminal.say("  \(Terminal.styled("✗", .red)) \(name): \(printable(result.fault ?? ""))")
        continue
      }
      Terminal.say(
        "  \(Terminal.styled("✓", .green)) \(name)"
          + (result.flags.isEmpty
            ? "" : Terminal.styled(" · \(result.flags.joined(separator: ", "))", .dim)))
      if result.isValid, !quiet {
        for line in ReportText(value: result.value).lines(columns: Terminal.columns) {
          Terminal.say("      " + line)
        }
      }
    }
    for missing in missing(results) {
      Terminal.say("  \(Terminal.styled("·", .yellow)) \(missing)")
    }
    let failed = results.count { $0.fault != nil }
    Terminal.say("  \(results.count - failed) examples hold, \(failed) do not.")
  }

  /// What a folder should have and does not.
  private func missing(_ results: [ExampleRun.Result]) -> [String] {
    var missing: [String] = []
    if !results.contains(where: \.isValid) {
      missing.append("No valid example: put a document into examples/valid/.")
    }
    if !results.contains(where: { !$0.isValid }) {
      missing.append("No invalid example: put a broken document into examples/invalid/.")
    }
    let unwritten = results.count { $0.isUnwritten && $0.fault == nil }
    if unwritten > 0 {
      missing.append("\(unwritten) examples have no .expected.json: look at them, then --write.")
    }
    return missing
  }

  private func tellProgram(_ result: ExampleRun.Result) {
    let object: [String: Any] = [
      "file": result.file, "valid": result.isValid, "holds": result.fault == nil,
      "fault": result.fault ?? "", "became": String(decoding: result.value, as: UTF8.self),
    ]
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? JSONSerialization.data(withJSONObject: object, options: options) else {
      return
    }
    Terminal.say(String(decoding: data, as: UTF8.self))
  }
}
