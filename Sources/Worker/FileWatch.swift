internal import Foundation

/// Whether the files of directories changed, by their sizes and times: cheap enough to ask every
/// few seconds.
///
/// A change is told at the first look at which nothing moves any more, once: a copy that is on its
/// way is not taken for the whole. Links are followed, as Kubernetes switches a ConfigMap by one.
public struct FileWatch {
  private let directories: [String]
  private var told: [File]
  private var seen: [File]

  private struct File: Equatable {
    let path: String
    let node: UInt64
    let size: Int64
    let seconds: Int
    let nanoseconds: Int
  }

  /// What stands there now is known.
  public init(_ directories: [String]) {
    self.directories = directories
    told = Self.look(directories)
    seen = told
  }

  /// Looks; true when something has changed since the last time it was told, and has stood still
  /// since the last look.
  public mutating func hasChanged() -> Bool {
    let now = Self.look(directories)
    defer { seen = now }
    guard now == seen, now != told else { return false }
    told = now
    return true
  }

  private static func look(_ directories: [String]) -> [File] {
    directories.flatMap { directory in
      PackStamp.files(in: directory).compactMap { name in
        var facts = stat()
        let path = "\(directory)/\(name)"
        guard stat(path, &facts) == 0 else { return nil }
        return File(
          path: path, node: UInt64(facts.st_ino), size: Int64(facts.st_size),
          seconds: Int(facts.st_mtim.tv_sec), nanoseconds: Int(facts.st_mtim.tv_nsec))
      }
    }
  }
}
