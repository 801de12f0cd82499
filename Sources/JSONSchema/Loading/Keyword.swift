/// Every keyword of the drafts that are read, and what is done with it.
enum Keyword: String, CaseIterable {
  case schema = "$schema"
  case id = "$id"
  case anchor = "$anchor"
  case ref = "$ref"
  case defs = "$defs"
  case schemaComment = "$comment"
  case dynamicRef = "$dynamicRef"
  case dynamicAnchor = "$dynamicAnchor"
  case recursiveRef = "$recursiveRef"
  case recursiveAnchor = "$recursiveAnchor"
  case vocabulary = "$vocabulary"
  case definitions, dependencies, additionalItems
  case type, `enum`, const
  case multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
  case maxLength, minLength, pattern, format
  case maxItems, minItems, uniqueItems, maxContains, minContains
  case prefixItems, items, contains, unevaluatedItems
  case maxProperties, minProperties, required, dependentRequired
  case properties, patternProperties, additionalProperties, propertyNames
  case dependentSchemas, unevaluatedProperties
  case allOf, anyOf, oneOf, not, `if`, then, `else`
  case title, description, `default`, deprecated, readOnly, writeOnly, examples
  case contentEncoding, contentMediaType, contentSchema

  /// What the compiler does with a keyword.
  enum Role {
    /// Names, places and the draft.
    case core
    case value, number, string, array, object, logic
    /// Accepted and not looked at.
    case annotation
  }

  var role: Role {
    switch self {
    case .schema, .id, .anchor, .defs, .definitions, .dynamicAnchor, .recursiveAnchor, .vocabulary:
      .core
    case .type, .enum, .const: .value
    case .multipleOf, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum: .number
    case .maxLength, .minLength, .pattern, .format: .string
    case .maxItems, .minItems, .uniqueItems, .maxContains, .minContains, .prefixItems, .items,
      .additionalItems, .contains:
      .array
    case .maxProperties, .minProperties, .required, .dependentRequired, .properties,
      .patternProperties, .additionalProperties, .propertyNames, .dependentSchemas, .dependencies:
      .object
    case .ref, .dynamicRef, .recursiveRef, .allOf, .anyOf, .oneOf, .not, .if, .then, .else,
      .unevaluatedItems, .unevaluatedProperties:
      .logic
    case .schemaComment, .title, .description, .default, .deprecated, .readOnly, .writeOnly,
      .examples, .contentEncoding, .contentMediaType, .contentSchema:
      .annotation
    }
  }

  /// How a keyword holds further schemas.
  enum Shape {
    case none, schema, schemas, schemasByName
    /// `items` of old: one schema or several.
    case schemaOrSchemas
  }

  var shape: Shape {
    switch self {
    case .contains, .additionalProperties, .propertyNames, .not, .if, .then, .else,
      .unevaluatedItems, .unevaluatedProperties, .additionalItems, .contentSchema:
      .schema
    case .items: .schemaOrSchemas
    case .prefixItems, .allOf, .anyOf, .oneOf: .schemas
    case .defs, .definitions, .properties, .patternProperties, .dependentSchemas, .dependencies:
      .schemasByName
    default: .none
    }
  }

  /// The drafts that have the keyword.
  var drafts: ClosedRange<Draft> {
    switch self {
    case .if, .then, .else, .schemaComment, .readOnly, .writeOnly, .contentEncoding,
      .contentMediaType:
      .draft7 ... .draft2020
    case .anchor, .defs, .vocabulary, .dependentRequired, .dependentSchemas, .unevaluatedItems,
      .unevaluatedProperties, .minContains, .maxContains, .deprecated, .contentSchema:
      .draft2019 ... .draft2020
    case .definitions, .dependencies: .draft6 ... .draft7
    case .additionalItems: .draft6 ... .draft2019
    case .recursiveRef, .recursiveAnchor: .draft2019 ... .draft2019
    case .prefixItems, .dynamicRef, .dynamicAnchor: .draft2020 ... .draft2020
    default: .draft6 ... .draft2020
    }
  }

  /// The vocabularies of which any brings the keyword.
  var vocabularies: Vocabularies {
    switch self {
    case .schema, .id, .anchor, .ref, .defs, .schemaComment, .dynamicRef, .dynamicAnchor,
      .recursiveRef, .recursiveAnchor, .vocabulary, .definitions:
      .core
    case .unevaluatedItems, .unevaluatedProperties: .unevaluated
    case .format: [.formatAnnotation, .formatAssertion]
    case .title, .description, .default, .deprecated, .readOnly, .writeOnly, .examples: .metadata
    case .contentEncoding, .contentMediaType, .contentSchema: .content
    default: shape == .none ? .validation : .applicator
    }
  }

  /// What to write instead of words that older drafts knew.
  static func successor(of name: String) -> String? {
    switch name {
    case "definitions": "`$defs`"
    case "dependencies": "`dependentRequired` or `dependentSchemas`"
    case "additionalItems": "`items` beside `prefixItems`"
    case "id": "`$id`"
    case "$recursiveRef", "$recursiveAnchor": "`$dynamicRef` and `$dynamicAnchor`"
    default: nil
    }
  }
}
