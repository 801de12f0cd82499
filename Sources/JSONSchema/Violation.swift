/// One way in which a document breaks its schema.
public struct Violation: Sendable, Equatable {
  /// Where in the document: a JSON Pointer (RFC 6901), cut after 512 bytes.
  public var instancePointer: String
  /// Which keyword of the schema: a JSON Pointer into the schema's document, through references.
  public var schemaPointer: String
  /// The keyword; `false` for a schema that allows nothing, `limit` for a document that takes more
  /// work than is granted.
  public var keyword: String
  /// One plain sentence: what was expected, and of what was found only numbers, lengths and short
  /// codes, never free text.
  public var sentence: String

  /// Makes a violation.
  public init(instancePointer: String, schemaPointer: String, keyword: String, sentence: String) {
    self.instancePointer = instancePointer
    self.schemaPointer = schemaPointer
    self.keyword = keyword
    self.sentence = sentence
  }
}
