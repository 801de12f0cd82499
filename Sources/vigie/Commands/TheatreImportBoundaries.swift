import ArgumentParser
import Foundation
import Theatre
import Worker

struct TheatreImportBoundaries: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-boundaries",
    abstract: "Add a list of administrative boundaries to the pack.",
    discussion: """
      Takes GeoJSON of one level. The list and the day from which it holds are
      asked for, because a code means nothing without them: vintages give one
      code to different units. Nothing is written when the pack would be wrong
      with it.

        vigie theatre import-boundaries mli_adm2.geojson --level 2 --country ML \\
          --code-system COD-AB --valid-from 2017-01-01
      """)

  @Argument(help: "A GeoJSON feature collection.")
  var file: String
  @Option(help: "1 region, 2 cercle or province, 3 commune.")
  var level: Int
  @Option(help: "ISO 3166-1 code of two letters.")
  var country: String
  @Option(help: "The list the codes are from, such as COD-AB.")
  var codeSystem: String
  @Option(help: "The day from which it holds, such as 2017-01-01.")
  var validFrom: String
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let settings = try options.read()
    let request = BoundaryImport(
      level: level, codeSystem: codeSystem, validFrom: validFrom, country: country)
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Ending.noInput("\(file): cannot be read")
    }
    let made: (text: [UInt8], units: Int)
    do throws(BoundaryImport.Failure) {
      made = try request.convert(bytes: Array(bytes))
    } catch {
      throw Ending.noInput("\(file): \(error.sentence)")
    }
    let addition = PackAddition(
      directory: settings.theatre, name: "boundaries/\(request.fileName)", bytes: made.text)
    try addition.check()
    try addition.write()
    Terminal.say("\(addition.path): \(made.units) units.")
  }
}
