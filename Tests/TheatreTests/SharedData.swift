@testable import Theatre

/// Open data that stands beside the repository and is not part of it.
enum SharedData {
  static func has(_ name: String) -> Bool { PackFile.isThere("\(GED.directory)/\(name)") }

  static func bytes(_ name: String) throws -> [UInt8] {
    guard let bytes = PackFile.bytes(path: "\(GED.directory)/\(name)") else { throw Missing() }
    return bytes
  }

  static func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  private struct Missing: Error {}
}
