/// How schemas are read, where the specification leaves a choice.
public struct SchemaSettings: Sendable, Equatable {
  /// What a word means that is no keyword of the schema's draft.
  public enum UnknownKeywords: Sendable {
    /// A problem, with the keyword that was probably meant; names of one's own begin with `x-`.
    /// For schemas one writes oneself: a misspelt keyword must not pass for an annotation.
    case refused
    /// An annotation, as the specification has it. For schemas of others.
    case ignored
  }

  /// Default: `refused`.
  public var unknownKeywords = UnknownKeywords.refused
  /// Whether `format` refuses values; without it only a meta-schema's vocabulary makes it do so.
  /// Default: false, as the specification has it.
  public var assertsFormats = false
  /// The meta-schema of schemas that name none. Default: draft 2020-12.
  public var dialect = "https://json-schema.org/draft/2020-12/schema"

  /// Makes settings; all have defaults.
  public init(unknownKeywords: UnknownKeywords = .refused, assertsFormats: Bool = false) {
    self.unknownKeywords = unknownKeywords
    self.assertsFormats = assertsFormats
  }

  /// The drafts that are read, by the URIs of their meta-schemas, newest first.
  public static var dialects: [String] {
    Draft.allCases.reversed().map { $0 <= .draft7 ? $0.uri + "#" : $0.uri }
  }
}
