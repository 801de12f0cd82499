import ArgumentParser
import Foundation
import Theatre
import Worker

struct TheatreImportGeoNames: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-geonames",
    abstract: "Make the pack's geonames.tsv from GeoNames' country dumps.",
    discussion: """
      Takes dumps such as ML.txt and, for names of units, admin1CodesASCII.txt
      and admin2Codes.txt from download.geonames.org (CC BY 4.0). The pack's own
      places stay and go first; places that it has from GeoNames are not
      doubled. Remove geonames.tsv to undo it. Nothing is written when the pack
      would be wrong with it.

        vigie theatre import-geonames admin1CodesASCII.txt ML.txt BF.txt NE.txt
      """)

  @Argument(help: "Country dumps and lists of unit names.")
  var files: [String]
  @Option(help: ArgumentHelp("Write here and not into the pack.", valueName: "file"))
  var output: String?
  @ArgumentParser.Flag(help: "For a new pack: without the places of the one in force.")
  var alone = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let settings = try options.read()
    let theatre = try Loaded(settings).theatre
    var dump = GeoNamesFile(pack: alone ? nil : theatre.gazetteer)
    // Names of units first, whatever the order of the arguments.
    let lists = files.filter { $0.hasSuffix("ASCII.txt") || $0.hasSuffix("Codes.txt") }
    for file in lists + files.filter({ !lists.contains($0) }) {
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
        throw Ending.noInput("\(file): cannot be read, or is not UTF-8")
      }
      guard dump.read(text) else {
        throw Ending.noInput("\(file): neither a dump of GeoNames nor a list of its units")
      }
    }
    let table = Array(dump.table(within: theatre.box).utf8)
    let addition: PackAddition
    if let output {
      let url = URL(fileURLWithPath: output)
      addition = PackAddition(
        directory: url.deletingLastPathComponent().path, name: url.lastPathComponent, bytes: table)
    } else {
      addition = PackAddition(directory: settings.theatre, name: "geonames.tsv", bytes: table)
      try addition.check()
    }
    try addition.write()
    let counts = dump.counts
    Terminal.say(
      "\(output ?? addition.path): \(counts.places) places and \(counts.units) units of "
        + "\(counts.rows) rows;")
    Terminal.say(
      "\(counts.known) the pack has already, \(counts.left) left out, "
        + "\(counts.malformed) malformed.")
  }
}
