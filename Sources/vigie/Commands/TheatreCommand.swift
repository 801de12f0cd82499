import ArgumentParser
import Foundation
import Theatre
import Worker

/// `vigie theatre …`; the type is not called Theatre, which is the pack itself.
struct TheatreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theatre",
    abstract: "Check a theatre pack, look places up in it, import places and boundaries.",
    subcommands: [
      TheatreCheck.self, TheatreLookUp.self, TheatreImportGeoNames.self,
      TheatreImportBoundaries.self,
    ])
}

/// What an import would add to a pack: checked with the whole pack, then written in one step.
struct PackAddition {
  let directory: String
  /// In the pack: `boundaries/ml-adm2.geojson`.
  let name: String
  let bytes: [UInt8]

  var path: String { "\(directory)/\(name)" }

  func check() throws {
    do throws(PackFault) {
      _ = try Theatre.load(directory: directory, trying: [name: bytes])
    } catch {
      let lines = error.problems.prefix(20).map { "  \($0)" }
      let more = error.problems.count - lines.count
      throw Ending.configuration(
        "Nothing was written; with it the pack would be wrong:\n"
          + lines.joined(separator: "\n") + (more > 0 ? "\n  and \(more) more" : ""))
    }
  }

  func write() throws {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      // Beside the old one, then in its place: no reader sees half a file.
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw Ending.noInput("\(path): cannot be written")
    }
  }
}
