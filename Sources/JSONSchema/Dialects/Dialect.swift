/// How a schema is read: which draft's rules, and which of its vocabularies its meta-schema takes.
struct Dialect: Equatable {
  var draft: Draft
  var vocabularies: Vocabularies
  /// The words `dependencies` and `additionalItems` of older drafts are obeyed where today's draft
  /// has moved them; a strict reader refuses them instead.
  var keepsOldWords = false

  init(_ draft: Draft) {
    self.draft = draft
    vocabularies = draft.vocabularies
  }

  /// The keyword of this name, when this dialect knows it.
  func keyword(_ name: String) -> Keyword? {
    guard let keyword = Keyword(rawValue: name) else { return nil }
    if keyword == .dependencies, keepsOldWords { return keyword }
    return keyword.drafts.contains(draft) && !vocabularies.isDisjoint(with: keyword.vocabularies)
      ? keyword : nil
  }

  /// A meta-schema with the vocabulary `format-assertion` makes formats assertions.
  var assertsFormats: Bool { vocabularies.contains(.formatAssertion) }
}

/// The drafts that are read, oldest first.
enum Draft: Int, Comparable, CaseIterable {
  case draft6, draft7, draft2019, draft2020

  var uri: String {
    switch self {
    case .draft6: "http://json-schema.org/draft-06/schema"
    case .draft7: "http://json-schema.org/draft-07/schema"
    case .draft2019: "https://json-schema.org/draft/2019-09/schema"
    case .draft2020: "https://json-schema.org/draft/2020-12/schema"
    }
  }

  var name: String {
    switch self {
    case .draft6: "draft-06"
    case .draft7: "draft-07"
    case .draft2019: "2019-09"
    case .draft2020: "2020-12"
    }
  }

  /// The draft that a meta-schema's URI names; `#` behind it and the scheme make no difference.
  init?(uri: String) {
    var wanted = Substring(uri)
    if wanted.hasSuffix("#") { wanted = wanted.dropLast() }
    for scheme in ["http://", "https://"] where wanted.hasPrefix(scheme) {
      wanted = wanted.dropFirst(scheme.count)
    }
    let known = Self.allCases.first { $0.uri.hasSuffix("://" + wanted) }
    guard let known else { return nil }
    self = known
  }

  static func < (a: Draft, b: Draft) -> Bool { a.rawValue < b.rawValue }

  /// In these drafts a `$ref` hides everything beside it.
  var refHidesSiblings: Bool { self <= .draft7 }

  /// What the draft's own meta-schema takes.
  var vocabularies: Vocabularies { self == .draft2020 ? .all2020 : .all2019 }
}

/// The vocabularies of 2019-09 and 2020-12; older drafts count as having all but the assertion of
/// formats.
struct Vocabularies: OptionSet {
  let rawValue: UInt16

  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let metadata = Vocabularies(rawValue: 16)
  static let formatAnnotation = Vocabularies(rawValue: 32)
  static let formatAssertion = Vocabularies(rawValue: 64)
  static let content = Vocabularies(rawValue: 128)

  static let all2020: Vocabularies = [
    .core, .applicator, .unevaluated, .validation, .metadata, .formatAnnotation, .content,
  ]
  /// In 2019-09 `unevaluated…` belongs to the applicators.
  static let all2019 = all2020

  /// The vocabulary of a URI with the draft that it belongs to; nil when it is not known.
  /// `isRequired` matters to the one vocabulary `format` of 2019-09.
  static func named(_ uri: String, isRequired: Bool) -> (Draft, Vocabularies)? {
    for (prefix, draft) in [
      ("https://json-schema.org/draft/2020-12/vocab/", Draft.draft2020),
      ("https://json-schema.org/draft/2019-09/vocab/", Draft.draft2019),
    ] where uri.hasPrefix(prefix) {
      return named(uri.dropFirst(prefix.count), draft, isRequired).map { (draft, $0) }
    }
    return nil
  }

  private static func named(
    _ word: Substring, _ draft: Draft, _ isRequired: Bool
  ) -> Vocabularies? {
    switch (word, draft) {
    case ("core", _): .core
    case ("applicator", .draft2019): [.applicator, .unevaluated]
    case ("applicator", _): .applicator
    case ("unevaluated", .draft2020): .unevaluated
    case ("validation", _): .validation
    case ("meta-data", _): .metadata
    case ("format", .draft2019):
      isRequired ? [.formatAnnotation, .formatAssertion] : .formatAnnotation
    case ("format-annotation", .draft2020): .formatAnnotation
    case ("format-assertion", .draft2020): [.formatAnnotation, .formatAssertion]
    case ("content", _): .content
    default: nil
    }
  }
}
