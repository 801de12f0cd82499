import ArgumentParser
import Assessment
import Foundation
import JSON
import Model
import Worker

struct Quality: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how well incidents agree with the truth.",
    discussion: """
      Takes a table of known events (UCDP GED, CSV) and lets one to six sources
      tell of each, with errors in place, time, spelling, language, toll, act and
      attribution, with resends, revisions and retractions, and with true
      neighbours 0-3 days and 0-10 km away that must stay apart. The reports go
      through both stages; their incidents are held against the events.

        vigie quality ged.csv
        vigie quality --noise high --examples 5 ged.csv
      """)

  @Argument(help: "A table of UCDP GED events.")
  var file: String
  @Option(help: "low, medium, high or all.")
  var noise = "all"
  @Option(help: "Seed: the same reports for the same seed.")
  var seed: UInt64 = 2018
  @Option(help: "Examples of wrong merges and wrong splits to show.")
  var examples = 3
  @ArgumentParser.Flag(help: "Learn weights from the streams, for the pack's correlation.yaml.")
  var learn = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let loaded = try Loaded(try options.read())
    var table = QualityStream.Table()
    var skipped = 0
    let parser = Parser()
    try InputFile(path: file).forEachRecord { _, _, _, value in
      guard let value, let root = try? parser.parse(value).root, table.add(root) else {
        skipped += 1
        return
      }
    }
    guard !table.events.isEmpty else {
      throw Ending.noInput("\(file): has no event. Columns as in UCDP GED are needed.")
    }
    let levels = QualityStream.Noise.allCases.filter { noise == "all" || $0.rawValue == noise }
    guard !levels.isEmpty else {
      throw ValidationError("--noise takes low, medium, high or all.")
    }
    Terminal.say("\(table.events.count) events, \(skipped) rows without what an event needs")
    Terminal.say(QualityText.heading)
    for level in levels {
      let stream = QualityStream(
        events: table.events, seed: seed, noise: level, theatre: loaded.theatre)
      let run = QualityRun(stream, theatre: loaded.theatre, catalogue: loaded.catalogue)
      Terminal.say(QualityText.row(level, run))
      Terminal.say(QualityText.examples(run, most: examples))
      guard learn else { continue }
      var learning = EvidenceLearning()
      run.assessment.forEachPair { _, _, evidence in learning.add(evidence) }
      learning.learn()
      Terminal.say("share of pairs that are one: \(learning.share)\n\(learning.yaml)")
    }
  }
}
