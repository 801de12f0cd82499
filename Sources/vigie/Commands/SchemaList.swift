import ArgumentParser
import Foundation
import Intake
import Worker

struct SchemaList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The inbound schemas, their state and their successors.")

  @ArgumentParser.Flag(help: "One JSON object a line.")
  var json = false
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let loaded = try Loaded(try options.read())
    for version in loaded.catalogue.versions {
      let title = version.index < 0 ? "" : loaded.catalogue.inbound[version.index].title
      let successor = version.successor ?? version.supersededBy
      if json {
        let object = [
          "schema": version.name, "status": version.status.rawValue, "title": title,
          "successor": version.successor ?? "", "supersededBy": version.supersededBy ?? "",
        ]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? JSONSerialization.data(withJSONObject: object, options: options)
        else { continue }
        Terminal.say(String(decoding: data, as: UTF8.self))
        continue
      }
      let name = version.name.padding(toLength: 20, withPad: " ", startingAt: 0)
      let state = version.supersededBy != nil ? "superseded" : version.status.rawValue
      let word = state.padding(toLength: 11, withPad: " ", startingAt: 0)
      Terminal.say("\(name) \(word) \(title)" + (successor.map { " → \($0)" } ?? ""))
    }
  }
}

struct SchemaShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One schema: its members, and what each becomes.")

  @Argument(help: "Such as field-report/3.")
  var name: String
  @OptionGroup var options: SettingsOptions

  func run() throws {
    let settings = try options.read()
    let loaded = try Loaded(settings)
    let at = loaded.catalogue.index(of: name)
    guard at >= 0 else {
      throw Ending.noInput(
        "There is no inbound schema “\(name)”. Known: "
          + loaded.catalogue.versions.map(\.name).joined(separator: ", ") + ".")
    }
    let version = loaded.catalogue.versions[at]
    Terminal.say(Terminal.styled(version.name, .bold) + " · \(version.status.rawValue)")
    guard version.index >= 0 else {
      Terminal.say("Rejected." + (version.successor.map { " Use \($0)." } ?? ""))
      return
    }
    let schema = loaded.catalogue.inbound[version.index]
    if schema.name != version.name { Terminal.say("Judged by \(schema.name).") }
    Terminal.say(schema.title)
    for file in ["schema.json", "mapping.yaml"] {
      let path = "\(settings.schemas)/inbound/\(schema.name)/\(file)"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      Terminal.say("\n" + Terminal.styled(path, .dim))
      Terminal.say(text)
    }
  }
}
