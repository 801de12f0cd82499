/// The words of a theatre's alerts, French and English.
public struct Texts: Sendable {
  public let french: TemplateSet
  public let english: TemplateSet

  /// Templates for a key; nil when the language has none.
  public subscript(key: String, language: Language) -> AlertTemplates? {
    switch language {
    case .french: french[key]
    case .english: english[key]
    }
  }

  /// The languages alerts are written in.
  public enum Language: String, Sendable, CaseIterable {
    case french = "fr"
    case english = "en"
  }
}

/// The templates of one language: one `texts.…yaml`.
public struct TemplateSet: Sendable {
  /// By key, sorted.
  public let texts: [AlertTemplates]
  /// What stands for a field that is not known.
  public let fallbacks: [Template.Field: String]

  public subscript(key: String) -> AlertTemplates? { texts.first { $0.key == key } }
}

/// The templates of one rule.
public struct AlertTemplates: Sendable, Equatable {
  public let key: String
  /// CAP `event`: at most 35 characters, without fields.
  public let event: String
  /// CAP `headline`: at most 140 characters once filled; 100 as a template.
  public let headline: Template
  public let description: Template
  public let instruction: Template
}
