import Foundation
import JSON
import JSONSchema

/// Schemas read from files, for the commands that work with schemas of anybody.
enum SchemaShelf {
  /// A schema, compiled as the daemon compiles them but for unknown keywords, which are
  /// annotations here; nil after saying what is wrong with it.
  static func schema(at path: String, _ registry: SchemaRegistry) -> JSONSchema.Schema? {
    guard let data = FileManager.default.contents(atPath: path) else {
      Terminal.note("\(path): cannot be read. Is the name right, and may you read it?")
      return nil
    }
    let settings = SchemaSettings(unknownKeywords: .ignored, assertsFormats: true)
    do throws(SchemaFault) {
      return try JSONSchema.Schema(Array(data), name: path, settings: settings, registry: registry)
    } catch {
      Terminal.note("\(path): not a schema that can be read:")
      for problem in error.problems {
        let place = problem.pointer.isEmpty ? "(root)" : problem.pointer
        Terminal.note("  \(printable(place)): \(printable(problem.sentence))")
      }
      return nil
    }
  }

  /// Every `.json` file below a folder that has an `$id`, under it.
  static func registry(of folder: String) throws -> SchemaRegistry {
    guard let walker = FileManager.default.enumerator(atPath: folder) else {
      throw Ending.noInput("\(folder): cannot be read. Is the name right, and may you read it?")
    }
    var registry = SchemaRegistry()
    let parser = Parser(limits: Limits(bytesMax: 16 << 20, depthMax: 512))
    for path in walker.compactMap({ $0 as? String }).sorted() where path.hasSuffix(".json") {
      guard let data = FileManager.default.contents(atPath: folder + "/" + path),
        let id = try? parser.parse(Array(data)).root["$id"]?.text?.string
      else { continue }
      registry.add(Array(data), uri: id)
    }
    return registry
  }
}
