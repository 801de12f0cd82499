/// The languages in which a form asks.
public enum FormLanguage: String, CaseIterable, Sendable {
  case french = "fr"
  case english = "en"
}

/// A sentence in both.
struct Phrase: Sendable {
  let fr: String
  let en: String

  init(_ fr: String, _ en: String) {
    self.fr = fr
    self.en = en
  }

  subscript(language: FormLanguage) -> String { language == .french ? fr : en }
}
