import ArgumentParser
import CAP
import Foundation

struct Cap: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check CAP 1.2 alerts.", subcommands: [CapCheck.self])
}

struct CapCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check CAP 1.2 files, whoever made them; a sentence for each fault.",
    discussion: """
      Holds each file against the standard's schema (names, order, closed lists,
      forms of dates) and against what receivers reject beyond it: updates that
      refer to nothing, polygons that cross themselves, circles without a radius,
      one text under two languages. Ends with 1 when a file has a fault; advice
      alone ends with 0.

        vigie cap check out/alerts.cap/*.xml
      """)

  @Argument(help: "Files; - is standard input.")
  var files: [String]
  @Flag(help: "Only files with a fault, and how many there were.")
  var quiet = false

  func run() throws {
    var faulty = 0
    for file in files {
      let data =
        file == "-"
        ? FileHandle.standardInput.readDataToEndOfFile()
        : try? Data(contentsOf: URL(filePath: file))
      guard let data else { throw Ending.noInput("\(file): cannot be read.") }
      let document = CAPDocument([UInt8](data))
      let isValid = !document.faults.contains { !$0.isAdvice }
      if !isValid { faulty += 1 }
      guard !isValid || !quiet else { continue }
      let verdict = document.faults.isEmpty ? "valid" : isValid ? "valid, with advice" : "not valid"
      Terminal.say("\(file): \(verdict)")
      for fault in document.faults {
        Terminal.say("  \(fault.isAdvice ? "advice" : "fault")  \(fault)")
      }
    }
    if files.count > 1 { Terminal.say("\(files.count) files, \(faulty) not valid") }
    if faulty > 0 { throw ExitCode(1) }
  }
}
