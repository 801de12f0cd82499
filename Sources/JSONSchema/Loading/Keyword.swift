/// Every keyword of draft 2020-12, and what is done with it.
enum Keyword: String, CaseIterable {
  case schema = "$schema"
  case id = "$id"
  case anchor = "$anchor"
  case ref = "$ref"
  case defs = "$defs"
  case schemaComment = "$comment"
  case dynamicRef = "$dynamicRef"
  case dynamicAnchor = "$dynamicAnchor"
  case vocabulary = "$vocabulary"
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
    /// A load problem, so that a schema is never half read.
    case unsupported
  }

  var role: Role {
    switch self {
    case .schema, .id, .anchor, .defs: .core
    case .type, .enum, .const: .value
    case .multipleOf, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum: .number
    case .maxLength, .minLength, .pattern, .format: .string
    case .maxItems, .minItems, .uniqueItems, .maxContains, .minContains, .prefixItems, .items,
      .contains:
      .array
    case .maxProperties, .minProperties, .required, .dependentRequired, .properties,
      .patternProperties, .additionalProperties, .propertyNames, .dependentSchemas:
      .object
    case .ref, .allOf, .anyOf, .oneOf, .not, .if, .then, .else: .logic
    case .schemaComment, .title, .description, .default, .deprecated, .readOnly, .writeOnly,
      .examples, .contentEncoding, .contentMediaType, .contentSchema:
      .annotation
    case .dynamicRef, .dynamicAnchor, .vocabulary, .unevaluatedItems, .unevaluatedProperties:
      .unsupported
    }
  }

  /// How a keyword holds further schemas.
  enum Shape {
    case none, schema, schemas, schemasByName
  }

  var shape: Shape {
    switch self {
    case .items, .contains, .additionalProperties, .propertyNames, .not, .if, .then, .else,
      .unevaluatedItems, .unevaluatedProperties:
      .schema
    case .prefixItems, .allOf, .anyOf, .oneOf: .schemas
    case .defs, .properties, .patternProperties, .dependentSchemas: .schemasByName
    default: .none
    }
  }

  /// What to write instead of words that older drafts knew.
  static func successor(of name: String) -> String? {
    switch name {
    case "definitions": "`$defs`"
    case "dependencies": "`dependentRequired` or `dependentSchemas`"
    case "additionalItems": "`items` beside `prefixItems`"
    case "id": "`$id`"
    case "$recursiveRef", "$recursiveAnchor": "`$ref`"
    default: nil
    }
  }
}
