import ArgumentParser
import Foundation
import Intake
import Model
import Theatre
import Worker

struct TheatreLookUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look-up",
    abstract: "Say what Intake makes of a place: a name, words, coordinates or a sentence.",
    discussion: """
      Exit codes: 0 a place was found, 1 it is ambiguous or unknown.

        vigie theatre look-up "45 km de Douentza"
        vigie theatre look-up Koro --admin2 Djibo
        vigie theatre look-up "30PVB8245"
        vigie theatre look-up --sentence "Deux soldats tués à Boni, Douentza."
      """)

  @Argument(help: "The place.")
  var text: String
  @ArgumentParser.Flag(help: "It is a sentence, or part of one.")
  var sentence = false
  @Option(help: "Country that the report gives.")
  var country = ""
  @Option(help: "First-level unit that the report gives.")
  var admin1 = ""
  @Option(help: "Second-level unit that the report gives.")
  var admin2 = ""
  @Option(help: "The day of the happening, such as 2018-07-29: its boundaries count.")
  var day: String?
  @ArgumentParser.Flag(help: "One JSON object: the place as it stands in report/1.")
  var json = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let settings = try options.read()
    let loaded = try Loaded(settings)
    let intake = Intake(
      catalogue: loaded.catalogue, theatre: loaded.theatre, limits: settings.intakeLimits)
    var query = sentence ? PlaceQuery(text, kind: .sentence) : PlaceQuery(text)
    query.country = country
    query.admin1 = admin1
    query.admin2 = admin2
    if let day {
      var copy = day
      query.day = copy.withUTF8 { Instant.parse(UnsafeRawBufferPointer($0))?.latest }
      guard query.day != nil else { throw ValidationError("“\(day)” is no day.") }
    }
    let report = intake.look(query)
    if json {
      Terminal.say(PlaceText(report: report, query: query, intake: intake).json())
    } else {
      for line in PlaceText(report: report, query: query, intake: intake).lines() {
        Terminal.say(line)
      }
    }
    if report.place.coordinates == nil || report.place.method == .ambiguous { throw ExitCode(1) }
  }
}
