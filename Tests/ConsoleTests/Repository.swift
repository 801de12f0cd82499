import Foundation

/// Files of the checkout.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func path(_ name: String) -> String { root.appending(path: name).path() }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: root.appending(path: name), encoding: .utf8)
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: name)))
  }

  static var mayRewrite: Bool { ProcessInfo.processInfo.environment["UPDATE"] == "1" }

  /// Holds a generated file against what it should be, or writes it with `UPDATE=1`.
  static func matches(_ name: String, _ text: String) throws -> Bool {
    if mayRewrite { try text.write(toFile: path(name), atomically: true, encoding: .utf8) }
    return try self.text(name) == text
  }

  /// The first of these programs that is installed.
  static func program(_ names: String...) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in names {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)")
      {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }
}
