import JSON

/// A value of a schema's document, where it stands, and the resource whose base URI counts there.
struct Spot {
  var value: Value
  /// In the library's `sources`.
  var source: Int
  /// In the library's `resources`.
  var resource: Int
  /// As problems and violations name it: a JSON Pointer; with the document's URI before it when it
  /// is not the schema's own document.
  var place: String

  var key: Key { Key(source: source, offset: value.offset) }

  /// Values by where they start: unique within a document.
  struct Key: Hashable {
    var source: Int
    var offset: Int
  }
}

/// A schema with an identifier of its own: a document's root, or a schema with `$id`.
struct Resource {
  var uri: URIReference
  var root: Spot
  var dialect: Dialect
  var anchors: [String: Spot] = [:]
  var dynamicAnchors: [String: Spot] = [:]
  /// `$recursiveAnchor` of 2019-09, at the root.
  var isRecursiveAnchor = false
}
