import Foundation
import Intake

/// One schema's folder, wherever it stands, as a catalogue of its own.
struct SchemaFolder {
  let path: String
  /// `name/version`: the last two parts of the path.
  let name: String

  init(_ given: String) throws {
    let url = URL(filePath: given).standardizedFileURL
    let parts = url.path(percentEncoded: false).split(separator: "/")
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: given, isDirectory: &isFolder), isFolder.boolValue
    else { throw Ending.noInput("\(given): there is no such folder.") }
    guard parts.count >= 2, let version = parts.last, Int(version) != nil else {
      throw Ending.noInput(
        "\(given): a schema's folder is NAME/VERSION, as in Schemas/inbound/my-feed/1.")
    }
    path = "/" + parts.joined(separator: "/")
    name = parts.suffix(2).joined(separator: "/")
  }

  /// Problems are named by the path that was given.
  func catalogue() throws -> SchemaCatalogue {
    let disk = CatalogueFiles.directory("/")
    let (path, name) = (path, name)
    let parts = name.split(separator: "/").map(String.init)
    let files = CatalogueFiles(
      list: { folder in
        switch folder {
        case "inbound": [parts[0]]
        case "inbound/\(parts[0])": [parts[1]]
        default: nil
        }
      },
      read: { file in
        let prefix = "inbound/\(name)/"
        return file.hasPrefix(prefix) ? disk.read(path + "/" + file.dropFirst(prefix.count)) : nil
      })
    do throws(CatalogueFault) {
      return try SchemaCatalogue.load(files)
    } catch {
      throw Ending.configuration(
        "The folder cannot be used:\n"
          + error.problems.map { "  \($0)" }.joined(separator: "\n"))
    }
  }
}
