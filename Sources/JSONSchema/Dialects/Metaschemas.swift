/// The meta-schemas of the drafts that are read, by URI.
enum Metaschemas {
  private static let all = draft2020 + draft2019 + draft7

  /// The text at a URI without a fragment.
  static func text(for uri: String) -> [UInt8]? {
    all.first { $0.uri == uri }.map { Array($0.text.utf8) }
  }
}
