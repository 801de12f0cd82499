/// Schemas that others may refer to, by URI: the only place where references are looked up.
/// Nothing is ever fetched.
///
/// The meta-schemas of every draft that is read are there without being added.
public struct SchemaRegistry: Sendable {
  private var texts: [String: [UInt8]] = [:]

  /// Makes a registry with nothing but the meta-schemas.
  public init() {}

  /// Adds a schema's text under the URI that references use; its own `$id` is a second name once
  /// it is read.
  public mutating func add(_ bytes: [UInt8], uri: String) {
    texts[Self.key(uri)] = bytes
  }

  func text(for uri: String) -> [UInt8]? {
    let key = Self.key(uri)
    return texts[key] ?? Metaschemas.text(for: key)
  }

  /// An empty fragment makes no difference.
  private static func key(_ uri: String) -> String {
    uri.hasSuffix("#") ? String(uri.dropLast()) : uri
  }
}
