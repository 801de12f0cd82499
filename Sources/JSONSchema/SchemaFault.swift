/// Why a schema could not be loaded: every problem at once, in an order that depends only on the
/// text.
public struct SchemaFault: Error, Equatable, Sendable {
  /// One problem of a schema.
  public struct Problem: Equatable, Sendable {
    /// Where in the schema's document: a JSON Pointer (RFC 6901).
    public var pointer: String
    /// One plain sentence with the remedy where there is one.
    public var sentence: String

    /// Makes a problem.
    public init(pointer: String, sentence: String) {
      self.pointer = pointer
      self.sentence = sentence
    }
  }

  /// The schema's name, as given by whoever loads it.
  public var name: String
  /// At least one, sorted by pointer; at most 200.
  public var problems: [Problem]

  /// Makes a fault.
  public init(name: String, problems: [Problem]) {
    self.name = name
    self.problems = problems
  }
}
