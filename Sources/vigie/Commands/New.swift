public import ArgumentParser
public import FieldKit
import Foundation
import Model
import Theatre
import Worker

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a report by answering questions.", subcommands: [FieldReport.self])

  struct FieldReport: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "field-report",
      abstract: "Ask what happened, in French or English, and write a valid report.",
      discussion: """
        Asks on the terminal; an empty answer leaves a question out. In a pipe it
        asks nothing and takes one answer a line, in the order of the questions
        (--questions lists them). Dates are of the theatre's clock. The report is
        checked as the service will check it.

          vigie new field-report --language fr --output rapport.json
          vigie new field-report | vigie publish -
          vigie new field-report --questions --language fr

        Exit codes: 0 a report was written, 65 an answer in a pipe could not be
        understood, or the report would be rejected.
        """)

    @Option(help: "fr or en. Default: the language of this terminal.")
    var language: FormLanguage = .preferred
    @Option(help: "The team's id. Default: publish.team.")
    var team: String?
    @Option(help: ArgumentHelp("Where to write. Default: standard output.", valueName: "file"))
    var output: String?
    @ArgumentParser.Flag(help: "List the questions and their choices; ask nothing.")
    var questions = false
    @OptionGroup var options: SettingsOptions

    func run() throws {
      var settings = try options.read()
      if let team { settings.publishTeam = team }
      let loaded = try Loaded(settings)
      var form = FieldForm(
        language: language, team: settings.publishTeam,
        now: Instant(seconds: Int64(Date().timeIntervalSince1970)),
        localOffset: loaded.theatre.localOffset)
      guard !questions else { return list() }
      try ask(&form)
      settings.publishSchema = "field-report/3"
      let document = form.document
      let desk = try PublishDesk(settings: settings)
      if case .wrong(let rejection) = desk.examine(document, schema: nil) {
        PublishText(isJSON: false).say(wrong: rejection, file: "field-report", line: 1)
        throw ExitCode(65)
      }
      try write(document + [10])
    }

    private func list() {
      for question in FieldForm.questions {
        let mark = question.isRequired ? " *" : ""
        Terminal.say(Terminal.styled(question.prompt(language) + mark, .bold))
        for line in question.help(language) { Terminal.say("    \(line)") }
      }
    }

    private func ask(_ form: inout FieldForm) throws {
      let isAsking = isatty(0) == 1
      var line = 0
      while let question = form.next {
        if isAsking { show(question) }
        line += 1
        guard let text = readLine() else {
          // The end of a pipe leaves the rest out.
          guard question.isRequired else {
            _ = form.answer("")
            continue
          }
          Terminal.note("\(question.prompt(language)): no answer, and one is needed.")
          throw ExitCode(65)
        }
        guard let why = form.answer(text) else { continue }
        guard isAsking else {
          Terminal.note("line \(line): \(question.prompt(language)): \(why)")
          throw ExitCode(65)
        }
        Terminal.note("  " + Terminal.styled(why, .yellow))
      }
    }

    /// Beside the output, so that a report can be piped on while a person is asked.
    private func show(_ question: FormQuestion) {
      for help in question.help(language) { Terminal.note("  \(help)") }
      let mark = question.isRequired ? " *" : ""
      Terminal.write("\(question.prompt(language))\(mark)> ", to: 2)
    }

    private func write(_ bytes: [UInt8]) throws {
      guard let output, output != "-" else { return Terminal.write(bytes, to: 1) }
      do {
        try Data(bytes).write(to: URL(filePath: output), options: .atomic)
        Terminal.note("\(output) is written. Send it: vigie publish \(output)")
      } catch {
        throw Ending.cannotWrite("\(output): cannot be written. Choose another --output.")
      }
    }
  }
}

extension FormLanguage: ExpressibleByArgument {}

extension FormLanguage {
  /// By LC_ALL, LC_MESSAGES or LANG.
  static var preferred: FormLanguage {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first {
      !$0.isEmpty
    }
    return locale?.hasPrefix("fr") == true ? .french : .english
  }
}
