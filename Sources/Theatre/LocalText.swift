/// A text in French and in English, the two languages of the theatre's readers.
public struct LocalText: Sendable, Equatable {
  public let fr: String
  public let en: String

  public init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }
}

extension LocalText {
  /// Reads `{fr: …, en: …}`.
  static func read(_ fields: YAMLFields, _ key: String, what: String) -> LocalText? {
    guard let node = fields.required(key),
      let members = YAMLFields(
        node, what, known: ["fr", "en"], file: fields.file, log: fields.log),
      let fr = members.text("fr"), let en = members.text("en")
    else { return nil }
    return LocalText(fr: fr, en: en)
  }
}
