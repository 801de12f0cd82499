/// One thing wrong with a document, and where.
public struct RejectionViolation: Sendable, Equatable {
  /// RFC 6901 pointer into the document; empty for the whole of it.
  public var instancePointer: String
  /// RFC 6901 pointer into the schema; empty when no keyword of the schema was broken.
  public var schemaPointer: String
  /// The keyword of JSON Schema that was broken, or `mapping`.
  public var keyword: String
  /// What was expected, for people.
  public var sentence: String

  public init(
    instancePointer: String, schemaPointer: String, keyword: String, sentence: String
  ) {
    self.instancePointer = instancePointer
    self.schemaPointer = schemaPointer
    self.keyword = keyword
    self.sentence = sentence
  }
}
