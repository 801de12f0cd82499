import Testing

@testable import JSONSchema

/// What is answered from the word of members seen must agree with the walk that explains.
struct ShapeTests {
  static let either = #"""
    {"properties":{"a":{},"b":{},"c":{}},"dependentRequired":{"b":["c"],"c":["b"]},
     "anyOf":[{"required":["a"]},{"required":["b","c"]}]}
    """#
  static let fork = #"""
    {"properties":{"k":{"type":"string"},"x":{},"y":{}},
     "if":{"properties":{"k":{"const":"r"}},"required":["k"]},
     "then":{"required":["x"]},"else":{"required":["y"]}}
    """#
  static let forms = #"{"oneOf":[{"type":"integer"},{"type":"object","required":["low"]}]}"#
  static let day = #"{"pattern":"^[0-9]{2}(-[0-9]{2})?$"}"#

  @Test(arguments: [
    (either, #"{"a":1}"#, true), (either, #"{"b":1,"c":2}"#, true), (either, "{}", false),
    (either, #"{"b":1}"#, false), (either, #"{"a":1,"c":2}"#, false), (either, "7", true),
    (either, #"{"\u0062":1,"c":2}"#, true), (either, #"{"z":1,"a":2}"#, true),
    (fork, #"{"k":"r","x":1}"#, true), (fork, #"{"k":"r","y":1}"#, false),
    (fork, #"{"k":"s","y":1}"#, true), (fork, #"{"y":1}"#, true), (fork, #"{"x":1}"#, false),
    (fork, #"{"\u006b":"\u0072","x":1}"#, true),
    (forms, "1", true), (forms, "1.5", false), (forms, #"{"low":1}"#, true), (forms, "{}", false),
    (forms, #""a""#, false),
    (day, #""18""#, true), (day, #""18-07""#, true), (day, #""18-""#, false), (day, #""""#, false),
    (day, #""١٨""#, false), (day, #""18é""#, false), (day, #""1\u0038""#, true),
  ])
  func `a rule on members gives the answer of its keywords`(
    schema: String, document: String, isAccepted: Bool
  ) throws {
    let judgement = try Judgement(schema, document)
    #expect(judgement.isAccepted == isAccepted && judgement.isConsistent)
  }
}
