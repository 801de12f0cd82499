import Theatre

@testable import Console

/// The pack that ships.
enum TestTheatre {
  private static let loaded = Result {
    TheatreDocument(try Theatre.load(directory: Repository.path("Deploy/theatres/mali-2018")))
  }

  static var document: TheatreDocument { get throws { try loaded.get() } }
}
