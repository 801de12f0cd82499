import ArgumentParser
import Foundation
import Theatre
import Worker

struct TheatreCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Load a pack; tell everything that is wrong with it, or what it holds.",
    discussion: "Exit codes: 0 the pack is good, 78 it is not: every problem is told.")

  @OptionGroup var options: SettingsOptions

  func run() throws {
    let settings = try options.read()
    let start = Date()
    let theatre = try Loaded(settings).theatre
    let seconds = Date().timeIntervalSince(start)
    Terminal.say(
      "\(theatre.name): \(theatre.gazetteer.rows.count) places, "
        + "\(theatre.actors.actors.count) actors, \(theatre.sources.sources.count) sources, "
        + "\(theatre.polling.count) polling places; " + String(format: "loaded in %.2f s", seconds))
    var counts = [Int](repeating: 0, count: Feature.every.count)
    for row in theatre.gazetteer.rows { counts[Int(row.feature.rawValue)] += 1 }
    for feature in Feature.every where counts[Int(feature.rawValue)] > 0 {
      Terminal.say("  \(counts[Int(feature.rawValue)]) \(feature.name)")
    }
    if theatre.boundaries.layers.isEmpty {
      Terminal.say("  no boundaries: units come from the gazetteer's rows")
    }
    for layer in theatre.boundaries.layers {
      Terminal.say(
        "  boundaries of level \(layer.level): \(layer.units.count) units, \(layer.codeSystem) "
          + "from \(layer.validFromText)" + (layer.isApproximate ? ", approximate" : ""))
    }
    if theatre.placeWords.isEmpty {
      Terminal.say("  no place-words.yaml: no place is read from a sentence")
    }
  }
}
