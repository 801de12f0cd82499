import Testing

@testable import Theatre

/// The pack that ships, found from this file's own place in the repository.
enum Pack {
  static let directory: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/") + "/Deploy/theatres/mali-2018"
  }()

  /// Loaded once for all tests.
  static let loaded: Result<Theatre, PackFault> = Result { () throws(PackFault) in
    try Theatre.load(directory: directory)
  }

  static func theatre() throws -> Theatre { try loaded.get() }
}
